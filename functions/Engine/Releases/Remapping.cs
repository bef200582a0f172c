using System.Globalization;
using System.IO.Hashing;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Maps the landed record behind an entity once more, with the mapping it was pinned to and the fixes of then.</summary>
internal sealed class Remapping(IReleaseStore store, IRawReader raw, IPinnedMappings mappings)
{
    /// <summary>In the order of the origins; entities that one record gave are mapped once.</summary>
    public async Task<IReadOnlyList<Remapped>> MapAsync(string workspace, IReadOnlyList<Origin> origins, CancellationToken ct)
    {
        var records = origins.Select(origin => origin.ToReference()).Distinct().ToList();
        var payloads = records.Zip(await ReadAsync(records, ct)).ToDictionary(pair => pair.First, pair => pair.Second);
        var fixes = Fixes(origins);
        var traces = new Dictionary<(RawReference, string, string), MappingTrace?>();
        var mapped = new List<Remapped>();
        foreach (var origin in origins)
        {
            var reference = origin.ToReference();
            var payload = payloads[reference];
            var intact = !payload.IsEmpty && XxHash3.HashToUInt64(payload.Span) == reference.RawHash;
            var mapping = intact ? await mappings.FindAsync(workspace, origin.Connection, origin.Stream, origin.Mapping, ct) : null;
            var made = origin.FixIds.Select(fixes.GetValueOrDefault).OfType<RecordFix>().ToList();
            if (!traces.TryGetValue((reference, origin.Mapping, origin.Fixes), out var trace) && mapping is not null)
            {
                traces[(reference, origin.Mapping, origin.Fixes)] = trace = mapping.Trace(new SourceRecord(origin.Stream, origin.RawKey, FixedPayload.Of(payload, made)));
            }

            mapped.Add(new(origin, intact, mapping, trace?.Entities.FirstOrDefault(entity => Is(entity.Row, origin))) { Payload = payload, Fixes = made });
        }

        return mapped;
    }

    private IReadOnlyDictionary<Guid, RecordFix> Fixes(IReadOnlyList<Origin> origins)
    {
        using var view = store.Read();
        return view.FixesOf(origins);
    }

    // A damaged or lost landing is an answer here, so what still reads is read one by one.
    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(List<RawReference> records, CancellationToken ct)
    {
        try
        {
            return await raw.ReadAsync(records, ct);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ConnectorException)
        {
            if (records.Count == 1) return [ReadOnlyMemory<byte>.Empty];
            var payloads = new List<ReadOnlyMemory<byte>>();
            foreach (var record in records) payloads.AddRange(await ReadAsync([record], ct));
            return payloads;
        }
    }

    private static bool Is(EntityRow row, Origin origin) =>
        row.Entity.Name == origin.Entity && row.Key == origin.Key && row.ValidFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == origin.ValidFrom;
}

/// <summary>What mapping a landed record once more came to.</summary>
/// <param name="Intact">Whether the landing still gives the very bytes.</param>
/// <param name="Mapping">Null where no published workspace holds it.</param>
/// <param name="Entity">Null where the record no longer gives it.</param>
internal sealed record Remapped(Origin Origin, bool Intact, PinnedMapping? Mapping, EntityTrace? Entity)
{
    /// <summary>As it landed, before any fix; empty where it is lost.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>What it was mapped with.</summary>
    public IReadOnlyList<RecordFix> Fixes { get; init; } = [];

    /// <summary>Whether the entity has the very fields it was stored with.</summary>
    public bool Same => Entity is not null && Entity.Row.Hash().ToString("X16", CultureInfo.InvariantCulture) == Origin.RowHash;
}
