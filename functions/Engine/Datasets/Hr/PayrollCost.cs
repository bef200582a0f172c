using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Hr;

/// <summary>What people cost per cost centre: by their pay slips, else by contract.</summary>
internal sealed class PayrollCost
{
    private static readonly SummaryColumn[] TermsColumns = [Key("company", ""), Key("cost_centre", ""), Shown("cost_centre_name", ""), Count("holds", "")];
    private static readonly SummaryColumn[] PayColumns = [Key("employment", ""), Money("amount", ""), Key("currency", ""), Key("pay_period", "")];
    private static readonly SummaryColumn[] SlipColumns = [Key("employment", ""), Key("component", ""), Money("amount", ""), Key("currency", "")];
    private static readonly SummaryColumn[] ShareColumns = [Key("employment", ""), Key("cost_centre", ""), Shown("cost_centre_name", ""), Quantity("percent", "", 4)];

    private readonly RecordDigest digests = new();
    private readonly Period period;
    private readonly Dictionary<(string, string), Resting<Terms>> terms;
    private readonly Dictionary<(string, string), Resting<Pay>> pays;
    private readonly ILookup<(string Connection, string Employment), Resting<Slip>> slips;
    private readonly ILookup<(string, string), Resting<CostShare>> shares;

    private PayrollCost(SummarySources sources)
    {
        period = sources.Scope.Period;
        terms = sources.Records("payroll-cost-terms", TermsColumns).ToDictionary(record => (record.Connection, record.Key), record => Rests(record, new Terms((string)record.Cells[0]!, (string?)record.Cells[1], (string?)record.Cells[2], record.Cells[3] is 1L)));
        pays = sources.Records("payroll-cost-pay", PayColumns).ToDictionary(Employment, record => Rests(record, new Pay((decimal)record.Cells[1]!, (string)record.Cells[2]!, (string?)record.Cells[3])));
        slips = sources.Records("payroll-cost-slips", SlipColumns).ToLookup(Employment, record => Rests(record, new Slip((string)record.Cells[1]!, (decimal)record.Cells[2]!, (string)record.Cells[3]!)));
        shares = sources.Records("payroll-cost-shares", ShareColumns).ToLookup(Employment, record => Rests(record, new CostShare((string)record.Cells[1]!, (string?)record.Cells[2], (decimal)record.Cells[3]!)));
    }

    public static Summary Summary()
    {
        var gathered = new Summary(
            "payroll-cost",
            "Payroll cost",
            "What people cost per cost centre. Where pay slips whose own period ends in the period tell gross pay, it is that with what they tell of the employer's contributions (payroll). Else it is the pay agreed on the period's last day of whoever is employed then (contractual): a year is 12 months, 52 weeks or 260 days of pay, and the period takes its months of 12, a month in part by days. "
            + "Pay by the hour, or of which nothing is known, is counted and has no cost. Cost centres bear their percent on the last day, rounded to four digits with the rest on the last; what they leave or take too much stands on a line of its own.",
            "hr.employment",
            [
                Key("company", "Company"),
                Key("source", "Source"),
                Key("allocation", "Allocation"),
                Key("cost_centre", "Cost centre"),
                Shown("cost_centre_name", "Cost centre name"),
                Key("basis", "Basis"),
                Key("currency", "Currency"),
                Money("cost", "Cost"),
                Count("employments", "Employments"),
            ]);
        return gathered with { Drawn = sources => new(Gathered.Rows(gathered, new PayrollCost(sources).Parts())) };
    }

    private IEnumerable<SummaryRow> Parts()
    {
        foreach (var employment in terms.Keys.Union(slips.Select(paid => paid.Key)))
        {
            var known = terms.GetValueOrDefault(employment);
            foreach (var cost in Costs(employment, known))
                foreach (var row in Borne(employment, known, cost)) yield return row;
        }
    }

    private IEnumerable<Resting<Cost>> Costs((string, string) employment, Resting<Terms>? known)
    {
        if (slips[employment].Any(slip => slip.Value.Component == "gross"))
        {
            foreach (var paid in slips[employment].GroupBy(slip => slip.Value.Currency))
                yield return new(new("payroll", paid.Key, paid.Sum(slip => slip.Value.Amount)), Sum(paid));
        }
        else if (known is { Value.Holds: true })
        {
            yield return pays.GetValueOrDefault(employment) is { } pay
                ? new(Contractual(pay.Value), pay.Basis)
                : new(new("pay unknown", null, null), default);
        }
    }

    private Cost Contractual(Pay pay) => PayArithmetic.InPeriod(pay.Amount, pay.PayPeriod, period) is { } amount
        ? new("contractual", pay.Currency, amount)
        : new(pay.PayPeriod == "hour" ? "hours unknown" : "pay period unknown", pay.Currency, null);

    private IEnumerable<SummaryRow> Borne((string Connection, string) employment, Resting<Terms>? known, Resting<Cost> cost)
    {
        var (split, basis) = (shares[employment].ToList(), cost.Basis + (known?.Basis ?? default));
        IReadOnlyList<CostShare> bearing = split.Count > 0 ? ByCostCentre(split.Select(share => share.Value)) : Whole(known?.Value);
        foreach (var part in PayArithmetic.Split(cost.Value.Amount, bearing))
        {
            object?[] cells = [known?.Value.Company ?? employment.Connection, employment.Connection, part.Allocation, part.CostCentre, part.Name, cost.Value.Basis, cost.Value.Currency, part.Amount, 1L];
            yield return new(cells, basis + Sum(split));
        }
    }

    // The order settles which share takes the rest, so it must not hang on the store.
    private static List<CostShare> ByCostCentre(IEnumerable<CostShare> shares) =>
    [
        .. shares.GroupBy(share => share.CostCentre)
            .Select(same => new CostShare(same.Key, same.Max(share => share.Name), same.Sum(share => share.Percent)))
            .OrderBy(share => share.CostCentre, StringComparer.Ordinal),
    ];

    private static IReadOnlyList<CostShare> Whole(Terms? terms) => terms?.CostCentre is { } bearer ? [new(bearer, terms.CostCentreName, 100)] : [];

    private static (string, string) Employment(SummaryRecord record) => (record.Connection, (string)record.Cells[0]!);

    private static Basis Sum<T>(IEnumerable<Resting<T>> parts) => parts.Aggregate(default(Basis), (sum, part) => sum + part.Basis);

    private Resting<T> Rests<T>(in SummaryRecord record, T value) => new(value, Basis.Of(record, digests));

    private sealed record Resting<T>(T Value, Basis Basis);

    private sealed record Terms(string Company, string? CostCentre, string? CostCentreName, bool Holds);

    private sealed record Pay(decimal Amount, string Currency, string? PayPeriod);

    private sealed record Slip(string Component, decimal Amount, string Currency);

    private sealed record Cost(string Basis, string? Currency, decimal? Amount);
}
