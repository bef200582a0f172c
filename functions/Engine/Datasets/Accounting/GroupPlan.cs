using BackOffice.Integration.Engine.Datasets.Consolidation;
using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Accounting;

/// <summary>Budgets, forecasts and stated actuals of all companies in the group's accounts and currency.</summary>
internal static class GroupPlan
{
    public static Summary Summary { get; } = new(
        "group-plan",
        "Group plan",
        "Budgets, forecasts and actuals that are stated beside them, of all companies in the accounts and the currency of the group, with the signs of their source. Income and expense add up over the period, at its average rate; of the balance sheet the last day that each company states counts, at the rate of the period's last day.",
        "accounting.plan-line",
        [
            Key("version", "Version"),
            Key("group_account", "Group account"),
            Key("type", "Type"),
            Key("company", "Company"),
            Key("account", "Own account"),
            Key("currency", "Currency"),
            Money("amount", "Amount").Computed(),
            Key("group_currency", "Into"),
            Money("group_amount", "Group amount", "group_currency").Computed(),
            Quantity("rate", "Rate", 10).Computed(),
            Shown("rate_kind", "By").Computed(),
            Latest("rate_day", "Rate of").Computed(),
            Quantity("ownership", "Group %", 4).Computed(),
            Money("minority", "Of others", "group_currency").Computed(),
            Count("lines", "Lines").Computed(),
        ])
    {
        Pictured = "group_amount",
        From = [PlanLines.Summary.Name],
        Drawn = Draw,
    };

    private static SummaryResult Draw(SummarySources sources)
    {
        var plan = PlanFigures.Of(sources);
        var accounts = new GroupAccounts(sources.Scope.Crosswalks, sources.Scope.Period.End);
        var tree = new GroupTree(GroupCompany.Of(sources));
        var translation = Translation.Of(sources);
        List<SummaryRow> rows = [];
        foreach (var version in plan.All.Where(figure => figure.Measure == PlanFigures.Amount).GroupBy(figure => figure.Version))
        {
            var sums = new LocalAmounts();
            foreach (var figure in version) sums.Add(KeyOf(figure, accounts), figure.Value, figure.Basis);
            rows.AddRange(sums.All.Select(sum => Row(version.Key, translation.Translate(sum.Key, sum.Amount, sum.Basis), translation.Currency, tree)));
        }

        return new(rows, [.. translation.Problems(), .. plan.Problems()]);
    }

    private static GroupKey KeyOf(PlanFigure figure, GroupAccounts accounts)
    {
        var account = figure.Account is null ? null : accounts.Of(figure.Company, figure.Account);
        return new(account ?? GroupAccounts.Unmapped, figure.Type, account is null ? figure.Account : null, figure.Company, null, figure.Currency);
    }

    private static SummaryRow Row(string version, GroupAmount amount, string? currency, GroupTree tree)
    {
        var (key, rate) = (amount.Key, amount.Rate);
        var share = tree.Share(key.Company);
        return new(
            [
                version, key.Account, key.Type, key.Company, key.Own, key.Currency, amount.Own, currency, amount.Group,
                rate?.Shown, rate?.Kind, rate?.Day, share * 100, GroupTrialBalance.Others(amount.Group, share), amount.Basis.Records,
            ],
            amount.Basis);
    }
}
