using System.CommandLine;
using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Shows the streams of a source with their fields.</summary>
internal static class ConnectionDiscovery
{
    public static Command Discover()
    {
        var name = new Argument<string>("connection") { Description = "A connection of the workspace that is a source." };
        var command = new Command("discover", "Lists the streams that a source offers: key, read modes, cursor and fields.") { name };
        command.RunsOnFiles(async (verb, workspace) =>
        {
            var source = ConnectionCommands.OpenSource(workspace, verb.Get(name));
            List<StreamLine> lines = [];
            foreach (var stream in (await source.DiscoverAsync(verb.Stop)).OrderBy(stream => stream.Name, StringComparer.Ordinal))
                lines.Add(StreamLine.Of(stream, source is IFileSource files ? await files.PassedAsync(stream.Name, verb.Stop) : []));
            verb.Screen.JsonOnly(lines);
            if (!verb.Screen.Json) Say(verb.Screen, verb.Get(name), lines);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Say(Screen screen, string connection, IReadOnlyList<StreamLine> lines)
    {
        foreach (var line in lines)
        {
            screen.Title(line.Stream);
            screen.Thing(
                line,
                ("  key", line.Key.Count == 0 ? "none known" : string.Join(", ", line.Key)),
                ("  reads", string.Join(", ", line.Modes)),
                ("  cursor", line.Cursor ?? "none"),
                ("  fields", line.Fields.Count == 0 ? "not known yet: the source has shown no record of this stream" : string.Join(", ", line.Fields.Select(Shown))));
            if (line.About is not null) screen.Say($"          {line.About}");
            foreach (var why in line.NotRead) screen.Say($"  {why}");
        }

        screen.Say("");
        screen.Say(lines.Count == 0
            ? $"Connection '{connection}' names no streams yet. Next: name one below 'streams:' in connections/{connection}.yaml, as its example shows."
            : $"Next: backoffice connection preview {connection} {(lines.FirstOrDefault(line => line.Key.Count > 0) ?? lines[0]).Stream}");
    }

    private static string Shown(StreamField field) => field.Type is null or "string" ? field.Name : $"{field.Name} ({field.Type})";

    private sealed record StreamLine(
        string Stream, IReadOnlyList<string> Key, IReadOnlyList<string> Modes, string? Cursor, string? RecordUrl, IReadOnlyList<StreamField> Fields, string? About, IReadOnlyList<string> NotRead)
    {
        public static StreamLine Of(StreamDescriptor stream, IReadOnlyList<PassedFile> passed)
        {
            using var schema = JsonDocument.Parse(stream.Schema);
            return new(
                stream.Name,
                stream.Key,
                [.. stream.Modes.Select(mode => mode == ReadMode.Full ? "full" : "incremental")],
                stream.Cursor,
                stream.RecordUrl,
                [.. Below("", schema.RootElement)],
                schema.RootElement.TryGetProperty("description", out var about) ? about.GetString() : null,
                [.. passed.Select(file => file.Why)]);
        }

        // What lies within a field stands behind it, by its path.
        private static IEnumerable<StreamField> Below(string path, JsonElement schema)
        {
            if (schema.TryGetProperty("items", out var items)) return Below($"{path}[]", items);
            if (!schema.TryGetProperty("properties", out var fields)) return [];
            return fields.EnumerateObject().SelectMany(field =>
            {
                var name = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
                return Below(name, field.Value).Prepend(new(name, TypeOf(field.Value)));
            });
        }

        private static string? TypeOf(JsonElement field) =>
            field.ValueKind == JsonValueKind.Object && field.TryGetProperty("type", out var type) ? type.ToString() : null;
    }

    private sealed record StreamField(string Name, string? Type);
}
