using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces.Kinds;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings.Language;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Engine.Workspaces.Checks;

/// <summary>Connector and settings of each connection; builds it offline.</summary>
internal sealed class ConnectionCheck(WorkspaceDraft draft, IConnectorCatalog catalog)
{
    public void Run()
    {
        foreach (var (name, written) in draft.Connections)
        {
            new SecretCheck(written.File, draft.Hub?.Sound).Run();
            if (written.Value is not { } connection) continue;
            draft.Connectors[name] = Build(written.File, connection);
            foreach (var stream in connection.Streams.Values)
            {
                CheckRecordUrl(written.File, stream);
                CheckReplaces(written.File, stream, draft.Connectors[name]);
                if (stream.Formats is { } formats) new FormatsCheck(written.File, $"/streams/{YamlFile.Step(stream.Name)}/formats").Run(formats);
            }
        }
    }

    private static void CheckRecordUrl(YamlFile file, StreamSettings stream)
    {
        if (stream.RecordUrl is not { } template) return;
        var pointer = $"/streams/{YamlFile.Step(stream.Name)}/record-url";
        if (RecordLink.Fault(template) is { } fault) file.ErrorAt(pointer, fault, "Write such as https://erp.example/employee/{key}, with {key} or a field behind the host.");
        if (Columns(stream.Options) is not { } columns) return;
        foreach (var unknown in RecordLink.Placeholders(template).Where(name => name != "key" && !columns.Contains(name)))
            file.ErrorAt(pointer, $"The stream has no field '{unknown}'.", Suggestion.For(unknown, columns.Append("key")));
    }

    private static void CheckReplaces(YamlFile file, StreamSettings stream, IConnector? connector)
    {
        if (stream.Replaces is not { } rule) return;
        var pointer = $"/streams/{YamlFile.Step(stream.Name)}/replaces";
        if (connector is not (null or IFileSource)) file.ErrorAt(pointer, "Only a stream of files can replace periods; here nothing says where a period ends.", "Take 'replaces:' out.");
        if (Columns(stream.Options) is not { } columns || rule.Paths.Any(path => columns.Contains(path[0]))) return;
        file.ErrorAt(pointer, $"The stream has no field '{rule.Field}'.", Suggestion.For(rule.Field, columns));
    }

    // Only a stream that lists its columns has known fields before a record was read.
    private static List<string>? Columns(JsonElement options) =>
        options.ValueKind == JsonValueKind.Object && options.TryGetProperty("columns", out var columns) && columns.ValueKind == JsonValueKind.Array
            ? [.. columns.EnumerateArray().Where(column => column.ValueKind == JsonValueKind.String).Select(column => column.GetString()!)]
            : null;

    private IConnector? Build(YamlFile file, Connection connection)
    {
        if (catalog.All.FirstOrDefault(kind => kind.Name == connection.Connector) is not { } kind)
        {
            file.ErrorAt("/connector", $"There is no connector '{connection.Connector}'.", Suggestion.For(connection.Connector, catalog.All.Select(kind => kind.Name)));
            return null;
        }

        var unknown = Unknown(file, "/settings", kind.SettingsSchema, []).ToHashSet();
        foreach (var stream in connection.Streams.Keys) unknown.UnionWith(Unknown(file, $"/streams/{YamlFile.Step(stream)}", kind.StreamSchema, ConnectionFile.StreamKeys));
        var errors = new List<SettingError>();
        var connector = kind.Build(Connections.Settings(draft.Folder, connection, TimeProvider.System), errors);
        foreach (var error in errors.Where(error => !unknown.Contains(error.Pointer) && !HoldsReference(file.Find(error.Pointer))))
        {
            file.ErrorAt(error.Pointer, error.Problem, error.Remedy);
        }

        return connector;
    }

    // Said here, at the key itself: a connector knows neither the place nor the keys the engine owns.
    private static IEnumerable<string> Unknown(YamlFile file, string pointer, JsonElement schema, IReadOnlyList<string> ours)
    {
        if (file.Find(pointer) is not YamlMappingNode block || !IsClosed(schema) || !schema.TryGetProperty("properties", out var properties)) yield break;
        List<string> known = [.. properties.EnumerateObject().Select(property => property.Name), .. ours];
        foreach (var key in block.Children.Keys.OfType<YamlScalarNode>().Where(key => !known.Contains(key.Value ?? "")))
        {
            file.Error(key, $"The key '{key.Value}' is not known here.", Suggestion.For(key.Value ?? "", known));
            yield return $"{pointer}/{YamlFile.Step(key.Value ?? "")}";
        }
    }

    private static bool IsClosed(JsonElement schema) => schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False;

    // What a reference stands for is not known offline, so its form cannot be wrong yet.
    private static bool HoldsReference(YamlNode node) => node is YamlScalarNode { Value: { } text } && SecretReference.IsIn(text);
}
