using BackOffice.Integration.Engine.Datasets.Reconciliation;
using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Partners;

/// <summary>What partners should take for what the hub counted, what they charge, and what it would cost inside.</summary>
internal sealed class PartnerCost
{
    private static readonly SummaryColumn[] TermsColumns =
    [
        Key("partner", ""), Key("service", ""), Key("unit", ""), Key("currency", ""), Money("tariff", ""), Money("internal_cost", ""), KeyDate("valid_from", ""), KeyDate("valid_to", ""),
    ];

    private static readonly SummaryColumn[] ChargeColumns = [Key("partner", ""), Key("service", ""), Key("currency", ""), KeyDate("period_end", ""), Quantity("quantity", ""), Money("amount", "")];

    private readonly RecordDigest digests = new();
    private readonly SummarySources sources;
    private readonly Dictionary<PartnerTerms, Basis> bases;
    private readonly PartnerTariffs tariffs;

    private PartnerCost(SummarySources sources)
    {
        this.sources = sources;
        bases = sources.Records("partner-cost-terms", TermsColumns).ToDictionary(Terms, record => Basis.Of(record, digests));
        tariffs = new([.. bases.Keys]);
    }

    public static Summary Summary()
    {
        var gathered = new Summary(
            "partner-cost",
            "Outsourcing: cost and saving",
            "What partners should take by contract for what the hub counted, against what they charge. Unit row counts the rows, and unit record the different records, of the releases that the partner holds and whose own period ends in the period (of several for one period the last): those of the export called like the service, else of all its exports; packs of figures do not count. "
            + "Unit ticket counts tickets closed in the period: those of the queue called like the service, else all. Other units the hub cannot count. Each counts at the tariff of its day, and a charge at that of the last day it is for. Quantity by tariff is rounded to four digits, half to even. Saved is what it would cost inside less what is charged. It ties where both quantity and amount are as charged.",
            "shared.partner-contract",
            [
                Key("partner", "Partner"),
                Key("service", "Service"),
                Key("unit", "Unit"),
                Shown("counted_by", "Counted by"),
                Key("currency", "Currency"),
                new("tariff", "Tariff", SummaryType.Decimal, Gathering.Key) { Scale = Worth.Digits, Currency = "currency" },
                Quantity("volume", "Counted"),
                Money("expected", "Expected"),
                Quantity("charged_quantity", "Charged quantity"),
                Money("charged", "Charged"),
                Quantity("difference_quantity", "Quantity too much").Computed(),
                Money("difference", "Amount too much").Computed(),
                Money("internal_cost", "Cost inside"),
                Money("saved", "Saved").Computed(),
                Shown("verdict", "Verdict").Computed(),
            ])
        {
            Computes = Compare,
            Pictured = "charged",
            Beside = ["shared.partner-charge", "helpdesk.ticket"],
        };
        return gathered with { Drawn = sources => new(Gathered.Rows(gathered, new PartnerCost(sources).Parts())) };
    }

    private static void Compare(object?[] cells)
    {
        const int volume = 6, expected = 7, quantity = 8, charged = 9, quantityDifference = 10, difference = 11, inside = 12, saved = 13, verdict = 14;
        cells[quantityDifference] = Verdict.Difference(cells[quantity], cells[volume]);
        cells[difference] = Verdict.Difference(cells[charged], cells[expected]);
        cells[saved] = Verdict.Difference(cells[inside], cells[charged]);
        cells[verdict] = cells[volume] is 0m && cells[charged] is null ? Verdict.Ties
            : (cells[quantityDifference], cells[difference]) is (decimal one, decimal other) ? Verdict.Of(one == 0 && other == 0) : Verdict.OneSide;
    }

    private IEnumerable<SummaryRow> Parts()
    {
        var counting = new PartnerVolumes(sources, tariffs);
        var counted = counting.All().GroupBy(volume => volume.Terms).ToDictionary(same => same.Key, same => same.ToList());
        foreach (var terms in counted.Keys.Union(LastDay()))
            yield return Counted(terms, counted.GetValueOrDefault(terms) ?? [], counting.CountedBy(terms));
        foreach (var record in sources.Records("partner-cost-charges", ChargeColumns)) yield return Charged(record, counting);
    }

    // A contract in force shows even where nothing was done.
    private IEnumerable<PartnerTerms> LastDay() => tariffs.Services.Select(service => tariffs.On(service.Partner, service.Service, sources.Scope.Period.End)).OfType<PartnerTerms>();

    private SummaryRow Counted(PartnerTerms terms, List<PartnerVolume> volumes, string countedBy)
    {
        var volume = terms.Counts == Counting.Nothing ? (decimal?)null : volumes.Sum(one => one.Quantity);
        var how = volumes.Count > 0 ? volumes[0].CountedBy : countedBy;
        object?[] cells = [.. Keys(terms, how), volume, volume * terms.Tariff is { } expected ? Worth.Rounded(expected) : null, null, null, volume is { } done ? Worth.Of(done, terms.InternalCost) : null];
        return new(cells, volumes.Aggregate(bases[terms], (sum, one) => sum + one.Basis));
    }

    private SummaryRow Charged(SummaryRecord record, PartnerVolumes counting)
    {
        var (partner, service, currency) = ((string)record.Cells[0]!, (string)record.Cells[1]!, (string)record.Cells[2]!);
        var terms = tariffs.On(partner, service, (DateOnly)record.Cells[3]!);
        object?[] keys = terms?.Currency == currency ? Keys(terms, counting.CountedBy(terms)) : [partner, service, null, "no contract", currency, null];
        return new([.. keys, null, null, record.Cells[4], record.Cells[5], null], Basis.Of(record, digests));
    }

    private static object?[] Keys(PartnerTerms terms, string countedBy) => [terms.Partner, terms.Service, terms.Unit, countedBy, terms.Currency, terms.Tariff];

    private static PartnerTerms Terms(SummaryRecord record)
    {
        var cells = record.Cells;
        return new($"{record.Connection}:{record.Key}", (string)cells[0]!, (string)cells[1]!, (string?)cells[2], (string)cells[3]!, (decimal)cells[4]!, (decimal?)cells[5], (DateOnly)cells[6]!, (DateOnly?)cells[7]);
    }
}
