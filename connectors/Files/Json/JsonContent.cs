using System.Text.Json;
using System.Text.Unicode;
using BackOffice.Integration.Connectors.Files.Documents;

namespace BackOffice.Integration.Connectors.Files.Json;

/// <summary>A record that is a JSON object goes over byte for byte.</summary>
internal sealed class JsonContent : RecordContent
{
    public override OpenedRecord Open(ReadOnlySpan<byte> record)
    {
        if (!Utf8.IsValid(record)) return Undecodable(record);
        return record is [(byte)'{', ..] && IsJson(record) ? new(record.ToArray())
            : Unread(record, "json.unreadable", "is not one JSON object, or is nested too deeply. Correct it in the source, and send the file again.");
    }

    public static bool IsJson(ReadOnlySpan<byte> record)
    {
        try
        {
            var json = new Utf8JsonReader(record);
            while (json.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>A member of an object becomes <c>{"key": name, "value": value}</c>, both as they stand there.</summary>
internal sealed class JsonMemberContent : RecordContent
{
    public override OpenedRecord Open(ReadOnlySpan<byte> record)
    {
        if (!Utf8.IsValid(record)) return Undecodable(record);
        var name = NameLength(record);
        var value = record[name..].TrimStart(" \t\r\n"u8)[1..].TrimStart(" \t\r\n"u8);
        byte[] payload = [.. "{\"key\":"u8, .. record[..name], .. ",\"value\":"u8, .. value, .. "}"u8];
        return JsonContent.IsJson(payload) ? new(payload)
            : Unread(record, "json.unreadable", "is no JSON value, or is nested too deeply. Correct it in the source, and send the file again.");
    }

    private static int NameLength(ReadOnlySpan<byte> record)
    {
        for (var at = 1; ; at++)
        {
            if (record[at] == '\\') at++;
            else if (record[at] == '"') return at + 1;
        }
    }
}
