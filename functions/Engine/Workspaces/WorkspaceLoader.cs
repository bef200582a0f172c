using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces.Checks;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>Turns the files of a workspace into a valid workspace, or into every fault they have.</summary>
public static class WorkspaceLoader
{
    /// <summary>Works offline and changes nothing; connections are built with their secrets still references.</summary>
    /// <param name="folder">Where relative paths in connections start.</param>
    /// <param name="datasets">Columns by dataset.</param>
    /// <param name="errors">Gets the faults, by file and place.</param>
    public static Workspace? Load(
        IReadOnlyList<WorkspaceFile> files,
        string folder,
        IConnectorCatalog catalog,
        IReadOnlyDictionary<string, IReadOnlyList<string>> datasets,
        ICollection<FileError> errors) => Load(files, folder, catalog, datasets, new MappingReader(), errors);

    internal static Workspace? Load(
        IReadOnlyList<WorkspaceFile> files,
        string folder,
        IConnectorCatalog catalog,
        IReadOnlyDictionary<string, IReadOnlyList<string>> datasets,
        IMappingReader mappings,
        ICollection<FileError> errors)
    {
        var found = new List<FileError>();
        var draft = new WorkspaceDraft { Folder = Path.GetFullPath(folder), Datasets = datasets };
        new FileBinder(draft, mappings, found).Bind(files);
        var shipped = new MappingCheck(draft, mappings, found).Run(files);
        HubCheck.Run(draft);
        new ConnectionCheck(draft, catalog).Run();
        PipelineCheck.Run(draft);
        PartnerCheck.Run(draft);
        ExportCheck.Run(draft);
        PackCheck.Run(draft);
        foreach (var error in found.Distinct().OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line).ThenBy(error => error.Column)) errors.Add(error);
        return found.Count == 0 ? draft.Finish([.. files, .. shipped]) : null;
    }
}
