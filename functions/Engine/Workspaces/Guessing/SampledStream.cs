using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Workspaces.Guessing;

/// <summary>The first records of a stream, column by column.</summary>
/// <param name="Records">How many were read, without those that cannot be read properly.</param>
/// <param name="Broken">How many cannot be read properly.</param>
/// <param name="IsWhole">Whether these are all.</param>
internal sealed record SampledStream(IReadOnlyList<SampledColumn> Columns, int Records, int Broken, bool IsWhole)
{
    // Fields of one kind of record stand in most of them.
    private const double Usual = 0.5;
    private const int Most = 20_000;
    private const long MostBytes = 32 << 20;

    /// <summary>Whether most fields stand in few records only, as in a dump of many tables.</summary>
    public bool IsMixed => Columns.Count(column => !column.IsRepeated && !IsUsual(column)) * 2 > Columns.Count;

    public bool IsUsual(SampledColumn column) => Records == 0 || column.Present >= Records * Usual;

    public static async Task<SampledStream> ReadAsync(ISource source, string stream, CancellationToken ct)
    {
        var columns = new ColumnSet();
        var (records, broken, bytes) = (0, 0, 0L);
        await foreach (var batch in source.ReadAsync(ReadRequest.Whole(stream), ct))
        {
            foreach (var field in batch.Fields ?? []) columns.Declare(field);
            foreach (var record in batch.Records)
            {
                if (records + broken == Most || bytes > MostBytes) return new(columns.All, records, broken, IsWhole: false);
                bytes += record.Payload.Length;
                if (record.Problem is not null) broken++;
                else columns.Add(record.Payload, records++);
            }
        }

        return new(columns.All, records, broken, IsWhole: true);
    }
}

/// <summary>The values of one field, by record; null where a record has none.</summary>
/// <param name="path">Names from the record down; one for a field of the record itself.</param>
internal sealed class SampledColumn(IReadOnlyList<string> path)
{
    private readonly List<string?> values = [];
    private int last = -1;

    public IReadOnlyList<string> Path => path;

    /// <summary>As a key names it.</summary>
    public string Name { get; } = string.Join('.', path);

    /// <summary>By record; shorter where the last records have none.</summary>
    public IReadOnlyList<string?> Values => values;

    /// <summary>Whether the source itself says that it is a number or a truth value.</summary>
    public bool IsTyped { get; private set; }

    /// <summary>Whether a list stands on the way, so that one record may have several values.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>What stands there, without blanks around and without what is empty.</summary>
    public IEnumerable<string> Filled => values.Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value!.Trim());

    /// <summary>In how many records it stands, be it empty.</summary>
    public int Present { get; private set; }

    public void Add(int record, string? value, bool isTyped)
    {
        if (last != record) Present++;
        last = record;
        while (values.Count < record) values.Add(null);
        if (values.Count == record) values.Add(value);
        else if (IsRepeated) values.Add(value);
        IsTyped |= isTyped;
    }
}

/// <summary>Takes records apart into columns.</summary>
internal sealed class ColumnSet
{
    private const int Deepest = 4;

    private readonly Dictionary<string, SampledColumn> columns = new(StringComparer.Ordinal);
    private readonly List<SampledColumn> order = [];

    public IReadOnlyList<SampledColumn> All => order;

    public void Declare(string field) => Column([field], isRepeated: false);

    public void Add(ReadOnlyMemory<byte> payload, int record)
    {
        using var json = JsonDocument.Parse(payload);
        if (json.RootElement.ValueKind is JsonValueKind.Object) Add(json.RootElement, [], record, isRepeated: false);
    }

    private void Add(JsonElement element, string[] path, int record, bool isRepeated)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when path.Length < Deepest:
                foreach (var field in element.EnumerateObject()) Add(field.Value, [.. path, field.Name], record, isRepeated);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) Add(item, path, record, isRepeated: true);
                break;
            case JsonValueKind.String:
                Column(path, isRepeated).Add(record, element.GetString(), isTyped: false);
                break;
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                Column(path, isRepeated).Add(record, element.GetRawText(), isTyped: true);
                break;
            case JsonValueKind.Null:
                Column(path, isRepeated).Add(record, null, isTyped: false);
                break;
        }
    }

    private SampledColumn Column(string[] path, bool isRepeated)
    {
        var id = string.Join('\0', path);
        if (columns.TryGetValue(id, out var column)) return column;
        order.Add(columns[id] = column = new(path) { IsRepeated = isRepeated });
        return column;
    }
}
