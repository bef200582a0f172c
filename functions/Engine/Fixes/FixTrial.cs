using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Quarantine;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Fixes;

/// <summary>Maps a record with a fix by the mapping published last, before anything is written.</summary>
internal sealed class FixTrial(IWorkspaces workspaces, IWhyStore entities, IFixStore store, FixHashes hashes)
{
    /// <summary>The raw paths that the record's mapping reads; none where its pipeline is no longer published.</summary>
    public async Task<IReadOnlyList<string>> PathsAsync(QuarantineItem item, CancellationToken ct) =>
        await workspaces.LoadAsync(null, ct) is { } workspace && Mapping(workspace, item) is { } mapping ? mapping.Paths : [];

    /// <summary>Whether the source makes the record's key of the field, so that the key stays as it came.</summary>
    public async Task<bool> IsOfKeyAsync(QuarantineItem item, RawPath path, CancellationToken ct) =>
        await workspaces.LoadAsync(null, ct) is { } workspace && Stream(workspace, item) is { } stream && KeyFields.Of(stream).Any(path.IsOf);

    /// <summary>Refuses a fix by which the record takes the key of an entity that another record tells of; where an order decides, several may.</summary>
    public async Task RefuseTakenAsync(QuarantineItem item, ReadOnlyMemory<byte> payload, RecordFix fix, CancellationToken ct)
    {
        // What the published workspace lacks is refused where the record is mapped.
        if (await workspaces.LoadAsync(null, ct) is not { } workspace || Mapping(workspace, item) is not { } mapping || Stream(workspace, item) is not { } stream) return;
        var fixes = await WithAsync(item, payload, fix, ct);
        var output = new MappingOutput();
        mapping.Bind(stream.Formats, workspace.Crosswalks).Map(new(item.Stream, item.Key, FixedPayload.Of(payload, fixes)), output);
        foreach (var row in output.Entities)
            if (row.OrderKey is null && PathOfKey(mapping, row, fixes) is { } path && HolderOf(item, row) is { } holder) throw Taken(item, path, row, holder);
    }

    private static MappingFile? Mapping(Workspace workspace, QuarantineItem item) =>
        workspace.Pipelines.GetValueOrDefault(item.Pipeline) is { } pipeline ? workspace.Mappings[pipeline.Mapping] : null;

    private static StreamSettings? Stream(Workspace workspace, QuarantineItem item) =>
        workspace.Connections.GetValueOrDefault(item.Connection)?.Streams.GetValueOrDefault(item.Stream);

    private async Task<IReadOnlyList<RecordFix>> WithAsync(QuarantineItem item, ReadOnlyMemory<byte> payload, RecordFix fix, CancellationToken ct) =>
    [
        .. (await store.ReadAsync(item.Connection, item.Stream, [item.Key], ct)).Where(other => other.InForce && other.Path != fix.Path && hashes.Holds(other, payload.Span)),
        fix,
    ];

    // An entity whose key hangs on other fields was told by the record before, or would be by any reading.
    private static string? PathOfKey(MappingFile mapping, EntityRow row, IReadOnlyList<RecordFix> fixes)
    {
        IReadOnlyList<string> read = [.. mapping.PathsOf(row.Entity.Name, "key"), .. row.ValidFrom is null ? [] : mapping.PathsOf(row.Entity.Name, "validFrom")];
        return fixes.Select(fix => fix.Path).LastOrDefault(path => read.Any(RawPath.Parse(path)!.IsOf));
    }

    private Origin? HolderOf(QuarantineItem item, EntityRow row) => entities.Find(row.Entity, item.Connection, row.Key)
        .Where(stored => stored.Row.ValidFrom == row.ValidFrom && (stored.Origin.RawKey != item.Key || stored.Origin.Stream != item.Stream))
        .Select(stored => stored.Origin)
        .FirstOrDefault();

    private RefusedException Taken(QuarantineItem item, string path, EntityRow row, Origin holder)
    {
        var where = $"{entities.Landing(holder.Landing)?.File ?? $"{holder.Connection}/{holder.Stream}"}, {holder.ToReference().Position.ToText()}";
        return new(
            "fix.key-taken",
            $"With this value in '{path}' record {item.Id.ToString()[..8]} would take the key of the {row.Entity.Name} that another record tells of ({where}). See which of the two is wrong: give the value that this one should have had, or correct the other in its source; where both rightly tell of one {row.Entity.Name}, let the mapping name an `order:`.");
    }
}
