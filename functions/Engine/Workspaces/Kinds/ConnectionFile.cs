using System.Text.Json;
using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces.Shapes;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Workspaces.Kinds;

/// <summary>What a file in <c>connections/</c> may say.</summary>
internal static class ConnectionFile
{
    private static readonly Key<string> Decimal = Key.Optional("decimal", "The decimal sign.", new TextShape("[.,]", "a point or a comma"), ".");
    private static readonly Key<string?> Group = Key.Optional("group", "The sign between groups of digits; none when absent.", new TextShape(@"[.,'’ \u00A0\u202F]", "one sign, such as ."));
    private static readonly Key<IReadOnlyList<string>?> Date = Key.Optional("date", "Date patterns, tried in order; yyyy-MM-dd when absent.", Words.Texts);
    private static readonly Key<IReadOnlyList<string>?> Null = Key.Optional("null", "Texts that stand for no value.", new ListShape<string>(TextShape.MayBeEmpty));

    private static readonly Key<IReadOnlyList<string>?> Instant = Key.Optional("instant", "Patterns of a day with a time, tried in order; ISO 8601 when absent.", Words.Texts);
    private static readonly Key<string?> Zone = Key.Optional("zone", "IANA name of the zone of times without an offset; UTC when absent.", TextShape.Any);

    private static readonly BlockShape<Formats> FormatsShape = new(
        [Decimal, Group, Date, Instant, Zone, Null],
        block => new(block.Get(Decimal)[0], block.Get(Group)?[0], block.Get(Date), block.Get(Null), block.Get(Instant), block.Get(Zone)));

    private static readonly Key<Formats?> StreamFormats = Key.Optional("formats", "How the stream writes numbers, dates and nothing.", FormatsShape);
    private static readonly Key<IReadOnlyList<string>> Totals = Key.Optional("totals", "Fields whose raw values are summed before mapping.", Words.Texts, []);

    private static readonly Key<string?> RecordUrl = Key.Optional(
        "record-url", "Address of a record in its system's own screens, with {key} or {field} in it, such as https://erp.example/employee/{key}.", new TextShape("https?://[^\\s]+", "an address that begins with https:// or http://"));

    private static readonly Key<PeriodRule?> Replaces = Key.Optional(
        "replaces", "The period that a file gives as a whole, by a date of its records: what was read of that period before and is not in the file is gone.", new PeriodShape());

    private static readonly BlockShape<StreamSettings> StreamShape = new(
        [StreamFormats, Totals, RecordUrl, Replaces],
        block => new("", block.Get(StreamFormats), block.Get(Totals), block.Rest) { RecordUrl = block.Get(RecordUrl), Replaces = block.Get(Replaces) },
        open: true);

    private static readonly Key<string> Connector = Key.Required("connector", "The kind of system, such as file.", TextShape.Any);
    private static readonly Key<JsonElement> Settings = Key.Optional("settings", "What the connector needs; secrets only as ${env:X} or ${file:path}.", new JsonShape(), YamlJson.Empty);
    private static readonly Key<IReadOnlyDictionary<string, StreamSettings>> Streams = Key.Optional(
        "streams", "The streams of the system, by name.", new NamedShape<StreamSettings>(StreamShape), new Dictionary<string, StreamSettings>());

    public static BlockShape<Connection> Shape { get; } = new(
        [Connector, Settings, Streams],
        block => new(
            block.Name,
            block.Get(Connector),
            block.Get(Settings),
            block.Get(Streams).ToDictionary(stream => stream.Key, stream => stream.Value with { Name = stream.Key })));

    /// <summary>The keys of a stream that the engine owns.</summary>
    public static IReadOnlyList<string> StreamKeys { get; } = [StreamFormats.Name, Totals.Name, RecordUrl.Name, Replaces.Name];

    /// <summary>JSON Schema of one stream of a connector, with the keys that the engine owns.</summary>
    public static JsonObject StreamSchema(ConnectorKind kind) => WithOurKeys(JsonObject.Create(kind.StreamSchema)!);

    /// <summary>The schema with each connector's own keys in it.</summary>
    public static JsonObject Schema(IConnectorCatalog catalog)
    {
        var schema = Shape.Schema();
        schema["properties"]!["connector"]!["enum"] = new JsonArray([.. catalog.All.Select(kind => JsonValue.Create(kind.Name))]);
        schema["allOf"] = new JsonArray([.. catalog.All.Select(Branch)]);
        return schema;
    }

    private static JsonObject Branch(ConnectorKind kind)
    {
        var settings = JsonObject.Create(kind.SettingsSchema)!;
        var then = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["streams"] = new JsonObject { ["additionalProperties"] = StreamSchema(kind) },
            },
        };
        // Absent settings are empty settings: they must be written where the connector requires some.
        if (settings["required"] is JsonArray { Count: > 0 }) then["required"] = new JsonArray("settings");
        then["properties"]!["settings"] = settings;
        return new()
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["connector"] = new JsonObject { ["const"] = kind.Name } } },
            ["then"] = then,
        };
    }

    private static JsonObject WithOurKeys(JsonObject stream)
    {
        if (stream["properties"] is not JsonObject properties) stream["properties"] = properties = [];
        foreach (var key in (Key[])[StreamFormats, Totals, RecordUrl, Replaces]) properties[key.Name] = key.Schema();
        return stream;
    }
}
