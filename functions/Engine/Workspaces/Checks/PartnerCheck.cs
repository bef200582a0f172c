using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces.Checks;

/// <summary>Destination and allowed fields of each partner.</summary>
internal static class PartnerCheck
{
    public static void Run(WorkspaceDraft draft)
    {
        foreach (var written in draft.Partners.Values.Where(partner => partner.Value is not null))
        {
            CheckDestination(draft, written);
            CheckFields(draft, written);
        }
    }

    private static void CheckDestination(WorkspaceDraft draft, Written<Partner> partner)
    {
        var name = partner.Value!.Destination;
        if (!draft.Connections.ContainsKey(name))
        {
            partner.File.ErrorAt("/destination/connection", $"There is no connection '{name}'.", Suggestion.For(name, draft.Connections.Keys));
        }
        else if (draft.Connectors.GetValueOrDefault(name) is { } connector and not IFileDestination)
        {
            partner.File.ErrorAt("/destination/connection", $"The connection '{name}' takes no files.", "Name a connection whose connector is a file destination, such as folder.");
        }
    }

    private static void CheckFields(WorkspaceDraft draft, Written<Partner> partner)
    {
        var known = draft.Datasets.Values.SelectMany(columns => columns).Concat(SummaryCatalog.Names).ToHashSet();
        var seen = new HashSet<string>();
        foreach (var (place, field) in partner.Value!.Fields.Index())
        {
            var pointer = $"/fields/{place}/name";
            if (!known.Contains(field.Name)) partner.File.ErrorAt(pointer, $"There is no dataset '{field.Name}', and none has a column of this name.", Suggestion.For(field.Name, known));
            if (!seen.Add(field.Name)) partner.File.ErrorAt(pointer, $"The field '{field.Name}' stands here twice.", "Remove one of the two.");
        }
    }
}
