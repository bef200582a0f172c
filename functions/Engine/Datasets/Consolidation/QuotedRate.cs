using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Consolidation;

/// <summary>One line of a table of exchange rates.</summary>
/// <param name="Value">Units of <paramref name="Quote"/> for one of <paramref name="Base"/>.</param>
/// <param name="To">The last day that it holds; null where it holds until the next.</param>
internal sealed record QuotedRate(string Base, string Quote, string? Kind, DateOnly From, DateOnly? To, decimal Value)
{
    private static readonly SummaryColumn[] Columns =
    [
        Key("base", ""), Key("quote", ""), Key("kind", ""), KeyDate("valid_from", ""), KeyDate("valid_to", ""), Quantity("rate", "", scale: 10),
    ];

    /// <summary>The rates of the group's own table that the period may need.</summary>
    public static IEnumerable<QuotedRate> Of(SummarySources sources) =>
        from record in sources.Records("exchange-rates", Columns)
        where record.Connection == sources.Scope.Group?.Rates
        let cells = record.Cells
        select new QuotedRate((string)cells[0]!, (string)cells[1]!, (string?)cells[2], (DateOnly)cells[3]!, (DateOnly?)cells[4], (decimal)cells[5]!);
}
