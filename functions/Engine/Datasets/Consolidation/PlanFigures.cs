using BackOffice.Integration.Engine.Datasets.Accounting;
using BackOffice.Integration.Engine.Datasets.Summaries;

namespace BackOffice.Integration.Engine.Datasets.Consolidation;

/// <summary>What a plan says of a period: one figure for each line that counts.</summary>
/// <param name="Measure">amount, quantity or headcount.</param>
internal sealed record PlanFigure(string Version, string Measure, string Company, string? Account, string? Type, string? Item, string? OrgUnit, string? Name, string? Currency, decimal Value, Basis Basis);

/// <summary>Chooses which plan lines count for a period.</summary>
/// <remarks>Income, expense and quantities add up over the lines that lie within the period whole. Levels do not add up: of a company's balance sheet the last day in the period counts, of a headcount the line that lasts longest.</remarks>
internal sealed class PlanFigures
{
    public const string Amount = "amount";
    public const string Quantity = "quantity";
    public const string Headcount = "headcount";
    public const string Actual = "actual";

    private readonly List<PlanFigure> figures = [];
    private readonly SortedDictionary<(string Version, string Company), long> beyond = [];
    private readonly SortedSet<string> untyped = new(StringComparer.Ordinal);
    private readonly Period period;

    public PlanFigures(IReadOnlyList<PlanRow> lines, GroupAccounts accounts, Period period)
    {
        this.period = period;
        var typed = lines.Select(line => (Line: line, Type: line.Account is null ? null : accounts.TypeOf(accounts.Of(line.Company, line.Account), line.Classification))).ToList();
        foreach (var (line, type) in typed.Where(one => one.Line.Amount is not null && one.Line.Account is not null && one.Type is null)) untyped.Add(line.Account!);
        Levels(typed.Where(one => one.Line.Amount is not null && AccountTypes.IsBalance(one.Type)));
        foreach (var (line, type) in typed.Where(one => one.Line.Amount is not null && !AccountTypes.IsBalance(one.Type))) Whole(line, type, Amount, line.Amount!.Value);
        foreach (var (line, type) in typed.Where(one => one.Line.Quantity is not null)) Whole(line, type, Quantity, line.Quantity!.Value);
        foreach (var same in lines.Where(line => line.Headcount is not null).GroupBy(line => (line.Version, line.Books, line.Company, line.OrgUnit)))
        {
            var last = same.Max(line => line.PeriodEnd);
            foreach (var line in same.Where(line => line.PeriodEnd == last)) Add(line, null, Headcount, line.Headcount!.Value);
        }
    }

    public IReadOnlyList<PlanFigure> All => figures;

    public static PlanFigures Of(SummarySources sources) => new(
        [.. sources.Rows(PlanLines.Summary).Select(PlanRow.Of)], new(sources.Scope.Crosswalks, sources.Scope.Period.End), sources.Scope.Period);

    public IEnumerable<DatasetProblem> Problems()
    {
        foreach (var ((version, company), lines) in beyond)
            yield return new("plan.beyond-period", $"{Listed.Count(lines, "plan line")} of {company} ({version}) {(lines == 1 ? "reaches" : "reach")} beyond {period}: in none of the figures.", "Ask for a period that holds them whole, such as their year, or let the plan tell months.");
        if (untyped.Count > 0)
            yield return new("account.type-unknown", $"Of {Listed.Count(untyped.Count, "planned account")} nobody says whether they are of the balance sheet or of income and expense: {Listed.Of(untyped)}. Their amounts are added up as they are and not translated.", $"Let the chart of accounts tell it, or add them to crosswalks/{GroupAccounts.Types}.csv.");
    }

    private void Levels(IEnumerable<(PlanRow Line, string? Type)> lines)
    {
        foreach (var same in lines.Where(one => one.Line.Place != PlanRow.After).GroupBy(one => (one.Line.Version, one.Line.Books, one.Line.Company)))
        {
            var last = same.Max(one => one.Line.PeriodEnd);
            foreach (var (line, type) in same.Where(one => one.Line.PeriodEnd == last)) Add(line, type, Amount, line.Amount!.Value);
        }
    }

    private void Whole(PlanRow line, string? type, string measure, decimal value)
    {
        if (line.Place == PlanRow.Within) Add(line, type, measure, value);
        else beyond[(line.Version, line.Company)] = beyond.GetValueOrDefault((line.Version, line.Company)) + line.Basis.Records;
    }

    private void Add(PlanRow line, string? type, string measure, decimal value) => figures.Add(new(
        line.Version, measure, line.Company, line.Account, type, line.Item, line.OrgUnit, line.Name,
        measure == Amount ? line.Currency ?? (type is null ? null : line.CompanyCurrency) : null, value, line.Basis));
}
