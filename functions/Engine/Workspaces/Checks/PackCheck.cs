using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces.Checks;

/// <summary>Partner, datasets and file name of each pack.</summary>
internal static class PackCheck
{
    public static void Run(WorkspaceDraft draft)
    {
        foreach (var written in draft.Packs.Values)
        {
            if (written.Value is not { } pack) continue;
            if (draft.Exports.ContainsKey(pack.Name)) written.File.ErrorAt("", $"An export is called '{pack.Name}' as well, so nobody could say which one to draft.", "Rename one of the two files.");
            if (!draft.Partners.ContainsKey(pack.Partner)) written.File.ErrorAt("/partner", $"There is no partner '{pack.Partner}'.", Suggestion.For(pack.Partner, draft.Partners.Keys));
            CheckDatasets(written.File, pack, draft.Partners.GetValueOrDefault(pack.Partner)?.Sound);
            FileNameCheck.Run(written.File, pack.FileName, ["number", "period", "pack"]);
            HubCheck.CheckSchedule(written.File, pack.Schedule);
            HubCheck.CheckSchedule(written.File, pack.CutOff, "/cut-off");
        }
    }

    private static void CheckDatasets(YamlFile file, Pack pack, Partner? partner)
    {
        HashSet<string> seen = [];
        foreach (var (place, dataset) in pack.Datasets.Index())
        {
            var pointer = $"/datasets/{place}";
            if (!seen.Add(dataset)) file.ErrorAt(pointer, $"The dataset '{dataset}' stands here twice.", "Remove one of the two.");
            else if (!SummaryCatalog.Names.Contains(dataset)) file.ErrorAt(pointer, $"There is no dataset of figures '{dataset}'.", Suggestion.For(dataset, SummaryCatalog.Names));
            else if (partner is not null && partner.Fields.All(field => field.Name != dataset))
                file.ErrorAt(pointer, $"The partner '{pack.Partner}' may not see '{dataset}'.", $"Remove it here, or add it with purpose and legal basis to partners/{pack.Partner}.yaml.");
        }
    }
}
