using System.Text;
using System.Text.Json;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>What goes beside the sealed file, so that the partner holds the proof as well.</summary>
internal static class Manifest
{
    /// <summary>Behind the file's own name, so that a partner's folder can hold those of many releases.</summary>
    public const string Ending = ".manifest.json";

    /// <param name="files">The main one first.</param>
    /// <param name="auditHead">Head of the chain before this sealing: its anchor outside the store.</param>
    public static void Write(Stream output, ReleaseFacts facts, long number, IReadOnlyList<SealedFile> files, IReadOnlyList<ReleaseTotal> totals, string auditHead)
    {
        var head = facts.Head;
        var json = new CanonicalJson().Open('{')
            .Name("release").Value(head.Id.ToString())
            .Name("export").Value(head.Export)
            .Name("partner").Value(head.Partner)
            .Name("mode").Value(head.Mode)
            .Name("number").Value(number)
            .Name("period").Value(head.Period.ToString())
            .Name("rowsHash").Value(head.RowsHash)
            .Name("layoutVersion").Value(head.LayoutVersion)
            .Name("workspaceVersion").Value(head.Workspace)
            .Name("file");
        Write(json, files[0]);
        if (files.Count > 1)
        {
            json.Name("beside").Open('[');
            foreach (var file in files.Skip(1)) Write(json, file);
            json.Close(']');
        }

        json.Name("totals").Open('[');
        foreach (var total in totals)
        {
            json.Open('{').Name("stage").Value(total.Stage).Name("measure").Value(total.Measure).Name("dimension").Value(total.Dimension)
                .Name("currency").Value(total.Currency).Name("value").Value(total.Text).Close('}');
        }

        json.Close(']').Name("approvedBy").Open('[');
        foreach (var approval in facts.Release.Approvals) json.Value(approval.By.Login);
        json.Close(']').Name("auditHead").Value(auditHead).Close('}');
        output.Write(Encoding.UTF8.GetBytes(json.ToString() + "\n"));
    }

    private static void Write(CanonicalJson json, SealedFile file) =>
        json.Open('{').Name("name").Value(file.Name).Name("length").Value(file.Length).Name("sha256").Value(file.Sha256).Close('}');

    /// <summary>The audit head that a manifest anchors, or null where it names none.</summary>
    public static string? AuditHead(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.TryGetProperty("auditHead", out var head) ? head.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
