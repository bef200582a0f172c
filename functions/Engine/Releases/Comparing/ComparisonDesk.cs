using System.Globalization;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Releases.Packs;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Engine.Workspaces.Guessing;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Releases.Comparing;

/// <summary>Holds a release against the file that today's interface made for the same period.</summary>
public sealed class ComparisonDesk
{
    private readonly IReleaseStore store;
    private readonly IWorkspaces workspaces;

    internal ComparisonDesk(IReleaseStore store, IWorkspaces workspaces) => (this.store, this.workspaces) = (store, workspaces);

    public async Task<ReleaseComparison> CompareAsync(string release, OldFile file, ComparisonWish wish, CancellationToken ct)
    {
        using var view = store.Read();
        var head = view.Find(release);
        var plan = ReleasePlans.Of(await workspaces.PinnedAsync(head.Workspace, ct), head.Export);
        var shape = ReleaseTable.Of(plan, head, wish.Dataset);
        Check(shape, wish);
        var now = shape.Read(view.Rows(head.Id), SealingOf(head));
        var (old, notes) = OldTable.Read(file, now.Columns, wish);
        var columns = Columns(now, old, wish);
        var keys = wish.Keys.Select(key => columns.First(place => now.Columns[place.Now].IsCalled(key))).ToList();
        var (numbers, guess) = Numbers(file, old, wish);
        var comparison = new FileComparison(old, now, keys, columns, (numbers, shape.Numbers), wish.Date);
        var late = LateKeys(plan, view, head, shape, comparison);
        var differences = comparison.Differences(late.Contains);
        return new(
            head.Title,
            file.Name,
            comparison.Rows,
            [.. columns.Select(place => now.Columns[place.Now].Name)],
            [.. now.Columns.Where((_, place) => columns.All(both => both.Now != place)).Select(column => column.Name)],
            [.. old.Columns.Where((_, place) => columns.All(both => both.Old != place)).Select(column => column.Name)],
            differences,
            [.. notes, .. guess, .. LateNote(plan, differences)]);
    }

    private static void Check(ReleaseTable shape, ComparisonWish wish)
    {
        if (wish.Keys.Concat(wish.Map.Keys).FirstOrDefault(name => !shape.Columns.Any(column => column.IsCalled(name))) is { } unknown)
            throw new RefusedException("compare.column-unknown", $"The release has no column '{unknown}'; it has: {string.Join(", ", shape.Columns.Select(column => column.Name))}.");
    }

    private static List<(int Now, int Old)> Columns(ComparedTable now, ComparedTable old, ComparisonWish wish)
    {
        List<(int Now, int Old)> places = [];
        foreach (var (place, column) in now.Columns.Index())
        {
            var name = OldTable.NameOf(column, wish);
            var there = old.Columns.Index().FirstOrDefault(other => other.Item.IsCalled(name), (-1, null!)).Index;
            if (there >= 0) places.Add((place, there));
            else if (wish.Map.Keys.Any(column.IsCalled)) throw new RefusedException("compare.column-unknown", $"The old file has no column '{name}'; it has: {string.Join(", ", old.Columns.Select(other => other.Name))}.");
        }

        return places;
    }

    private static (Formats Numbers, IReadOnlyList<string> Notes) Numbers(OldFile file, ComparedTable old, ComparisonWish wish)
    {
        if (wish.Decimal is { } sign) return (new(sign, sign == ',' ? '.' : ','), []);
        var (numbers, _, certainty) = NumberGuess.Of([.. old.Columns.Select((column, place) => Sample(old, column, place))]);
        return (numbers, certainty == Certainty.Sure ? [] : [$"It is not clear how {file.Name} writes numbers; '{numbers.Decimal}' was taken for the decimal sign. Say it with --decimal."]);
    }

    private static SampledColumn Sample(ComparedTable old, ComparedColumn column, int place)
    {
        var sample = new SampledColumn([column.Name]);
        foreach (var (index, row) in old.Rows.Index()) sample.Add(index, row.Cells[place], isTyped: false);
        return sample;
    }

    // Rows that the release's own question gives today and that rest on a commit behind its draft.
    private static HashSet<string> LateKeys(IReleasePlan plan, IReleaseView view, ReleaseHead head, ReleaseTable shape, FileComparison comparison) => plan is PackPlan ? [] :
    [
        .. shape.Read(plan.Draw(view, head.Period).Rows.Where(row => row.From.Any(origin => origin.CommitNo > head.ToCommitNo)), SealingOf(head)).Rows.Select(comparison.PlainKeyOf),
    ];

    private static IEnumerable<string> LateNote(IReleasePlan plan, IReadOnlyList<ComparedCell> differences)
    {
        if (plan is PackPlan && differences.Any(cell => cell.Cause == DifferenceCause.Missing))
            yield return "Whether a missing row is late cannot be told: a row of figures rests on many records.";
    }

    private static Sealing SealingOf(ReleaseHead head) =>
        new(head.Number?.ToString(CultureInfo.InvariantCulture) ?? ReleasePlans.NextNumber, head.SealedAt ?? head.DraftedAt);
}
