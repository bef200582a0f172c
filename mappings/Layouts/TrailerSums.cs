namespace BackOffice.Integration.Mappings.Layouts;

/// <summary>Adds up what the trailer states, row by row.</summary>
internal sealed class TrailerSums(DelimitedProfile profile)
{
    private readonly SortedDictionary<string, decimal> sums = new(StringComparer.Ordinal);
    private readonly int amount = Place(profile, profile.Trailer?.Sum), currency = Place(profile, profile.Trailer?.Currency);

    /// <summary>In ordinal order of the currency codes.</summary>
    public IReadOnlyDictionary<string, decimal> PerCurrency => sums;

    public void Add(long row, PartnerRow cells)
    {
        if (amount < 0 || cells.Cells[amount] is null) return;
        if (cells.Cells[amount] is not decimal value)
        {
            throw new LayoutException("layout.sum-unreadable", row, profile.Cells[amount], "the trailer sums a column that holds no numbers; name a decimal column under trailer.sum.");
        }

        var code = currency < 0 ? "" : cells.Cells[currency] as string
            ?? throw new LayoutException("layout.currency-missing", row, profile.Cells[currency], "an amount without a currency cannot be summed; complete the record at its source.");
        sums[code] = sums.GetValueOrDefault(code) + value;
    }

    private static int Place(DelimitedProfile profile, string? column) =>
        column is null ? -1 : profile.Cells.Index().First(cell => cell.Item == column).Index;
}
