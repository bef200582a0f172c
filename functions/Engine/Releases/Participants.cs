using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Finds who had a hand in a release and may therefore not decide on it.</summary>
internal static class Participants
{
    public static IReadOnlyList<Participant> Of(
        Actor drafter, IReadOnlyList<FrozenRow> rows, IReadOnlyList<AppliedFix> fixes, IEnumerable<Participant> publishers)
    {
        var records = rows.SelectMany(row => row.From).Select(origin => (origin.Connection, origin.Stream, origin.RawKey)).ToHashSet();
        return
        [
            new(drafter, "drafted"),
            .. fixes.Where(fix => records.Contains((fix.Connection, fix.Stream, fix.RawKey))).Select(fix => fix.Actor).Distinct().Select(login => new Participant(Named(login), "fixed")),
            .. publishers,
        ];
    }

    /// <param name="baseline">Workspace of the last release that is out; null before the first.</param>
    /// <param name="matters">Whether a file, by path and hash, decides what leaves.</param>
    public static IReadOnlyList<Participant> Publishers(IReadOnlyList<PublishedVersion> versions, string pinned, string? baseline, Func<string, string, bool> matters)
    {
        var current = versions.First(version => version.Hash == pinned);
        var before = versions.FirstOrDefault(version => version.Hash == baseline);
        return [.. current.Files
            .Where(file => matters(file.Key, file.Value) && !Holds(before, file))
            .Select(file => First(versions, before, file).By)
            .Distinct()
            .Select(login => new Participant(Named(login), "published"))];
    }

    // Whoever brought it since the baseline; where nobody did, an older version came back and its publisher counts.
    private static PublishedVersion First(IReadOnlyList<PublishedVersion> versions, PublishedVersion? before, KeyValuePair<string, string> file) =>
        versions.FirstOrDefault(version => (before is null || version.At > before.At) && Holds(version, file))
        ?? versions.First(version => Holds(version, file));

    private static bool Holds(PublishedVersion? version, KeyValuePair<string, string> file) =>
        version is not null && version.Files.GetValueOrDefault(file.Key) == file.Value;

    private static Actor Named(string login) => new(login, login);
}
