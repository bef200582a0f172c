using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>A workspace while it is read: what could be bound, and the places of all of it.</summary>
internal sealed class WorkspaceDraft
{
    public required string Folder { get; init; }

    /// <summary>Columns by dataset.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Datasets { get; init; }

    public Written<HubSettings>? Hub { get; set; }

    public SortedDictionary<string, Written<Connection>> Connections { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Written<Pipeline>> Pipelines { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Written<Export>> Exports { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Written<Pack>> Packs { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Written<Partner>> Partners { get; } = new(StringComparer.Ordinal);

    /// <summary>Null where the mapping itself has faults.</summary>
    public SortedDictionary<string, MappingFile?> Mappings { get; } = new(StringComparer.Ordinal);

    /// <summary>Null where the list itself has faults.</summary>
    public SortedDictionary<string, Crosswalk?> Crosswalks { get; } = new(StringComparer.Ordinal);

    /// <summary>What the connections were built to; null where one could not be.</summary>
    public Dictionary<string, IConnector?> Connectors { get; } = [];

    /// <summary>The workspace, once nothing is wrong with it.</summary>
    public Workspace Finish(IReadOnlyList<WorkspaceFile> files) => new(
        WorkspaceHash.Of(files),
        Folder,
        Hub!.Value!,
        Values(Connections),
        Pipelines.ToDictionary(pair => pair.Key, pair => pair.Value.Value! with { Schedule = Zoned(pair.Value.Value!.Schedule) }),
        Exports.ToDictionary(pair => pair.Key, pair => pair.Value.Value! with { Schedule = Zoned(pair.Value.Value!.Schedule), CutOff = Zoned(pair.Value.Value!.CutOff) }),
        Values(Partners),
        Mappings.ToDictionary(pair => pair.Key, pair => pair.Value!),
        new(Crosswalks.ToDictionary(pair => pair.Key, pair => pair.Value!)),
        [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)])
    {
        Packs = Packs.ToDictionary(pair => pair.Key, pair => pair.Value.Value! with { Schedule = Zoned(pair.Value.Value!.Schedule), CutOff = Zoned(pair.Value.Value!.CutOff) }),
    };

    // A schedule without a zone follows the hub.
    private Schedule? Zoned(Schedule? schedule) => schedule is { Zone: "" } ? schedule with { Zone = Hub!.Value!.TimeZone } : schedule;

    private static Dictionary<string, T> Values<T>(SortedDictionary<string, Written<T>> things) where T : class =>
        things.ToDictionary(pair => pair.Key, pair => pair.Value.Value!);
}

/// <summary>One thing of a workspace with the file it stands in; without a value where it could not be bound.</summary>
/// <param name="HasFaults">True also where it could be bound, but not all of it.</param>
internal sealed record Written<T>(YamlFile File, T? Value, bool HasFaults) where T : class
{
    /// <summary>What other files may be checked against: null where that would only repeat this file's faults.</summary>
    public T? Sound => HasFaults ? null : Value;
}
