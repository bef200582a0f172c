using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Accounting;

/// <summary>What parties owe and are owed.</summary>
internal static class OpenItems
{
    public static Summary Summary { get; } = new(
        "open-items",
        "Open items",
        "What customers and suppliers had not settled at the end of the period. Where a ledger matches items by clearing, lines that were cleared with each other by then are settled, and the rest is told by document; where it has no clearing, lines of one party and document that come to zero are settled. What remains adds up to the balance of the account.",
        "accounting.journal-line",
        [
            Key("company", "Company"),
            Key("books", "Books"),
            Key("account", "Account"),
            Key("party", "Party"),
            Shown("name", "Name", Mappings.Canonical.FieldClass.Personal),
            Key("matched_by", "Matched by"),
            Key("clearing", "Clearing"),
            Key("document", "Document"),
            Earliest("oldest", "Oldest posting"),
            Key("currency", "Currency"),
            Money("amount", "Open amount"),
            Count("lines", "Lines"),
        ])
    {
        Keeps = row => (decimal)row.Cells[Amount]! != 0,
        Checks = Checks,
    };

    private const int Amount = 10;

    // Sums per party tie to the control account, unless lines without a party stand on it.
    private static IEnumerable<DatasetProblem> Checks(SummarySources sources, IReadOnlyList<SummaryRow> items)
    {
        var balances = sources.Rows(AccountingSummaries.TrialBalance).ToDictionary(
            row => (row.Cells[0], row.Cells[1], row.Cells[2], row.Cells[4]), row => (decimal)row.Cells[8]!);
        foreach (var account in items.GroupBy(row => (row.Cells[0], row.Cells[1], row.Cells[2], row.Cells[9])).OrderBy(account => account.Key.ToString(), StringComparer.Ordinal))
        {
            var rest = balances[account.Key] - account.Sum(row => (decimal)row.Cells[Amount]!);
            if (rest == 0) continue;
            var (company, _, number, currency) = account.Key;
            yield return new(
                "account.without-party",
                $"Lines of account {number} of {company} that name no party come to {CellText.Of(rest)} {currency}: by so much the open items differ from its balance.",
                "Let the source tell the party of these lines, or post them elsewhere.");
        }
    }
}
