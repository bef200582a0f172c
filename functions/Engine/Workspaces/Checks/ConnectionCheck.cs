using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces.Shapes;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Engine.Workspaces.Checks;

/// <summary>Connector, secrets and settings of each connection; builds it offline.</summary>
internal sealed class ConnectionCheck(WorkspaceDraft draft, IConnectorCatalog catalog)
{
    public void Run()
    {
        foreach (var (name, written) in draft.Connections)
        {
            if (written.Value is { } connection) draft.Connectors[name] = Build(written.File, connection);
        }
    }

    private IConnector? Build(YamlFile file, Connection connection)
    {
        CheckSecrets(file, Child(file.Root!, "settings"), inSettings: true);
        CheckSecrets(file, Child(file.Root!, "streams"), inSettings: false);
        if (catalog.All.FirstOrDefault(kind => kind.Name == connection.Connector) is not { } kind)
        {
            file.ErrorAt("/connector", $"There is no connector '{connection.Connector}'.", Suggestion.For(connection.Connector, catalog.All.Select(kind => kind.Name)));
            return null;
        }

        var errors = new List<SettingError>();
        var connector = kind.Build(Connections.Settings(draft.Folder, connection, TimeProvider.System), errors);
        foreach (var error in errors.Where(error => !HoldsReference(file.Find(error.Pointer)))) file.ErrorAt(error.Pointer, error.Problem, error.Remedy);
        return connector;
    }

    // What a reference stands for is not known offline, so its form cannot be wrong yet.
    private static bool HoldsReference(YamlNode node) => node is YamlScalarNode { Value: { } text } && SecretReference.IsIn(text);

    private void CheckSecrets(YamlFile file, YamlNode? node, bool inSettings)
    {
        switch (node)
        {
            case YamlMappingNode block:
                foreach (var (key, value) in block.Children)
                {
                    CheckPlain(file, key, value);
                    CheckSecrets(file, value, inSettings);
                }

                break;
            case YamlSequenceNode list:
                foreach (var item in list.Children) CheckSecrets(file, item, inSettings);
                break;
            case YamlScalarNode { Value: { } text } when SecretReference.IsIn(text):
                CheckReferences(file, node, text, inSettings);
                break;
        }
    }

    private static void CheckPlain(YamlFile file, YamlNode key, YamlNode value)
    {
        if (key is not YamlScalarNode { Value: { } name } || !SecretReference.IsSecretKey(name)) return;
        if (value is YamlScalarNode { Value: { Length: > 0 } text } && YamlScalars.KindOf(value) != ScalarKind.Null && !SecretReference.IsIn(text))
        {
            file.Error(value, $"A secret stands in plain text at '{name}'.", "Write a reference, ${env:NAME} or ${file:path}, and change the secret: it has been seen.");
        }
    }

    private void CheckReferences(YamlFile file, YamlNode node, string text, bool inSettings)
    {
        if (!inSettings)
        {
            file.Error(node, "A secret reference cannot stand here.", "Secrets belong under 'settings:' only.");
            return;
        }

        // Without hub.yaml every prefix would be wrong: that is one error, not many.
        if (draft.Hub?.Value is not { } hub) return;
        foreach (var reference in SecretReference.In(text))
        {
            if (reference.Fault(hub.SecretPrefixes) is var (problem, remedy)) file.Error(node, problem, remedy);
        }
    }

    private static YamlNode? Child(YamlNode root, string key) =>
        root is YamlMappingNode block ? block.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode name && name.Value == key).Value : null;
}
