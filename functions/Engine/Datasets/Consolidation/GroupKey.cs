using BackOffice.Integration.Engine.Datasets.Summaries;

namespace BackOffice.Integration.Engine.Datasets.Consolidation;

/// <summary>What tells the amounts of a group apart.</summary>
/// <param name="Account">The group's own, or <see cref="GroupAccounts.Unmapped"/>.</param>
/// <param name="Type">Of the account; null where nobody says it.</param>
/// <param name="Own">The company's number of an account that is not mapped; else null.</param>
/// <param name="Partner">The company of the group on the other side; null where there is none.</param>
internal readonly record struct GroupKey(string Account, string? Type, string? Own, string Company, string? Partner, string? Currency);

/// <summary>An amount of a company, and what it is in the group's currency.</summary>
/// <param name="Group">Null where no rate is known: never zero.</param>
internal sealed record GroupAmount(GroupKey Key, decimal Own, FoundRate? Rate, decimal? Group, Basis Basis);

/// <summary>Adds up amounts that agree in all that tells them apart.</summary>
internal sealed class LocalAmounts
{
    private readonly Dictionary<GroupKey, (decimal Amount, Basis Basis)> sums = [];

    public IEnumerable<(GroupKey Key, decimal Amount, Basis Basis)> All => sums.Select(sum => (sum.Key, sum.Value.Amount, sum.Value.Basis));

    public void Add(GroupKey key, decimal amount, Basis basis)
    {
        var (sum, before) = sums.GetValueOrDefault(key);
        sums[key] = (sum + amount, before + basis);
    }
}
