namespace BackOffice.Integration.Engine.Datasets.Consolidation;

/// <summary>What companies of a group say of each other: a pair matches where both sides come to nothing together.</summary>
internal sealed class Intercompany
{
    private readonly Dictionary<(string Company, string Partner, bool Result), (decimal Sum, bool Known)> said = [];

    public Intercompany(IEnumerable<GroupAmount> amounts)
    {
        foreach (var amount in amounts)
        {
            if (amount.Key.Partner is not { } partner) continue;
            var side = (amount.Key.Company, partner, AccountTypes.IsResult(amount.Key.Type));
            var (sum, known) = said.GetValueOrDefault(side, (0, true));
            said[side] = (sum + amount.Group.GetValueOrDefault(), known && amount.Group is not null);
        }
    }

    /// <summary>Whether the other company says the opposite, in the balance sheet or in income and expense; null where there is no other company.</summary>
    public bool? Matches(GroupKey key)
    {
        if (key.Partner is not { } partner) return null;
        var result = AccountTypes.IsResult(key.Type);
        var own = said[(key.Company, partner, result)];
        return said.TryGetValue((partner, key.Company, result), out var other) && own.Known && other.Known && own.Sum + other.Sum == 0;
    }
}
