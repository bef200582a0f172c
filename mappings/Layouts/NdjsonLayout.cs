using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackOffice.Integration.Mappings.Layouts;

/// <summary>Writes one JSON object a line, for programs; decimals are strings, so that no reader rounds them.</summary>
public static class NdjsonLayout
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="names">Of the members, in the order of the cells.</param>
    /// <param name="rows">Cells: text, <see cref="decimal"/>, <see cref="long"/>, <see cref="DateOnly"/> or null.</param>
    public static void Write(IReadOnlyList<string> names, IEnumerable<IReadOnlyList<object?>> rows, Stream output)
    {
        JsonEncodedText[] members = [.. names.Select(name => JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
        using var json = new Utf8JsonWriter(output, Options);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            for (var place = 0; place < members.Length; place++) Write(json, members[place], row[place]);
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            output.WriteByte((byte)'\n');
        }
    }

    private static void Write(Utf8JsonWriter json, JsonEncodedText name, object? cell)
    {
        switch (cell)
        {
            case null: json.WriteNull(name); break;
            case long count: json.WriteNumber(name, count); break;
            case decimal number: json.WriteString(name, number.ToString(CultureInfo.InvariantCulture)); break;
            case DateOnly day: json.WriteString(name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            default: json.WriteString(name, (string)cell); break;
        }
    }
}
