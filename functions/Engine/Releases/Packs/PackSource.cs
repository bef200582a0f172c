using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Releases.Packs;

/// <summary>Sums what the sources said of the records behind figures: from the landed bytes, before any mapping.</summary>
internal sealed class PackSource(Drafting drafting, ISummaryView summaries, SummarySources sources)
{
    private const int Chunk = 1000;

    /// <summary>As the sources wrote it.</summary>
    public PackSums Source { get; } = new();

    /// <summary>What people's corrections add.</summary>
    public PackSums Corrections { get; } = new();

    /// <summary>What rounding in mappings adds.</summary>
    public PackSums Rounding { get; } = new();

    /// <summary>As the hub holds it.</summary>
    public PackSums Hub { get; } = new();

    public HashSet<string> Mappings { get; } = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<(string Connection, string Stream, string Key)> Records { get; } = [];

    public async Task ReadAsync(Summary dataset, CancellationToken ct)
    {
        SummaryColumn[] tying = [.. PackSums.Tying(dataset)];
        HashSet<(string Connection, string Stream, string Key)> read = [];
        foreach (var records in sources.Records(dataset).Chunk(Chunk))
        {
            var origins = summaries.Origins(dataset.Entity, records);
            var fixes = drafting.View.FixesOf(origins);
            var payloads = tying.Length == 0 ? [] : await drafting.Raw.ReadAsync([.. origins.Select(origin => origin.ToReference())], ct);
            foreach (var (index, (record, origin)) in records.Zip(origins).Index())
            {
                var raw = (origin.Connection, origin.Stream, origin.RawKey);
                Records.Add(raw);
                // A raw record that holds several of the records, such as an item with its levels, is summed as a whole and once.
                var payload = tying.Length > 0 && read.Add(raw) ? payloads[index] : ReadOnlyMemory<byte>.Empty;
                if (await drafting.Mappings.FindAsync(drafting.Workspace.Hash, origin.Connection, origin.Stream, origin.Mapping, ct) is not { } mapping) continue;
                Mappings.Add(mapping.Sha256);
                foreach (var column in tying) Add(dataset, column, record, origin, mapping, payload, fixes);
            }
        }
    }

    private void Add(Summary dataset, SummaryColumn column, in SummaryRecord record, Origin origin, PinnedMapping mapping, ReadOnlyMemory<byte> payload, IReadOnlyDictionary<Guid, RecordFix> fixes)
    {
        var of = PackSums.Of(dataset, column);
        var (books, currency) = (Text(record, of.Books), Text(record, of.Currency));
        if (record.Cells[Place(column.Name)] is decimal held) Hub.Add(dataset, column, books, currency, held);
        if (payload.IsEmpty) return;
        var fields = mapping.TotalsOf(origin.Entity, column.Field!);
        if (fields.Count == 0) return;
        var totals = new RawTotals(fields, mapping.Stream.Formats ?? Formats.Default);
        var given = Sum(totals.Values(payload.Span));
        Source.Add(dataset, column, books, currency, given);
        var corrected = origin.Fixes.Length == 0 ? given : Sum(totals.Values(FixedPayload.Of(payload, origin.FixIds.Select(id => fixes[id])).Span));
        if (corrected != given) Corrections.Add(dataset, column, books, currency, corrected - given);
        if (mapping.KeptDigitsOf(fields[0]) is { } digits) Rounding.Add(dataset, column, books, currency, decimal.Round(corrected, digits, MidpointRounding.ToEven) - corrected);

        string? Text(in SummaryRecord from, string? name) => name is null ? null : from.Cells[Place(name)] as string;

        int Place(string name) => dataset.Asked.FindIndex(asked => asked.Name == name);
    }

    private static decimal Sum(IReadOnlyList<(string Field, decimal Value)> values) => values.Sum(one => one.Value);
}
