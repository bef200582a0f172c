using BackOffice.Integration.Engine.Workspaces.Kinds;
using BackOffice.Integration.Engine.Workspaces.Shapes;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>Binds each file by itself, by the shape of its kind.</summary>
internal sealed class FileBinder(WorkspaceDraft draft, IMappingReader mappings, ICollection<FileError> errors)
{
    public void Bind(IReadOnlyList<WorkspaceFile> files)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            Bind(file);
            if (!seen.Add(file.Path)) errors.Add(new(file.Path, 1, 1, "Another file has the same name.", "Rename one of the two; capitals make no difference."));
        }

        if (!seen.Contains("hub.yaml")) errors.Add(new("hub.yaml", 1, 1, "The file is missing.", "Add hub.yaml with 'name:' and 'companies:'; this is how a workspace is known."));
    }

    private void Bind(WorkspaceFile file)
    {
        switch (WorkspacePath.KindOf(file.Path))
        {
            case FileKind.Hub:
                draft.Hub = Written(file, HubFile.Shape);
                break;
            case FileKind.Connection:
                Add(draft.Connections, Written(file, ConnectionFile.Shape));
                break;
            case FileKind.Pipeline:
                Add(draft.Pipelines, Written(file, PipelineFile.Shape));
                break;
            case FileKind.Export:
                Add(draft.Exports, Written(file, ExportFile.Shape));
                break;
            case FileKind.Pack:
                Add(draft.Packs, Written(file, PackFile.Shape));
                break;
            case FileKind.Partner:
                Add(draft.Partners, Written(file, PartnerFile.Shape));
                break;
            case FileKind.Mapping or FileKind.ShippedMapping:
                draft.Mappings[file.Path] = Utf8Text.Read(file, errors) is { } mapping ? mappings.Mapping(file.Path, mapping, errors) : null;
                break;
            case FileKind.Crosswalk:
                draft.Crosswalks[Path.GetFileNameWithoutExtension(file.Path)] = Utf8Text.Read(file, errors) is { } list ? mappings.Crosswalk(file.Path, list, errors) : null;
                break;
            default:
                errors.Add(new(file.Path, 1, 1, "A workspace holds no file of this name.", "Use lower-case letters, digits and '-', and the ending .yaml (.csv for a code list)."));
                break;
        }
    }

    private Written<T> Written<T>(WorkspaceFile file, BlockShape<T> shape) where T : class
    {
        var before = errors.Count;
        var yaml = YamlFile.Parse(file, errors);
        var thing = yaml.Root is { } root && shape.Read(root, yaml, out var value) ? value : null;
        return new(yaml, thing, HasFaults: errors.Count > before);
    }

    private static void Add<T>(SortedDictionary<string, Written<T>> things, Written<T> thing) where T : class => things[thing.File.Name] = thing;
}
