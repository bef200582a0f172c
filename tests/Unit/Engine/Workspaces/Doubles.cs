using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

internal sealed class TestCatalog : IConnectorCatalog
{
    public IReadOnlyList<ConnectorKind> All { get; } = [new TestSourceKind(), new TestDestinationKind()];
}

/// <summary>Reads files of a folder: settings need <c>folder</c>, streams need <c>files</c>.</summary>
internal sealed class TestSourceKind() : ConnectorKind("file", "Reads nothing.", typeof(TestSource))
{
    public override JsonElement SettingsSchema { get; } = Json(
        """{"type":"object","properties":{"folder":{"type":"string"},"password":{"type":"string"}},"required":["folder"],"additionalProperties":false}""");

    public override JsonElement StreamSchema { get; } = Json(
        """{"type":"object","properties":{"files":{"type":"string"},"delimiter":{"type":"string"}},"required":["files"],"additionalProperties":false}""");

    public override IConnector? Build(ConnectionSettings settings, ICollection<SettingError> errors)
    {
        Check(settings.Settings, "/settings", SettingsSchema, errors);
        foreach (var (name, stream) in settings.Streams)
        {
            Check(stream, $"/streams/{name}", StreamSchema, errors);
            if (stream.TryGetProperty("delimiter", out var delimiter) && delimiter.ToString().Length != 1)
            {
                errors.Add(new($"/streams/{name}/delimiter", "A delimiter is one sign.", "Write one."));
            }
        }

        return errors.Count == 0 ? new TestSource(settings) : null;
    }

    internal static void Check(JsonElement given, string pointer, JsonElement schema, ICollection<SettingError> errors)
    {
        foreach (var name in schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Where(name => !given.TryGetProperty(name, out _)))
        {
            errors.Add(new($"{pointer}/{name}", $"'{name}' is missing.", "Add it."));
        }

        foreach (var property in given.EnumerateObject())
        {
            if (!schema.GetProperty("properties").TryGetProperty(property.Name, out _)) errors.Add(new($"{pointer}/{property.Name}", "This key is not known.", "Remove it."));
            else if (property.Value.ValueKind != JsonValueKind.String) errors.Add(new($"{pointer}/{property.Name}", "This must be a text.", "Quote it."));
        }
    }

    internal static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement.Clone();
}

internal sealed class TestDestinationKind() : ConnectorKind("folder", "Delivers nothing.", typeof(TestDestination))
{
    public override JsonElement SettingsSchema { get; } = TestSourceKind.Json(
        """{"type":"object","properties":{"path":{"type":"string"}},"required":["path"],"additionalProperties":false}""");

    public override JsonElement StreamSchema { get; } = TestSourceKind.Json("""{"type":"object","properties":{},"required":[],"additionalProperties":false}""");

    public override IConnector? Build(ConnectionSettings settings, ICollection<SettingError> errors)
    {
        TestSourceKind.Check(settings.Settings, "/settings", SettingsSchema, errors);
        return errors.Count == 0 ? new TestDestination() : null;
    }
}

internal sealed class TestSource(ConnectionSettings settings) : ISource
{
    public ConnectionSettings Settings => settings;

    public Task CheckAsync(CancellationToken ct) => Task.CompletedTask;

    public Task<IReadOnlyList<StreamDescriptor>> DiscoverAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<StreamDescriptor>>([]);

    public IAsyncEnumerable<RecordBatch> ReadAsync(ReadRequest request, CancellationToken ct) => AsyncEnumerable.Empty<RecordBatch>();
}

internal sealed class TestDestination : IFileDestination
{
    public Task CheckAsync(CancellationToken ct) => Task.CompletedTask;

    public Task<Receipt> DeliverAsync(Delivery delivery, CancellationToken ct) => throw new NotSupportedException();
}

/// <summary>Mappings of which only the code lists are known; two ship.</summary>
internal sealed partial class TestMappings : IMappingReader
{
    private readonly Dictionary<MappingFile, string> texts = [];

    public IReadOnlyList<string> ShippedNames => ["Fec/ledger", "Fec/accounts"];

    public string? Shipped(string name) => name switch
    {
        "Fec/ledger" => "to: accounting.journal-line\n",
        "Fec/accounts" => "to: accounting.account\nfields:\n  name: crosswalk(\"accounts\", x)\n",
        _ => null,
    };

    public MappingFile? Mapping(string path, string text, ICollection<FileError> errors)
    {
        if (text.Contains("broken", StringComparison.Ordinal))
        {
            errors.Add(new(path, 1, 1, "The mapping is broken.", "Mend it."));
            return null;
        }

        var mapping = (MappingFile)RuntimeHelpers.GetUninitializedObject(typeof(WrittenMappingFile));
        texts[mapping] = text;
        return mapping;
    }

    public IReadOnlyList<string> CrosswalksOf(MappingFile mapping) => [.. Call().Matches(texts[mapping]).Select(call => call.Groups[1].Value)];

    public Crosswalk? Crosswalk(string path, string text, ICollection<FileError> errors) => new([]);

    [GeneratedRegex("crosswalk\\(\"([^\"]*)\"")]
    private static partial Regex Call();
}
