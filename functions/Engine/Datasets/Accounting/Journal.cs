using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Mappings.Layouts.Ledgers;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Accounting;

/// <summary>Every line that was posted in the period; as text, other programs of accounting read it too.</summary>
internal static class Journal
{
    public static Summary Summary { get; } = new(
        "journal",
        "Journal",
        "Every line posted in the period, entry by entry.",
        "accounting.journal-line",
        [
            Key("books", "Books"),
            Key("entry", "Entry"),
            Key("line", "Line"),
            Shown("company", "Company"),
            Latest("posted_on", "Posted on"),
            Shown("document", "Document"),
            Shown("account", "Account"),
            Shown("name", "Name"),
            Shown("classification", "Type"),
            Shown("party", "Party"),
            Shown("memo", "Memo"),
            Key("currency", "Currency"),
            Money("debit", "Debit", field: "debit"),
            Money("credit", "Credit", field: "credit"),
        ])
    {
        Pictured = "debit",
    };

    /// <summary>The rows as postings; those of one entry follow each other.</summary>
    public static IEnumerable<Posting> Postings(IEnumerable<object?[]> rows)
    {
        var (books, entry, company, day) = (Summary.Place("books"), Summary.Place("entry"), Summary.Place("company"), Summary.Place("posted_on"));
        var (document, account, type, memo) = (Summary.Place("document"), Summary.Place("account"), Summary.Place("classification"), Summary.Place("memo"));
        var (currency, debit, credit) = (Summary.Place("currency"), Summary.Place("debit"), Summary.Place("credit"));
        return rows.Select(row => new Posting(
            $"{row[books]}:{row[entry]}",
            (DateOnly)row[day]!,
            row[document] as string ?? row[memo] as string ?? "",
            new(row[type] as string, (string)row[company]!, (string)row[account]!),
            (decimal)row[debit]! - (decimal)row[credit]!,
            (string)row[currency]!));
    }
}
