using BackOffice.Integration.Engine.Workspaces.Yaml;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Engine.Workspaces.Checks;

/// <summary>Keeps secrets out of a connection file, and its references below the allowed prefixes.</summary>
internal sealed class SecretCheck(YamlFile file, HubSettings? hub)
{
    public void Run()
    {
        if (file.Root is not YamlMappingNode block) return;
        foreach (var (key, value) in block.Children) Check(value, inSettings: key is YamlScalarNode { Value: "settings" });
    }

    private void Check(YamlNode node, bool inSettings)
    {
        switch (node)
        {
            case YamlMappingNode block:
                foreach (var (key, value) in block.Children)
                {
                    CheckPlain(key, value);
                    Check(value, inSettings);
                }

                break;
            case YamlSequenceNode list:
                foreach (var item in list.Children) Check(item, inSettings);
                break;
            case YamlScalarNode { Value: { } text } when SecretReference.IsIn(text):
                CheckReferences(node, text, inSettings);
                break;
        }
    }

    private void CheckPlain(YamlNode key, YamlNode value)
    {
        if (key is not YamlScalarNode { Value: { } name } || !SecretReference.IsSecretKey(name)) return;
        if (value is YamlScalarNode { Value: { Length: > 0 } text } && YamlScalars.KindOf(value) != ScalarKind.Null && !SecretReference.IsIn(text))
        {
            file.Error(value, $"A secret stands in plain text at '{name}'.", "Write a reference, ${env:NAME} or ${file:path}, and change the secret: it has been seen.");
        }
    }

    private void CheckReferences(YamlNode node, string text, bool inSettings)
    {
        if (!inSettings)
        {
            file.Error(node, "A secret reference cannot stand here.", "Secrets belong under 'settings:' only.");
            return;
        }

        // Without hub.yaml every prefix would be wrong: that is one error, not many.
        if (hub is null) return;
        foreach (var reference in SecretReference.In(text))
        {
            if (reference.Fault(hub.SecretPrefixes) is var (problem, remedy)) file.Error(node, problem, remedy);
        }
    }
}
