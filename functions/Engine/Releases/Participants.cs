using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Fixes;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Finds who had a hand in a release and may therefore not decide on it.</summary>
internal static class Participants
{
    public static IReadOnlyList<Participant> Of(
        Actor drafter, IReadOnlyList<FrozenRow> rows, IReadOnlyList<RecordFix> fixes, IEnumerable<Participant> publishers)
    {
        var records = rows.SelectMany(row => row.From).Select(origin => (origin.Connection, origin.Stream, origin.RawKey)).ToHashSet();
        return
        [
            new(drafter, "drafted"),
            .. fixes.Where(fix => records.Contains((fix.Connection, fix.Stream, fix.Key))).Select(fix => fix.Actor).Distinct().Select(login => new Participant(Named(login), "fixed")),
            .. publishers,
        ];
    }

    /// <summary>As the audit log keeps them.</summary>
    public static string Text(IEnumerable<Participant> participants) =>
        string.Join(", ", participants.Select(one => $"{one.Actor.Login} {one.Role}").Distinct().Order(StringComparer.Ordinal));

    private static Actor Named(string login) => new(login, login);
}
