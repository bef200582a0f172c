using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces.Checks;

/// <summary>Partner, dataset, file name and layout of each export.</summary>
internal static class ExportCheck
{
    public static void Run(WorkspaceDraft draft)
    {
        foreach (var written in draft.Exports.Values)
        {
            if (written.Value is not { } export) continue;
            CheckPartner(draft, written.File, export);
            CheckFileName(written.File, export);
            HubCheck.CheckSchedule(written.File, export.Schedule);
            HubCheck.CheckSchedule(written.File, export.CutOff, "/cut-off");
            if (Columns(draft, written.File, export) is not { } columns) continue;
            CheckWhere(draft, written.File, export, columns);
            new LayoutCheck(written.File, export, columns, draft.Partners.GetValueOrDefault(export.Partner)?.Sound).Run();
        }
    }

    private static void CheckPartner(WorkspaceDraft draft, YamlFile file, Export export)
    {
        if (draft.Partners.ContainsKey(export.Partner)) return;
        file.ErrorAt("/partner", $"There is no partner '{export.Partner}'.", Suggestion.For(export.Partner, draft.Partners.Keys));
    }

    private static IReadOnlyList<string>? Columns(WorkspaceDraft draft, YamlFile file, Export export)
    {
        if (draft.Datasets.TryGetValue(export.Dataset, out var columns)) return columns;
        file.ErrorAt("/dataset", $"There is no dataset '{export.Dataset}'.", Suggestion.For(export.Dataset, draft.Datasets.Keys));
        return null;
    }

    private static void CheckWhere(WorkspaceDraft draft, YamlFile file, Export export, IReadOnlyList<string> columns)
    {
        foreach (var (column, value) in export.Where)
        {
            if (!columns.Contains(column)) file.ErrorAt($"/where/{column}", $"The dataset '{export.Dataset}' has no column '{column}'.", Suggestion.For(column, columns));
            if (column == "company" && draft.Hub?.Sound is { } hub && hub.Companies.All(company => company.Code != value))
            {
                file.ErrorAt("/where/company", "This company is not in hub.yaml.", Suggestion.For(value, hub.Companies.Select(company => company.Code)));
            }
        }
    }

    private static void CheckFileName(YamlFile file, Export export)
    {
        var used = FileNameCheck.Run(file, export.FileName, ["number", "period", "export", .. export.Where.Keys]);
        foreach (var column in export.Where.Where(wanted => used.Contains(wanted.Key) && wanted.Value.AsSpan().ContainsAny("/\\")).Select(wanted => wanted.Key))
        {
            file.ErrorAt($"/where/{column}", "A value with / or \\ cannot stand in a file name.", $"Take '{{{column}}}' out of 'file-name:'.");
        }
    }
}
