using System.Globalization;
using System.Text;
using BackOffice.Integration.Connectors.Contract;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackOffice.Integration.Connectors.Sql.Sqlite;

/// <summary>One prepared statement; values keep the class they are stored in.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    public int Columns => raw.sqlite3_column_count(statement);

    public void Bind(IReadOnlyList<string> values)
    {
        foreach (var (index, value) in values.Index()) Check(Bind(index + 1, value));
    }

    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result is raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) Check(result);
        return false;
    }

    public string Name(int column) => raw.sqlite3_column_name(statement, column).utf8_to_string();

    public string? DeclaredType(int column) => raw.sqlite3_column_decltype(statement, column).utf8_to_string();

    /// <summary>One of SQLite's storage classes.</summary>
    public int Class(int column) => raw.sqlite3_column_type(statement, column);

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public double Real(int column) => raw.sqlite3_column_double(statement, column);

    public string? Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>A blob, or a text in UTF-8; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    public int Length(int column) => raw.sqlite3_column_bytes(statement, column);

    /// <summary>A value that can be bound again; null for null.</summary>
    public string? Value(int column) => Class(column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => SqliteValue.Of(Number(column)),
        raw.SQLITE_FLOAT => SqliteValue.Of(Real(column)),
        raw.SQLITE_TEXT => SqliteValue.OfText(Bytes(column)),
        _ => SqliteValue.Of(Bytes(column)),
    };

    public void Dispose() => statement.Dispose();

    private int Bind(int place, string value) => SqliteValue.KindOf(value) switch
    {
        SqliteValue.Integer => raw.sqlite3_bind_int64(statement, place, long.Parse(SqliteValue.TextOf(value), CultureInfo.InvariantCulture)),
        SqliteValue.Real => raw.sqlite3_bind_double(statement, place, double.Parse(SqliteValue.TextOf(value), CultureInfo.InvariantCulture)),
        SqliteValue.Text => BindText(place, Encoding.UTF8.GetBytes(SqliteValue.TextOf(value))),
        SqliteValue.BrokenText => BindText(place, Convert.FromBase64String(SqliteValue.TextOf(value))),
        SqliteValue.Blob => raw.sqlite3_bind_blob(statement, place, Convert.FromBase64String(SqliteValue.TextOf(value))),
        _ => throw new ConnectorException(Recovery.Stop, "The checkpoint was not written by a SQLite source. Start the stream from its beginning.") { Code = "checkpoint.foreign" },
    };

    // With its length, for a text may hold a zero; an empty span would bind null.
    private int BindText(int place, ReadOnlySpan<byte> utf8) =>
        utf8.IsEmpty ? raw.sqlite3_bind_text(statement, place, "") : raw.sqlite3_bind_text(statement, place, utf8);

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), result & 0xff, raw.sqlite3_extended_errcode(database));
    }
}
