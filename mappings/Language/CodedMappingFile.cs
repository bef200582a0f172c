using System.Text.Json;
using BackOffice.Integration.Mappings.Coded;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>A mapping file that names a mapping in C#.</summary>
internal sealed class CodedMappingFile(string path, string text, CodedMapping coded, Formats? formats) : MappingFile(path, text)
{
    private readonly int line = 1 + text.Split('\n').ToList().FindIndex(line => line.StartsWith("code:", StringComparison.Ordinal));

    public override IReadOnlyList<string> Paths { get; } = [.. coded.Fields.Select(PathOf)];

    public override IReadOnlyList<string> Fields => coded.Needed;

    public override IReadOnlyCollection<string> Names => coded.Fields;

    public override IReadOnlyList<string> Crosswalks => coded.Crosswalks;

    public override IReadOnlyList<string> Entities => coded.Entities;

    public override IReadOnlyList<string> PathsOf(string entity, string field) => [.. coded.FieldsOf(entity, field).Select(PathOf)];

    // What it rounds, it would have to say; none does.
    public override int? KeptDigitsOf(string rawField) => null;

    public override IMapping Bind(Formats? stream, CrosswalkSet crosswalks) => coded.Bind(stream ?? formats ?? Formats.Default, crosswalks);

    public override MappingTrace Trace(in SourceRecord record, Formats? stream, CrosswalkSet crosswalks)
    {
        var output = new MappingOutput();
        Bind(stream, crosswalks).Map(record, output);
        if (output.Issues.Count > 0) return new([], output.Issues);
        using var json = JsonDocument.Parse(record.Payload);
        return new([.. output.Entities.Select(row => new EntityTrace(row, [.. Told(row, json.RootElement)]))], []);
    }

    private IEnumerable<FieldTrace> Told(Canonical.EntityRow row, JsonElement record)
    {
        yield return Told(row, "key", row.Key, Canonical.FieldClass.Internal, record);
        foreach (var (field, cell) in row.Entity.Fields.Zip(row.Cells))
            if (cell.HasValue) yield return Told(row, field.Name, cell.ToText(field), field.Class, record);
    }

    private FieldTrace Told(Canonical.EntityRow row, string field, string? value, Canonical.FieldClass fieldClass, JsonElement record) => new(
        field, value, $"{coded.Name} (C#, version {coded.Version})", line, fieldClass, [.. coded.FieldsOf(row, field).Select(name => new RawValue(PathOf(name), Raw(record, name)))]);

    private static string? Raw(JsonElement record, string name) => !record.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();

    private static string PathOf(string field) => PathText.Of([field]);
}
