using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Releases.Packs;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Why;

/// <summary>Answers why a value is what it is, with the source gone and the workspace changed.</summary>
public sealed class WhyDesk
{
    private readonly IReleaseStore releases;
    private readonly IWhyStore store;
    private readonly IWorkspaces workspaces;
    private readonly RecordLinks links;
    private readonly EntityExplainer explainer;

    internal WhyDesk(IReleaseStore releases, IWhyStore store, IWorkspaces workspaces, IPinnedMappings mappings, IRawReader raw) =>
        (this.releases, this.store, this.workspaces, links, explainer) = (releases, store, workspaces, new(workspaces, store), new(releases, store, mappings, raw));

    /// <param name="row">Counted from one, in the order of the file, heading left out.</param>
    /// <param name="column">A heading of the file or a column of the dataset.</param>
    public async Task<WhyAnswer> ExplainCellAsync(string release, int row, string column, CancellationToken ct)
    {
        using var view = releases.Read();
        var facts = view.Facts(view.Find(release).Id);
        var owed = ReleasePlans.Of(await workspaces.PinnedAsync(facts.Head.Workspace, ct), facts.Head.Export);
        var frozen = (row < 1 ? null : view.Rows(facts.Head.Id).Skip(row - 1).FirstOrDefault())
            ?? throw new RefusedException("why.row-unknown", $"{facts.Head.Title} has no row {row}; it has {view.Rows(facts.Head.Id).Count()}.");
        if (owed is not ExportPlan plan) return Figure(facts, (PackPlan)owed, view, frozen, row, column);
        var shown = Column(plan, column);
        var origin = frozen.From.FirstOrDefault(one => one.Entity == plan.Dataset.Of(shown).Entity.Name);
        var cell = Cell(facts, plan, frozen, row, column, shown);
        if (origin is null) return new(cell, null);
        return new(cell, await explainer.ExplainAsync(origin, facts.Head.Workspace, [(shown.Field, Canonical(shown, cell.Frozen))], [], await links.TemplateAsync(origin.Connection, origin.Stream, ct), ct));
    }

    /// <param name="reference"><c>connection:key</c>, or the key alone where only one connection has it.</param>
    /// <param name="validFrom">Null for the newest day.</param>
    /// <param name="field">Mapping name; null for all.</param>
    public async Task<WhyAnswer> ExplainAsync(string entity, string reference, DateOnly? validFrom, string? field, CancellationToken ct)
    {
        var descriptor = CanonicalModel.Named(entity)
            ?? throw new RefusedException("why.entity-unknown", $"There is no entity {entity}; there are: {string.Join(", ", CanonicalModel.All.Select(one => one.Name))}.");
        var found = Find(descriptor, reference);
        var stored = found.FirstOrDefault(one => validFrom is null || one.Row.ValidFrom == validFrom)
            ?? throw new RefusedException("why.day-unknown", $"The store holds other days of it: {string.Join(", ", found.Select(one => one.Origin.ValidFrom))}.");
        var wanted = Fields(descriptor, field).Select(name => (name, EntityExplainer.ValueOf(stored.Row, name))).ToList();
        var workspace = store.WorkspaceOf(stored.Origin.Commit) ?? (await workspaces.CurrentAsync(ct)).Hash;
        return new(null, await explainer.ExplainAsync(stored.Origin, workspace, wanted, [.. found.Where(one => one != stored).Select(one => one.Origin.ValidFrom).OfType<string>()], await links.TemplateAsync(stored.Origin.Connection, stored.Origin.Stream, ct), ct));
    }

    // A key may hold a colon itself, so the bare key is tried as well.
    private List<StoredEntity> Find(EntityDescriptor entity, string reference)
    {
        var split = reference.Split(':', 2);
        List<StoredEntity> found = [.. split.Length == 2 ? store.Find(entity, split[0], split[1]) : []];
        if (found.Count == 0) found = [.. store.Find(entity, null, reference)];
        if (found.Count == 0) throw new RefusedException("why.key-unknown", $"The store holds no {entity.Name} with this key; write connection:key, and see `quarantine list` for records that wait.");
        var connections = found.Select(one => one.Origin.Connection).Distinct().ToList();
        return connections.Count == 1 ? found : throw new RefusedException("why.key-ambiguous", $"Several connections have this key; write connection:key with one of: {string.Join(", ", connections)}.");
    }

    private static string[] Fields(EntityDescriptor entity, string? field)
    {
        string[] all = [.. entity.EffectiveDated ? new[] { "key", "validFrom" } : ["key"], .. entity.Fields.Select(one => one.Name)];
        if (field is null) return all;
        return all.Contains(field) ? [field] : throw new RefusedException("why.field-unknown", $"{entity.Name} has no field {field}; it has: {string.Join(", ", all)}.");
    }

    // A figure rests on too many records to tell them all: it says which, and whether they still are what they were.
    private WhyAnswer Figure(ReleaseFacts facts, PackPlan plan, IReleaseView view, FrozenRow frozen, int row, string asked)
    {
        var dataset = plan.DatasetOf(frozen);
        var column = dataset.Columns.FirstOrDefault(one => one.Title == asked || one.Name == asked)
            ?? throw new RefusedException("why.column-unknown", $"Row {row} is of the dataset {dataset.Name}, which has no such column; it has: {string.Join(", ", dataset.Columns.Select(one => one.Name))}.");
        var keys = dataset.Columns.Where(one => one.Gathering == Gathering.Key && frozen.Cells[one.Name] is not null).Select(one => (one.Name, frozen.Cells[one.Name]!)).ToList();
        var unchanged = plan.Draw(view, facts.Head.Period).Rows.Any(now => now.Canonical() == frozen.Canonical());
        var file = facts.Release.Files.Count > 0 ? Path.Combine(releases.Folder, facts.Release.Files[0].Uri) : plan.Files(facts.Head.Period, ReleasePlans.NextNumber)[0].Name;
        return new(
            new(file, facts.Head.Title, facts.Head.Number, facts.Head.State, [.. facts.Release.Approvals.Where(made => made.Decision == Decision.Approved).Select(made => made.By.Login)],
                row, column.Title, column.Name, frozen.Cells[column.Name], frozen.Cells[column.Name] ?? "", column.Class, facts.Head.Workspace, facts.Head.LayoutVersion),
            null)
        {
            Figure = new(dataset.Name, dataset.About, keys.ToDictionary(key => key.Name, key => key.Item2), frozen.Basis.Records, unchanged, facts.Head.Period.ToString()),
        };
    }

    private static DatasetColumn Column(ExportPlan plan, string column)
    {
        var name = plan.Export.Layout.Columns.FirstOrDefault(shown => shown.Heading == column)?.From ?? column;
        return plan.Columns.Contains(name)
            ? plan.Dataset.Column(name)!
            : throw new RefusedException("why.column-unknown", $"Export {plan.Export.Name} has no such column; it has: {string.Join(", ", plan.Export.Layout.Columns.Select(shown => shown.Heading))}.");
    }

    private ReleasedCell Cell(ReleaseFacts facts, ExportPlan plan, FrozenRow frozen, int row, string asked, DatasetColumn column)
    {
        var heading = plan.Export.Layout.Columns.FirstOrDefault(shown => shown.Heading == asked) ?? plan.Export.Layout.Columns.FirstOrDefault(shown => shown.From == column.Name);
        var file = facts.Release.Files.Count > 0 ? Path.Combine(releases.Folder, facts.Release.Files[0].Uri) : plan.Files(facts.Head.Period, ReleasePlans.NextNumber)[0].Name;
        return new(
            file, facts.Head.Title, facts.Head.Number, facts.Head.State, [.. facts.Release.Approvals.Where(made => made.Decision == Decision.Approved).Select(made => made.By.Login)],
            row, heading?.Heading ?? column.Name, column.Name, frozen.Cells[column.Name], heading is null || frozen.Cells[column.Name] is null ? "" : plan.Shown(frozen, heading), column.Class, facts.Head.Workspace, facts.Head.LayoutVersion);
    }

    // Frozen decimals have all their digits, canonical text has only those that count.
    private static string? Canonical(DatasetColumn column, string? frozen) => frozen is not null && column.Type == DatasetType.Decimal
        ? decimal.Parse(frozen, System.Globalization.CultureInfo.InvariantCulture).ToString("0.####################", System.Globalization.CultureInfo.InvariantCulture)
        : frozen;
}
