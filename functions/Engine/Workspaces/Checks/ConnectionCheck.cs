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
            foreach (var stream in connection.Streams.Values.Where(stream => stream.Formats is not null))
                new FormatsCheck(written.File, $"/streams/{YamlFile.Step(stream.Name)}/formats").Run(stream.Formats!);
        }
    }

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
