using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>What one line of JSON holds: whether it is an object, and its key.</summary>
internal sealed class NdjsonRecord(KeyOption option, RecordKeys keys)
{
    private readonly FieldPath[] paths = [.. option.Fields.Select(name => new FieldPath(name))];
    private readonly string?[] values = new string?[option.Fields.Count];
    private readonly string?[] below = new string?[option.Fields.Count];

    // The first key field without a value.
    private int Missing => Array.FindIndex(values, string.IsNullOrEmpty);

    public bool IsObject { get; private set; }

    public bool Decodes { get; private set; }

    public void Read(ReadOnlySpan<byte> line)
    {
        Array.Clear(values);
        Array.Clear(below);
        Decodes = Utf8.IsValid(line);
        try
        {
            var json = new Utf8JsonReader(line);
            IsObject = Decodes && json.Read() && json.TokenType is JsonTokenType.StartObject && ReadFields(ref json) && !json.Read();
        }
        catch (JsonException)
        {
            IsObject = false;
        }
    }

    /// <summary>The line itself; where it is no object, one that holds it as a text.</summary>
    public ReadOnlyMemory<byte> Payload(ReadOnlySpan<byte> line, PayloadBlocks blocks)
    {
        if (!IsObject) return Wrapped(line);
        line.CopyTo(blocks.Reserve(line.Length));
        return blocks.Take(line.Length);
    }

    /// <summary>Null where a key field has no value.</summary>
    public string? Key(ReadOnlySpan<byte> line)
    {
        if (!IsObject) return null;
        if (keys.IsHash) return keys.Hash(line);
        if (Missing >= 0) return null;
        keys.Start();
        foreach (var value in values) keys.Add(value);
        return keys.Finish();
    }

    /// <param name="where">Such as <c>Line 7</c>.</param>
    public RecordProblem? KeyProblem(string where) => Missing < 0 ? null : new("key.missing", option.Fields[Missing],
        $"{where} has no single value in a field of its key. Fill it in the source, or choose another key.");

    /// <summary>The names of an object's fields; null where the line is none.</summary>
    public static IReadOnlyList<string>? Names(ReadOnlySpan<byte> line)
    {
        try
        {
            var json = new Utf8JsonReader(line);
            using var record = JsonDocument.ParseValue(ref json);
            return record.RootElement.ValueKind is JsonValueKind.Object ? [.. record.RootElement.EnumerateObject().Select(field => field.Name).Distinct()] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool ReadFields(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            for (var i = 0; i < paths.Length; i++) Look(ref json, i);
            json.Skip();
        }

        for (var i = 0; i < values.Length; i++) values[i] ??= below[i];
        return true;
    }

    private void Look(ref Utf8JsonReader json, int i)
    {
        if (paths[i].Is(ref json)) values[i] = FieldPath.Value(json);
        else if (paths[i].Begins(ref json)) below[i] = paths[i].Below(json);
    }

    private static byte[] Wrapped(ReadOnlySpan<byte> line)
    {
        var text = JsonEncodedText.Encode(Encoding.UTF8.GetString(line), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        return [.. "{\"line\":\""u8, .. text.EncodedUtf8Bytes, .. "\"}"u8];
    }
}
