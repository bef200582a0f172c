using BackOffice.Integration.Engine.Why;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>An explanation as people read it, and masked for those who may not see everything.</summary>
internal static class WhyText
{
    public static WhyAnswer Masked(WhyAnswer answer, bool reveal) => answer with
    {
        Cell = answer.Cell is { } cell ? cell with { Frozen = Reveal.Masked(cell.Frozen, cell.Class, reveal), Shown = Reveal.Masked(cell.Shown, cell.Class, reveal)! } : null,
        Entity = answer.Entity is { } entity ? Masked(entity, reveal) : null,
    };

    /// <summary>Raw fields have no class, so both values of a fix are masked.</summary>
    public static FixWhy Masked(FixWhy fix, bool reveal) => fix with { Was = Reveal.Masked(fix.Was, FieldClass.Personal, reveal), Now = Reveal.Masked(fix.Now, FieldClass.Personal, reveal) };

    /// <summary>A key stands in lists as well; values of fields do not.</summary>
    public static RecordLink? Masked(RecordLink? link, bool reveal) => link is null || reveal ? link : link with { Url = link.Url is null ? null : link.Masked };

    public static string Text(FixWhy fix) => $"{fix.Path} by {fix.Actor} at {Screen.Text(fix.At)}: {fix.Was ?? "(nothing)"} -> {fix.Now ?? "(nothing)"}; {fix.Reason}{(fix.Withdrawn is { } back ? $"; TAKEN BACK by {back.Actor} at {Screen.Text(back.At)}: {back.Reason}" : "")}";

    private static EntityWhy Masked(EntityWhy entity, bool reveal) => entity with
    {
        Fields = [.. entity.Fields.Select(field => Masked(field, reveal))],
        Fixes = [.. entity.Fixes.Select(fix => Masked(fix, reveal))],
        Link = Masked(entity.Link, reveal),
    };

    // What an expression read tells as much as what it gave.
    private static FieldWhy Masked(FieldWhy field, bool reveal) => field with
    {
        Value = Reveal.Masked(field.Value, field.Class, reveal),
        Read = [.. field.Read.Select(read => read with { Text = Reveal.Masked(read.Text, field.Class, reveal) })],
    };

    public static void Say(Screen screen, WhyAnswer answer)
    {
        if (screen.Json) return;
        if (answer.Cell is { } cell) Say(screen, cell);
        if (answer.Figure is { } figure)
        {
            Say(screen, figure);
            return;
        }

        if (answer.Entity is { } entity) Say(screen, entity);
        else screen.Say("The row lacks the entity that this column shows, so the cell is empty.");
        screen.Say(answer.Reproducible ? "Reproducible: the pinned mapping gives the very value from the landed record." : "NOT REPRODUCIBLE");
    }

    private static void Say(Screen screen, ReleasedCell cell)
    {
        screen.Thing(
            cell,
            ("cell", $"{cell.File}, row {cell.Row}, column {cell.Heading}: {cell.Shown}"),
            ("release", $"{cell.Release}, {cell.State}, approved by {string.Join(" and ", cell.Approvers.DefaultIfEmpty("nobody yet"))}"),
            ("dataset", $"{cell.Column} = {cell.Frozen}"));
    }

    private static void Say(Screen screen, FigureWhy figure)
    {
        screen.Say($"rule     {figure.Rule}");
        screen.Say($"rests on {figure.Records} records{(figure.Unchanged ? ", which still give this very row" : ", some of which changed since, or others came: the row of then stands in the release")}");
        screen.Say($"Next: `backoffice dataset records {figure.Dataset} --period {figure.Period}{string.Concat(figure.Keys.Select(key => $" --where '{key.Key}={key.Value}'"))}` lists them.");
    }

    private static void Say(Screen screen, EntityWhy entity)
    {
        screen.Say($"entity   {entity.Entity} {entity.Connection}:{entity.Key}{(entity.ValidFrom is { } day ? $" from {day}" : "")}");
        foreach (var field in entity.Fields)
        {
            screen.Say($"  {field.Field} = {field.Value}{(field.Expression is null ? "" : $"    <- {field.Expression}  (line {field.Line})")}");
            foreach (var read in field.Read) screen.Say($"      {read.Path} = {read.Text ?? "(nothing)"}");
            if (field.Problem is { } problem) screen.Say($"      NOT REPRODUCIBLE: {problem}");
        }

        if (entity.Mapping is { } mapping) screen.Say($"mapping  {mapping.Path} ({mapping.Sha256[..16]}), published by {mapping.PublishedBy} at {Screen.Text(mapping.PublishedAt)}");
        var raw = entity.Raw;
        screen.Say($"record   {raw.Connection}/{raw.Stream} {raw.Key}{(raw.File is null ? "" : $", {raw.File}{(raw.Part is null ? "" : ",")} {raw.Place}, file sha256 {raw.FileSha256?[..16]}")}{(raw.Intact ? "" : ", DAMAGED")}");
        if (entity.Link is { } link) screen.Say($"see      {link.Url ?? link.Problem}");
        screen.Say($"commit   {entity.Commit.Number} at {Screen.Text(entity.Commit.At)}");
        foreach (var finding in entity.Findings) screen.Say($"finding  {finding}");
        foreach (var fix in entity.Fixes) screen.Say($"fix      {Text(fix)}");
        if (entity.OtherDates.Count > 0) screen.Say($"also     valid from {string.Join(", ", entity.OtherDates)}");
    }
}
