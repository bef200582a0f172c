using System.Text;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces.Checks;

/// <summary>The mapping of each pipeline and the code lists of each mapping.</summary>
internal sealed class MappingCheck(WorkspaceDraft draft, IMappingReader mappings, ICollection<FileError> errors)
{
    private readonly List<WorkspaceFile> shipped = [];

    /// <summary>Gives the shipped mappings that the pipelines use and the files do not hold yet.</summary>
    public IReadOnlyList<WorkspaceFile> Run(IReadOnlyList<WorkspaceFile> files)
    {
        foreach (var written in draft.Pipelines.Values)
        {
            if (written.Value is { } pipeline) CheckMapping(written, pipeline.Mapping);
        }

        foreach (var file in files.Where(file => WorkspacePath.KindOf(file.Path) == FileKind.Mapping))
        {
            if (draft.Mappings.GetValueOrDefault(file.Path) is { } mapping) CheckCrosswalks(file, mapping);
        }

        return shipped;
    }

    private void CheckMapping(Written<Pipeline> pipeline, string name)
    {
        if (!draft.Mappings.ContainsKey(name) && mappings.Shipped(name) is { } text) Take(name, text);
        if (!draft.Mappings.TryGetValue(name, out var mapping))
        {
            pipeline.File.ErrorAt("/mapping", $"There is no mapping '{name}'.", Suggestion.For(name, draft.Mappings.Keys.Concat(mappings.ShippedNames).Distinct()));
        }
        else if (mapping is not null && WorkspacePath.KindOf(name) == FileKind.ShippedMapping)
        {
            foreach (var list in Missing(mapping)) pipeline.File.ErrorAt("/mapping", $"The mapping '{name}' needs the code list '{list}'.", $"Add crosswalks/{list}.csv.");
        }
    }

    private void Take(string name, string text)
    {
        var file = WorkspaceHash.File(name, Encoding.UTF8.GetBytes(text));
        draft.Mappings[name] = mappings.Mapping(name, text, errors);
        shipped.Add(file);
    }

    private void CheckCrosswalks(WorkspaceFile file, MappingFile mapping)
    {
        foreach (var list in Missing(mapping))
        {
            var (line, column) = PlaceOf(list, Encoding.UTF8.GetString(file.Content));
            errors.Add(new(file.Path, line, column, $"There is no code list '{list}'.", $"Add crosswalks/{list}.csv. {Suggestion.For(list, draft.Crosswalks.Keys)}"));
        }
    }

    private IEnumerable<string> Missing(MappingFile mapping) => mappings.CrosswalksOf(mapping).Where(list => !draft.Crosswalks.ContainsKey(list));

    private static (int Line, int Column) PlaceOf(string list, string text)
    {
        var place = text.IndexOf($"\"{list}\"", StringComparison.Ordinal);
        if (place < 0) return (1, 1);
        var before = text.AsSpan(0, place);
        return (before.Count('\n') + 1, place - before.LastIndexOf('\n'));
    }
}
