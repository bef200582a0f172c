namespace BackOffice.Integration.Engine.Datasets.Partners;

/// <summary>What a partner takes for one unit of a service from a day on.</summary>
/// <param name="Contract">The same for all terms of one contract.</param>
/// <param name="InternalCost">What one unit would cost inside; null where nobody says it.</param>
internal sealed record PartnerTerms(
    string Contract, string Partner, string Service, string? Unit, string Currency, decimal Tariff, decimal? InternalCost, DateOnly ValidFrom, DateOnly? ValidTo)
{
    /// <summary>What the hub counts; a contract that names no unit may name it as its service.</summary>
    public Counting Counts => (Unit ?? Service) switch
    {
        "row" => Counting.Rows,
        "record" => Counting.Records,
        "ticket" => Counting.Tickets,
        _ => Counting.Nothing,
    };
}

/// <summary>What the hub counts for a unit.</summary>
internal enum Counting
{
    /// <summary>The unit is one that the hub does not see.</summary>
    Nothing,

    Rows,
    Records,
    Tickets,
}

/// <summary>Finds the terms that hold for a service on a day.</summary>
internal sealed class PartnerTariffs(IReadOnlyList<PartnerTerms> all)
{
    private readonly ILookup<(string Partner, string Service), PartnerTerms> terms = all.ToLookup(one => (one.Partner, one.Service));

    public IReadOnlyList<PartnerTerms> All => all;

    /// <summary>Every service of every partner.</summary>
    public IEnumerable<(string Partner, string Service)> Services => terms.Select(service => service.Key);

    /// <summary>Of each contract the terms that began last, as long as they have not ended; of several contracts the one whose terms began last.</summary>
    public PartnerTerms? On(string partner, string service, DateOnly day) => terms[(partner, service)]
        .Where(one => one.ValidFrom <= day)
        .GroupBy(one => one.Contract)
        .Select(contract => contract.MaxBy(one => one.ValidFrom)!)
        .Where(one => one.ValidTo is null || one.ValidTo >= day)
        .OrderByDescending(one => one.ValidFrom)
        .ThenBy(one => one.Contract, StringComparer.Ordinal)
        .FirstOrDefault();
}
