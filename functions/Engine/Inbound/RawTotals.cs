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

    /// <summary>Behind the field's name: what rounding in the mapping adds to its sum.</summary>
    public const string Rounding = " (rounding)";

    // An escaped character takes six bytes; whatever is longer is no number.
    private const int LongestNumber = 6 * 64;

    private readonly IReadOnlyList<string> fields;
    private readonly Formats formats;
    private readonly TotalPath[] paths;
    private readonly Dictionary<string, decimal> sums = [];
    private readonly Action<string, decimal> add;
    private readonly Action<string, decimal> addQuarantined;

    /// <param name="fields">As the stream's <c>totals:</c> names them: a field, or a path such as <c>fields.quantity</c>; lists on the way count with all their items.</param>
    /// <param name="keptDigits">The digits that the mapping keeps of a field, where it rounds it.</param>
    public RawTotals(IReadOnlyList<string> fields, Formats formats, Func<string, int?>? keptDigits = null)
    {
        (this.fields, this.formats) = (fields, formats);
        paths = [.. fields.Select(field => new TotalPath(field))];
        Dictionary<string, int> kept = [];
        foreach (var field in fields)
            if (keptDigits?.Invoke(field) is { } digits) kept.Add(field, digits);
        add = kept.Count == 0 ? Add : (field, value) =>
        {
            Add(field, value);
            if (kept.TryGetValue(field, out var digits)) Add(field + Rounding, decimal.Round(value, digits, MidpointRounding.ToEven) - value);
        };
        addQuarantined = (field, value) => Add(field + Quarantined, value);

        void Add(string field, decimal value) => CollectionsMarshal.GetValueRefOrAddDefault(sums, field, out _) += value;
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
        foreach (var path in paths) path.Clear();
        var reader = new Utf8JsonReader(payload);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Another path may go through the same field.
            foreach (var path in paths) Look(ref reader, path);
            reader.Skip();
        }

        for (var field = 0; field < paths.Length; field++)
            foreach (var value in paths[field].Values) found(fields[field], value);
    }

    // As in a mapping only the last value counts where a name comes twice.
    private void Look(ref Utf8JsonReader reader, TotalPath path)
    {
        var isWhole = reader.ValueTextEquals(path.Whole);
        if (!isWhole && (path.IsWhole || !reader.ValueTextEquals(path.Names[0]))) return;
        path.Begin(isWhole);
        var value = reader;
        value.Read();
        Gather(ref value, path, isWhole ? TotalPath.End : 1);
    }

    private void Gather(ref Utf8JsonReader reader, TotalPath path, int depth)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) Gather(ref reader, path, depth);
        }
        else if (reader.TokenType == JsonTokenType.StartObject && depth < path.Names.Length)
        {
            var before = path.Values.Count;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var wanted = reader.ValueTextEquals(path.Names[depth]);
                reader.Read();
                if (wanted) path.Values.RemoveRange(before, path.Values.Count - before);
                if (wanted) Gather(ref reader, path, depth + 1);
                else reader.Skip();
            }
        }
        else if (depth >= path.Names.Length && TryRead(ref reader, out var number)) path.Values.Add(number);
        else reader.Skip();
    }

    private bool TryRead(ref Utf8JsonReader reader, out decimal number)
    {
        if (reader.TokenType == JsonTokenType.Number) return reader.TryGetDecimal(out number);
        number = 0;
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > LongestNumber) return false;
        Span<char> text = stackalloc char[LongestNumber];
        try
        {
            return NumberText.TryParse(text[..reader.CopyString(text)], formats, out number);
        }
        catch (InvalidOperationException)
        {
            // An escape that is half of a character: no number.
            return false;
        }
    }

    /// <summary>A field's own name and, where no field is called so, the names it is a path of; and what one record holds there.</summary>
    private sealed class TotalPath(string text)
    {
        public const int End = int.MaxValue;

        public byte[] Whole { get; } = Encoding.UTF8.GetBytes(text);

        public byte[][] Names { get; } = [.. text.Split('.').Select(Encoding.UTF8.GetBytes)];

        /// <summary>True once a field of the whole name was found.</summary>
        public bool IsWhole { get; private set; }

        public List<decimal> Values { get; } = [];

        public void Begin(bool isWhole)
        {
            Values.Clear();
            IsWhole = isWhole;
        }

        public void Clear() => Begin(isWhole: false);
    }
}
