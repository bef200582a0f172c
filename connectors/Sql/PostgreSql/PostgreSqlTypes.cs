using System.Globalization;

namespace BackOffice.Integration.Connectors.Sql.PostgreSql;

/// <summary>Types by the numbers that PostgreSQL gives its own ones.</summary>
internal static class PostgreSqlTypes
{
    public const int Bool = 16;
    public const int Bytea = 17;
    public const int Int8 = 20;
    public const int Int2 = 21;
    public const int Int4 = 23;
    public const int Oid = 26;
    public const int Json = 114;
    public const int Float4 = 700;
    public const int Float8 = 701;
    public const int Money = 790;
    public const int Date = 1082;
    public const int Time = 1083;
    public const int Timestamp = 1114;
    public const int TimestampTz = 1184;
    public const int TimeTz = 1266;
    public const int Numeric = 1700;
    public const int Jsonb = 3802;

    /// <summary>Added to the number of an element's type for its array.</summary>
    public const int Array = 1 << 30;

    public static bool IsArray(int kind) => (kind & Array) != 0;

    public static string JsonType(int kind) => kind switch
    {
        Bool => "boolean",
        Int2 or Int4 or Int8 or Oid => "integer",
        _ when IsArray(kind) => "array",
        _ => "string",
    };

    /// <summary>Whether a cursor of this type moves by seconds.</summary>
    public static bool IsTime(int kind) => kind is Date or Timestamp or TimestampTz;

    public static bool IsNumber(int kind) => kind is Int2 or Int4 or Int8 or Oid or Numeric or Float4 or Float8;

    /// <summary>The condition that a time or number is one that can be counted from, and not infinite or none; null where every value is.</summary>
    public static string? Finite(string column, int kind) => kind switch
    {
        Date or Timestamp or TimestampTz => string.Create(CultureInfo.InvariantCulture, $"({column} >= '{SqlMeasure.FirstYear}-01-01' AND {column} < '{SqlMeasure.LastYear}-01-01')"),
        Float4 or Float8 => $"({column} > -1e300 AND {column} < 1e300)",
        // Older servers know no infinite numeric; one that is none comes behind all others.
        Numeric => $"({column} > -1e1000 AND {column} < 1e1000)",
        _ => null,
    };

    /// <summary>Whether values have a length that could be too much.</summary>
    public static bool IsLong(int kind) => kind is not (Bool or Int2 or Int4 or Int8 or Oid or Float4 or Float8 or Money or Date or Time or Timestamp or TimestampTz or TimeTz);

    /// <summary>The column as a text that a payload is made of.</summary>
    public static string Text(string column, int kind) => kind switch
    {
        Bytea => $"encode({column}, 'hex')",
        // How money is written is a setting of the server; its number is not.
        Money => $"{column}::numeric::text",
        _ when IsArray(kind) => (kind & ~Array) switch
        {
            Bool or Int2 or Int4 or Int8 or Oid or Date or Time or Timestamp or TimestampTz or Json or Jsonb => $"to_json({column})::text",
            _ => $"to_json({column}::text[])::text",
        },
        _ => $"{column}::text",
    };
}
