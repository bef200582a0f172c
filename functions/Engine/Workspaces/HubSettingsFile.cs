using BackOffice.Integration.Engine.Workspaces.Kinds;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>Reads <c>hub.yaml</c> alone: where the store lies, whatever state the rest is in.</summary>
public static class HubSettingsFile
{
    public const string Name = "hub.yaml";

    /// <summary>Null where the file has faults, which are added.</summary>
    public static HubSettings? Read(string folder, ICollection<FileError> errors)
    {
        var yaml = YamlFile.Parse(WorkspaceHash.File(Name, File.ReadAllBytes(Path.Combine(folder, Name))), errors);
        return yaml.Root is { } root && HubFile.Shape.Read(root, yaml, out var settings) ? settings : null;
    }
}
