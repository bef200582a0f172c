using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>How far a reading has come.</summary>
/// <param name="Of">Which stream it read: another table, key or cursor has other places.</param>
/// <param name="ByCursor">Whether rows came in the order of the cursor.</param>
/// <param name="At">The place of the last row given, or null before the first.</param>
/// <param name="From">The cursor's value from which the reading gives rows; null for all.</param>
/// <param name="Mark">The greatest cursor given so far, by this reading or the ones before.</param>
/// <param name="End">Whether nothing more comes.</param>
internal sealed record SqlCheckpoint(string Of, bool ByCursor, IReadOnlyList<string?>? At, string? From, string? Mark, bool End)
{
    /// <summary>Null at the start.</summary>
    public static SqlCheckpoint? Read(Checkpoint checkpoint)
    {
        if (checkpoint == Checkpoint.Start) return null;
        return SqlToken.Read<SqlCheckpoint>(checkpoint.Token) is { Of: not null } read ? read
            : throw new ConnectorException(Recovery.Stop, "The checkpoint was not written by a SQL source. Start the stream from its beginning.") { Code = "checkpoint.foreign" };
    }

    public Checkpoint Write() => new(SqlToken.Write(this));
}

/// <summary>The part of a stream between two values of its key's first column.</summary>
/// <param name="From">Included; null for the lowest part, to which null belongs.</param>
/// <param name="To">Not included; null for the highest part.</param>
internal sealed record SqlSlice(string Of, string? From, string? To)
{
    /// <summary>Null for the whole.</summary>
    public static SqlSlice? Read(Slice slice, string of)
    {
        if (slice == Slice.Whole) return null;
        return SqlToken.Read<SqlSlice>(slice.Token) is { } read && read.Of == of ? read
            : throw new ConnectorException(Recovery.Stop, "The slice is none of this stream. Cut the stream into slices again.") { Code = "slice.foreign" };
    }

    public Slice Write() => new(SqlToken.Write(this));
}

/// <summary>Tokens as JSON, and what stream they are of.</summary>
internal static class SqlToken
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Differs where the same value would mean another place.</summary>
    public static string Of(SqlStream stream)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes<string?[]>([stream.From, stream.Cursor, .. stream.Key]);
        return XxHash64.HashToUInt64(text).ToString("x16", CultureInfo.InvariantCulture);
    }

    public static T? Read<T>(string token)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(token, Form);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    public static string Write<T>(T value) => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(value, Form));
}
