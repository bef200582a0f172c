using System.Text.Json;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Audit;

/// <summary>A sealed file that an audit row names.</summary>
internal sealed record AuditedFile(long Row, string Uri, string Sha256)
{
    public bool IsManifest => Uri.EndsWith(Manifest.Ending, StringComparison.Ordinal);

    public static IReadOnlyList<AuditedFile> Named(IReadOnlyList<AuditRow> rows) =>
        [.. rows.Where(row => row.Entry.Action == "release.sealed").SelectMany(Named)];

    public bool Exists(string folder) => File.Exists(Path.Combine(folder, Uri));

    public string? AuditHead(string folder) => Manifest.AuditHead(Path.Combine(folder, Uri));

    public AuditProblem? Problem(string folder) =>
        !Exists(folder) ? new("audit.file-gone", Uri, $"Audit row {Row} names this file; restore it from a backup.")
        : ReleaseFolder.Hash(Path.Combine(folder, Uri)) != Sha256 ? new("audit.file-changed", Uri, $"The file is not the one that audit row {Row} names; restore it from a backup.")
        : null;

    private static IReadOnlyList<AuditedFile> Named(AuditRow row) => AuditDetail.Read(row, detail => detail.TryGetProperty("files", out var files)
        ? files.EnumerateArray().Select(file => new AuditedFile(row.Number, file.GetProperty("uri").GetString()!, file.GetProperty("sha256").GetString()!)).ToList()
        : []) ?? [];
}

/// <summary>Reads the detail of an audit row that may have been tampered with.</summary>
internal static class AuditDetail
{
    /// <summary>Nothing where the detail is no JSON: the chain names that row.</summary>
    public static T? Read<T>(AuditRow row, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(row.Entry.Detail);
            return read(json.RootElement);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return default;
        }
    }

    public static string? Text(AuditRow row, string member) =>
        Read(row, detail => detail.TryGetProperty(member, out var value) ? value.ToString() : null);
}
