using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Audit;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>The audit row of a release's move: ids, hashes and counts only.</summary>
internal static class ReleaseAudit
{
    /// <param name="also">Adds what only this move knows.</param>
    public static AuditEntry Entry(Actor by, string action, Release release, Action<CanonicalJson>? also = null)
    {
        var json = new CanonicalJson().Open('{').Name("state").Value(release.State.ToString()).Name("rowsHash").Value(release.Rows.Hex);
        also?.Invoke(json);
        return new(by.Login, $"release.{action}", release.Id.ToString(), json.Close('}').ToString());
    }

    public static void Files(CanonicalJson json, IReadOnlyList<SealedFile> files)
    {
        json.Name("files").Open('[');
        foreach (var file in files) json.Open('{').Name("uri").Value(file.Uri).Name("length").Value(file.Length).Name("sha256").Value(file.Sha256).Close('}');
        json.Close(']');
    }

    public static void Lines(CanonicalJson json, IReadOnlyList<int> lines)
    {
        json.Name("lines").Open('[');
        foreach (var line in lines) json.Value(line);
        json.Close(']');
    }
}
