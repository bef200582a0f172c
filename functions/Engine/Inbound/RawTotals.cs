using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>Sums raw values before mapping: the left side of every control total.</summary>
internal sealed class RawTotals
{
    /// <summary>Behind the field's name: the part of its sum that waits in quarantine.</summary>
    public const string Quarantined = " (quarantined)";

    // An escaped character takes six bytes; whatever is longer is no number.
    private const int LongestNumber = 6 * 64;

    private readonly IReadOnlyList<string> fields;
    private readonly Formats formats;
    private readonly byte[][] names;
    private readonly Dictionary<string, decimal> sums = [];
    private readonly Action<string, decimal> add;
    private readonly Action<string, decimal> addQuarantined;

    /// <param name="fields">Top-level fields, as the stream's <c>totals:</c> names them.</param>
    public RawTotals(IReadOnlyList<string> fields, Formats formats)
    {
        (this.fields, this.formats) = (fields, formats);
        names = [.. fields.Select(Encoding.UTF8.GetBytes)];
        add = (field, value) => CollectionsMarshal.GetValueRefOrAddDefault(sums, field, out _) += value;
        addQuarantined = (field, value) => add(field + Quarantined, value);
    }

    /// <summary>Sums nothing.</summary>
    public static RawTotals None => new([], Formats.Default);

    public void Add(ReadOnlySpan<byte> payload, bool quarantined)
    {
        if (fields.Count == 0) return;
        Read(payload, quarantined ? addQuarantined : add);
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
        Read(payload, (field, value) => values.Add((field, value)));
        return values;
    }

    private void Read(ReadOnlySpan<byte> payload, Action<string, decimal> found)
    {
        var reader = new Utf8JsonReader(payload);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = FieldAt(ref reader);
            reader.Read();
            if (field >= 0 && TryRead(ref reader, out var number)) found(fields[field], number);
            reader.Skip();
        }
    }

    private bool TryRead(ref Utf8JsonReader reader, out decimal number)
    {
        if (reader.TokenType == JsonTokenType.Number) return reader.TryGetDecimal(out number);
        number = 0;
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > LongestNumber) return false;
        Span<char> text = stackalloc char[LongestNumber];
        return NumberText.TryParse(text[..reader.CopyString(text)], formats, out number);
    }

    private int FieldAt(ref Utf8JsonReader reader)
    {
        for (var field = 0; field < names.Length; field++)
            if (reader.ValueTextEquals(names[field])) return field;
        return -1;
    }
}
