using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Engine.Store;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Partners;

/// <summary>Something that the hub counted for a partner's service.</summary>
internal sealed record PartnerVolume(PartnerTerms Terms, decimal Quantity, string CountedBy, Basis Basis);

/// <summary>Counts what partners did in a period: rows and records released to them, tickets closed.</summary>
internal sealed class PartnerVolumes
{
    private static readonly SummaryColumn[] ReleaseColumns = [Key("partner", ""), Key("export", ""), Key("period", ""), Count("quantity", "")];
    private static readonly SummaryColumn[] RecordColumns = [Key("partner", ""), Key("export", ""), Key("period", ""), Key("entity", "")];
    private static readonly SummaryColumn[] TicketColumns = [Key("queue", ""), Key("queue_name", ""), Count("closed_at", "")];

    private readonly SummarySources sources;
    private readonly PartnerTariffs tariffs;
    private readonly RecordDigest digests = new();
    private readonly List<SummaryRecord> releases;
    private readonly HashSet<(string Partner, string Export)> exports;

    public PartnerVolumes(SummarySources sources, PartnerTariffs tariffs)
    {
        (this.sources, this.tariffs) = (sources, tariffs);
        releases = [.. sources.Records("partner-cost-releases", ReleaseColumns)];
        exports = [.. releases.Select(release => ((string)release.Cells[0]!, (string)release.Cells[1]!))];
    }

    public IEnumerable<PartnerVolume> All() => Rows().Concat(Records()).Concat(Tickets());

    /// <summary>How a service is counted, as people read it.</summary>
    public string CountedBy(PartnerTerms terms) => terms.Counts switch
    {
        Counting.Rows => Named("rows released", terms),
        Counting.Records => Named("records released", terms),
        Counting.Tickets => "tickets closed",
        _ => terms.Unit is null ? "not counted: no unit" : $"not counted: {terms.Unit}",
    };

    private string Named(string what, PartnerTerms terms) => HasOwnExport(terms) ? $"{what} by {terms.Service}" : what;

    // A partner with several services is counted by what is called alike, so that one row is not two services.
    private bool HasOwnExport(PartnerTerms terms) => exports.Contains((terms.Partner, terms.Service));

    private IEnumerable<PartnerVolume> Rows() =>
        from release in releases
        from terms in Of(release, Counting.Rows)
        select new PartnerVolume(terms, (long)release.Cells[3]!, CountedBy(terms), Basis.Of(release, digests));

    // Reading every row again is worth it only where somebody charges by the record.
    private IEnumerable<PartnerVolume> Records()
    {
        if (!tariffs.All.Any(terms => terms.Counts == Counting.Records)) yield break;
        HashSet<(PartnerTerms, string, string, string)> seen = [];
        foreach (var record in sources.Records("partner-cost-records", RecordColumns))
        {
            foreach (var terms in Of(record, Counting.Records))
                if (seen.Add((terms, (string)record.Cells[3]!, record.Connection, record.Key))) yield return new(terms, 1, CountedBy(terms), Basis.Of(record, digests));
        }
    }

    private IEnumerable<PartnerVolume> Tickets()
    {
        var services = tariffs.Services.ToList();
        var tickets = sources.Records("partner-cost-tickets", TicketColumns).ToList();
        foreach (var (partner, service) in services)
        {
            var own = tickets.Where(ticket => IsQueue(ticket, service)).ToList();
            foreach (var ticket in own.Count > 0 ? own : tickets)
            {
                var instant = Micros.ToInstant((long)ticket.Cells[2]!);
                var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, sources.Scope.Zone).DateTime);
                if (tariffs.On(partner, service, day) is { Counts: Counting.Tickets } terms)
                    yield return new(terms, 1, own.Count > 0 ? $"tickets closed in {service}" : "tickets closed", Basis.Of(ticket, digests));
            }
        }
    }

    private static bool IsQueue(in SummaryRecord ticket, string service) =>
        service.Equals(ticket.Cells[0] as string, StringComparison.OrdinalIgnoreCase) || service.Equals(ticket.Cells[1] as string, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<PartnerTerms> Of(SummaryRecord released, Counting counting)
    {
        var day = Period.Parse((string)released.Cells[2]!).End;
        if (day < sources.Scope.Period.Start || day > sources.Scope.Period.End) return [];
        var (partner, export) = ((string)released.Cells[0]!, (string)released.Cells[1]!);
        return tariffs.Services.Where(service => service.Partner == partner)
            .Select(service => tariffs.On(partner, service.Service, day))
            .OfType<PartnerTerms>()
            .Where(terms => terms.Counts == counting && (!HasOwnExport(terms) || terms.Service == export));
    }
}
