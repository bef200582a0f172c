using System.Security.Cryptography;
using System.Text;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Audit;

/// <summary>Holds actors, and who published what, against the audit rows that tell of them.</summary>
internal static class AuditedActors
{
    /// <summary>What the log keeps of an actor, so that nobody can put another credential behind a login.</summary>
    public static string Fingerprint(StoredActor actor) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{actor.Id}\n{actor.Login}\n{actor.Credential}")));

    public static IEnumerable<AuditProblem> Problems(IReadOnlyList<StoredActor> actors, IReadOnlyList<AuditRow> rows)
    {
        var told = rows.Where(row => row.Entry.Action == "actor.added").ToLookup(row => row.Entry.Object);
        foreach (var actor in actors)
        {
            if (!told[actor.Login].Any(row => AuditDetail.Text(row, "fingerprint") == Fingerprint(actor)))
                yield return new("audit.actor-changed", actor.Login, "This actor's credential is not the one he was added with; disable him and restore the store from a backup.");
        }

        foreach (var login in told.Select(added => added.Key).Except(actors.Select(actor => actor.Login)))
            yield return new("audit.actor-gone", login, "The log tells of this actor, and the store lacks him; restore it from a backup.");
    }

    public static IEnumerable<AuditProblem> Problems(IReadOnlyList<PublishedVersion> versions, IReadOnlyList<AuditRow> rows)
    {
        var told = rows.Where(row => row.Entry.Action == "workspace.published").ToLookup(row => row.Entry.Object, row => row.Entry.Actor);
        return versions
            .Where(version => told[version.Hash].LastOrDefault() != version.By)
            .Select(version => new AuditProblem("audit.publisher-changed", version.Hash, "This workspace version was not published by the actor that the store names; restore it from a backup."));
    }
}
