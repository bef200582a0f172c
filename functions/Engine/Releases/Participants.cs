using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Fixes;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Finds who had a hand in a release and may therefore not decide on it.</summary>
internal static class Participants
{
    /// <param name="fixes">Those that the rows rest on.</param>
    public static IReadOnlyList<Participant> Of(Actor drafter, IEnumerable<RecordFix> fixes, IEnumerable<Participant> publishers) =>
    [
        new(drafter, "drafted"),
        .. fixes.Select(fix => fix.Actor).Distinct().Select(login => new Participant(Named(login), "fixed")),
        .. publishers,
    ];

    /// <summary>As the audit log keeps them.</summary>
    public static string Text(IEnumerable<Participant> participants) =>
        string.Join(", ", participants.Select(one => $"{one.Actor.Login} {one.Role}").Distinct().Order(StringComparer.Ordinal));

    private static Actor Named(string login) => new(login, login);
}
