using System.Text;
using System.Text.Json;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Engine.Quarantine.Synthetic;

/// <summary>Makes records that show a fault and nobody's values, for the maker of a system.</summary>
public sealed class SyntheticDesk
{
    private readonly QuarantineFinder finder;
    private readonly IRawReader raw;
    private readonly IPinnedMappings mappings;
    private readonly IWorkspaces workspaces;
    private readonly FixShelf shelf;
    private readonly FixHashes hashes;

    internal SyntheticDesk(QuarantineFinder finder, IRawReader raw, IPinnedMappings mappings, IWorkspaces workspaces, FixShelf shelf, FixHashes hashes) =>
        (this.finder, this.raw, this.mappings, this.workspaces, this.shelf, this.hashes) = (finder, raw, mappings, workspaces, shelf, hashes);

    /// <summary>The same record always becomes the same; proved by the mapping that refused the original.</summary>
    public async Task<SyntheticSample> MakeAsync(string id, CancellationToken ct)
    {
        var item = await finder.FindAsync(id, ct);
        if (!item.CanReplay) throw Impossible($"it is broken in the file itself ({item.Issues[0].Code}), so no mapping can prove it; describe the fault by its code");
        var landed = (await raw.ReadAsync([item.Reference!], ct))[0];
        var current = await workspaces.CurrentAsync(ct);
        var mapping = await mappings.FindAsync(current.Hash, item.Connection, item.Stream, item.Mapping, ct);
        if (mapping is null || !mapping.Sha256.Equals(item.Mapping, StringComparison.OrdinalIgnoreCase)) throw Impossible("the mapping that refused it is in no published workspace; run `backoffice quarantine replay` first");

        var payload = await FixedAsync(item, landed, ct);
        var wanted = Issues(mapping, item.Stream, payload);
        if (wanted.Count == 0) throw Impossible("the mapping takes it by now; run `backoffice quarantine replay`");
        using var json = JsonDocument.Parse(payload);
        var choices = Choices(item, mapping, await workspaces.PinnedAsync(mapping.Workspace, ct));
        var synthetic = new SyntheticRecord(json.RootElement, Secrets(landed), new(json.RootElement, mapping.Names, choices), choices);
        var made = synthetic.Find(one => Issues(mapping, item.Stream, one), wanted, path => Reads(mapping, path))
            ?? throw Impossible("no other values give the same issues; describe the fault by its code");
        return new(item.Stream, mapping.Path, mapping.Stream.Formats, wanted, synthetic.Kept, Encoding.UTF8.GetString(made));
    }

    private async Task<ReadOnlyMemory<byte>> FixedAsync(QuarantineItem item, ReadOnlyMemory<byte> landed, CancellationToken ct)
    {
        var reference = item.Reference!;
        var slice = new Inbound.StreamSlice(item.Pipeline, item.Connection, item.Stream, "");
        return (await shelf.FindAsync(slice, [item.Key], ct))?.Of(new(item.Key, landed, reference.Position))?.Payload ?? landed;
    }

    private SyntheticChoices Choices(QuarantineItem item, PinnedMapping mapping, Workspace workspace) => new(
        hashes,
        item.Id,
        mapping.Stream.Formats ?? Formats.Default,
        workspace.Files.FirstOrDefault(file => file.Path == mapping.Path) is { } file ? Encoding.UTF8.GetString(file.Content) : "",
        [.. (workspace.Mappings.GetValueOrDefault(mapping.Path)?.Crosswalks ?? []).Select(workspace.Crosswalks.Named).OfType<Crosswalk>()]);

    private static IReadOnlyList<string> Secrets(ReadOnlyMemory<byte> landed)
    {
        using var json = JsonDocument.Parse(landed);
        return [.. RawPath.LeavesOf(json.RootElement).Where(leaf => leaf.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(leaf => leaf.Value.ToString())];
    }

    // The key of the original is made of its values; a sample without a key has its number.
    private static IReadOnlyList<Issue> Issues(PinnedMapping mapping, string stream, ReadOnlyMemory<byte> payload) => mapping.Trace(new(stream, "1", payload)).Issues;

    // An issue names raw paths or mapped fields, several of them where a rule compares.
    private static IReadOnlyList<string> Reads(PinnedMapping mapping, string path) =>
    [
        path,
        .. path.Split(", ").SelectMany(name => CanonicalModel.All.SelectMany(entity => mapping.PathsOf(entity.Name, name)).Append(name)),
    ];

    private static RefusedException Impossible(string why) => new("quarantine.not-anonymised", $"A synthetic record could not be made: {why}.");
}

/// <summary>A synthetic record that a mapping refuses just as it refused an original.</summary>
/// <param name="Issues">Codes and paths; the same for both.</param>
/// <param name="Kept">Fields whose code had to stay, because the issues hang on it.</param>
/// <param name="Record">JSON.</param>
public sealed record SyntheticSample(string Stream, string Mapping, Formats? Formats, IReadOnlyList<Issue> Issues, IReadOnlyList<string> Kept, string Record)
{
    /// <summary>As a <c>.sample.json</c> that lies beside a mapping.</summary>
    public string ToSampleJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("stream", Stream);
            if (Formats is { } formats) Write(json, formats);
            json.WriteStartArray("records");
            using (var record = JsonDocument.Parse(Record)) record.RootElement.WriteTo(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Formats formats)
    {
        json.WriteStartObject("formats");
        json.WriteString("decimal", formats.Decimal.ToString());
        if (formats.Group is { } group) json.WriteString("group", group.ToString());
        foreach (var (name, texts) in new[] { ("date", formats.Date), ("null", formats.Null) })
        {
            if (texts is null) continue;
            json.WriteStartArray(name);
            foreach (var text in texts) json.WriteStringValue(text);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
