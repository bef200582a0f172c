using BackOffice.Integration.Engine.Datasets.Accounting;
using BackOffice.Integration.Engine.Datasets.Summaries;

namespace BackOffice.Integration.Engine.Datasets.Consolidation;

/// <summary>What came about: as the source of a plan states it, else as books, staff and stock have it.</summary>
internal sealed class ActualFigures
{
    private static readonly Summary Employed = new("employed", "", "", "hr.employment", [SummaryColumn.Key("company", ""), SummaryColumn.Key("org_unit", ""), SummaryColumn.Count("heads", "")]);

    private static readonly Summary Issued = new("issued", "", "", "inventory.stock-movement", [SummaryColumn.Key("company", ""), SummaryColumn.Key("item", ""), SummaryColumn.Quantity("quantity", "")]);

    private readonly ILookup<(string Measure, string Company), PlanFigure> stated;
    private readonly ILookup<(string Measure, string Company), ComparedFigure> found;

    public ActualFigures(SummarySources sources, IReadOnlyList<PlanFigure> plan)
    {
        stated = plan.Where(figure => figure.Version == PlanFigures.Actual).ToLookup(figure => (figure.Measure, figure.Company));
        var accounts = new GroupAccounts(sources.Scope.Crosswalks, sources.Scope.Period.End);
        found = AccountBalance.Of(sources).Select(balance => Posted(balance, accounts.TypeOf(accounts.Of(balance.Company, balance.Account), balance.Classification)))
            .Concat(Gathered.Rows(Employed, sources.Records(Employed)).Select(row => Counted(row, new(PlanFigures.Headcount, (string)row.Cells[0]!, null, null, (string?)row.Cells[1], null))))
            .Concat(Gathered.Rows(Issued, sources.Records(Issued)).Select(row => Counted(row, new(PlanFigures.Quantity, (string)row.Cells[0]!, null, (string?)row.Cells[1], null, null))))
            .ToLookup(figure => (figure.Key.Measure, figure.Key.Company));
    }

    /// <summary>What came about of what a company planned, one figure for each key.</summary>
    public IEnumerable<ComparedFigure> Of(string measure, string company, IReadOnlyList<PlanFigure> planned)
    {
        var own = stated[(measure, company)].Select(Stated).ToList();
        var figures = own.Count > 0 ? own : found[(measure, company)];
        // Who plans heads for the company as a whole is told those of the company as a whole.
        if (planned.All(figure => figure.OrgUnit is null)) figures = figures.Select(figure => figure with { Key = figure.Key with { OrgUnit = null } });
        return figures.GroupBy(figure => figure.Key).Select(same => same.Aggregate((one, other) => one with { Value = one.Value + other.Value, Basis = one.Basis + other.Basis }));
    }

    private static ComparedFigure Stated(PlanFigure figure)
    {
        var key = PlanKey.Of(figure);
        return new(key, figure.Name, figure.Value, key.OrgUnit is not null || AccountTypes.IsResult(figure.Type), figure.Basis);
    }

    private static ComparedFigure Posted(AccountBalance balance, string? type) => new(
        new(PlanFigures.Amount, balance.Company, balance.Account, null, null, balance.Currency),
        balance.Name,
        AccountTypes.Natural(type, AccountTypes.IsBalance(type) ? balance.Closing : balance.Movement),
        AccountTypes.IsResult(type),
        balance.Basis);

    private static ComparedFigure Counted(SummaryRow row, PlanKey key) => new(key, null, Convert.ToDecimal(row.Cells[2], System.Globalization.CultureInfo.InvariantCulture), key.OrgUnit is not null, row.Basis);
}
