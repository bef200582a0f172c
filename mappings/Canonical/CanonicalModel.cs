using System.Collections.Frozen;
using BackOffice.Integration.Mappings.Canonical.Accounting;
using BackOffice.Integration.Mappings.Canonical.Hr;
using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Mappings.Canonical;

/// <summary>Every entity the hub knows: one line each.</summary>
public static class CanonicalModel
{
    public static IReadOnlyList<EntityDescriptor> All { get; } =
    [
        EntityDescriptor.Derive(typeof(LegalEntity)),
        EntityDescriptor.Derive(typeof(Party)),
        EntityDescriptor.Derive(typeof(CostCentre)),
        EntityDescriptor.Derive(typeof(Account)),
        EntityDescriptor.Derive(typeof(JournalEntry)),
        EntityDescriptor.Derive(typeof(JournalLine)),
        EntityDescriptor.Derive(typeof(OrgUnit)),
        EntityDescriptor.Derive(typeof(Person)),
        EntityDescriptor.Derive(typeof(Employment)),
        EntityDescriptor.Derive(typeof(Compensation)),
        EntityDescriptor.Derive(typeof(BankAccount)),
    ];

    private static readonly FrozenDictionary<string, EntityDescriptor> ByName = All.ToFrozenDictionary(entity => entity.Name);

    public static EntityDescriptor? Named(string name) => ByName.GetValueOrDefault(name);
}
