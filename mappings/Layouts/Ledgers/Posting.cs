using System.Text;

namespace BackOffice.Integration.Mappings.Layouts.Ledgers;

/// <summary>One side of an entry, as plain-text accounting writes it.</summary>
/// <param name="Entry">The same for all postings of an entry, and for no other.</param>
/// <param name="Text">What the entry is about.</param>
/// <param name="Amount">Positive for a debit.</param>
public sealed record Posting(string Entry, DateOnly Day, string Text, LedgerAccount Account, decimal Amount, string Currency);

/// <summary>An account by type, company and number.</summary>
/// <param name="Type">asset, liability, equity, revenue or expense; anything else is unknown.</param>
public sealed record LedgerAccount(string? Type, string Company, string Number)
{
    /// <summary>Such as <c>Assets:DE:1200</c>; what no type is known of stands under <c>Equity:Unknown</c>, because both programs know five roots only.</summary>
    public string Name => $"{Root}:{Part(Company)}:{Part(Number)}";

    private string Root => Type switch
    {
        "asset" => "Assets",
        "liability" => "Liabilities",
        "equity" => "Equity",
        "revenue" => "Income",
        "expense" => "Expenses",
        _ => "Equity:Unknown",
    };

    // A part begins with a capital or a digit, and holds letters, digits and dashes; what is written otherwise gets its code, so that no two accounts fall together.
    private static string Part(string text)
    {
        var part = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && Rune.IsLetterOrDigit(rune)) part.Append(rune);
            else if (rune.Value == '-') part.Append('-');
            else part.Append("-x").Append(rune.Value.ToString("X", System.Globalization.CultureInfo.InvariantCulture)).Append('-');
        }

        if (part.Length == 0) return "None";
        if (char.IsAsciiLetterLower(part[0])) return $"X-{part}";
        return part[0] == '-' ? $"X{part}" : part.ToString();
    }
}
