using System.Text.Json;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>Sums raw values before mapping: the left side of every control total.</summary>
/// <param name="fields">Top-level fields, as the stream's <c>totals:</c> names them.</param>
internal sealed class RawTotals(IReadOnlyList<string> fields, Formats formats)
{
    /// <summary>Behind the field's name: the part of its sum that waits in quarantine.</summary>
    public const string Quarantined = " (quarantined)";

    private readonly Dictionary<string, decimal> sums = [];

    public void Add(ReadOnlySpan<byte> payload, bool quarantined)
    {
        if (fields.Count == 0) return;
        foreach (var (field, value) in Values(payload))
        {
            var name = quarantined ? field + Quarantined : field;
            sums[name] = sums.GetValueOrDefault(name) + value;
        }
    }

    /// <summary>What was added since the last call.</summary>
    public IReadOnlyDictionary<string, decimal> Take()
    {
        var taken = new Dictionary<string, decimal>(sums);
        sums.Clear();
        return taken;
    }

    /// <summary>The values of one record's fields; what cannot be read as a number counts as nothing.</summary>
    public IReadOnlyList<(string Field, decimal Value)> Values(ReadOnlySpan<byte> payload)
    {
        List<(string, decimal)> values = [];
        var reader = new Utf8JsonReader(payload);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return values;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = Field(ref reader);
            reader.Read();
            if (field is not null && reader.TokenType == JsonTokenType.String && NumberText.TryParse(reader.GetString()!, formats, out var number)) values.Add((field, number));
            else if (field is not null && reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out number)) values.Add((field, number));
            reader.Skip();
        }

        return values;
    }

    private string? Field(ref Utf8JsonReader reader)
    {
        foreach (var field in fields)
            if (reader.ValueTextEquals(field)) return field;
        return null;
    }
}
