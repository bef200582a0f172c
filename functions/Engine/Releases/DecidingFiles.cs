using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>The workspace files that decide what leaves and to whom, as far as they are new since the baseline.</summary>
internal sealed class DecidingFiles
{
    private readonly List<(string Path, string By)> brought;

    private DecidingFiles(IEnumerable<(string Path, string By)> brought) => this.brought = [.. brought];

    /// <summary>Who answers for them and may therefore not decide on the release.</summary>
    public IEnumerable<Participant> Publishers =>
        brought.Select(file => file.By).Where(IsActor).Distinct().Select(login => new Participant(new(login, login), "published"));

    /// <summary>Paths of files that were published without proof of who did it.</summary>
    public IReadOnlyList<string> Unproved => [.. brought.Where(file => !IsActor(file.By)).Select(file => file.Path).Distinct().Order(StringComparer.Ordinal)];

    /// <param name="judged">Whose mappings gave the rows; some may stand in older versions only.</param>
    /// <param name="versions">Oldest first.</param>
    /// <param name="baseline">Workspace of the last release that is out; null before the first.</param>
    public static DecidingFiles Of(
        IReleasePlan plan, Workspace workspace, Judgement judged, IReadOnlyList<PublishedVersion> versions, string? baseline)
    {
        var mappings = judged.Mappings;
        var named = Named(plan, workspace, judged);
        var pinned = versions.First(version => version.Hash == workspace.Hash);
        var before = versions.FirstOrDefault(version => version.Hash == baseline);
        List<PublishedVersion> since = [.. versions.Where(version => before is null || version.At > before.At)];
        var files = pinned.Files.Where(file => named.Contains(Path.ChangeExtension(file.Key, null)))
            .Concat(since.Append(pinned).SelectMany(version => version.Files).Where(file => mappings.Contains(file.Value)))
            .Where(file => !Holds(before, file))
            .Distinct();
        return new(files.Select(file => (file.Key, (Bringer(since, file) ?? Bringer(versions, file))!.By)));
    }

    // Paths without extension: a workspace file may end in .yaml or .yml.
    private static HashSet<string> Named(IReleasePlan plan, Workspace workspace, Judgement judged) =>
    [
        plan.Path,
        $"partners/{plan.Partner.Name}",
        $"connections/{plan.Partner.Destination}",
        .. judged.Files,
        .. judged.Connections.Select(connection => $"connections/{connection}"),
        .. workspace.Mappings.Values.Where(file => judged.Mappings.Contains(file.Sha256)).SelectMany(file => file.Crosswalks).Distinct().Select(list => $"crosswalks/{list}"),
    ];

    // An actor who published it before or after somebody unknown answers for it.
    private static PublishedVersion? Bringer(IReadOnlyList<PublishedVersion> versions, KeyValuePair<string, string> file)
    {
        List<PublishedVersion> holding = [.. versions.Where(version => Holds(version, file))];
        return holding.Find(version => IsActor(version.By)) ?? holding.FirstOrDefault();
    }

    private static bool Holds(PublishedVersion? version, KeyValuePair<string, string> file) =>
        version is not null && version.Files.GetValueOrDefault(file.Key) == file.Value;

    private static bool IsActor(string login) => login != Actor.Hub.Login;
}
