using System.Collections.Frozen;
using BackOffice.Integration.Mappings.Canonical.Accounting;
using BackOffice.Integration.Mappings.Canonical.Helpdesk;
using BackOffice.Integration.Mappings.Canonical.Hr;
using BackOffice.Integration.Mappings.Canonical.Inventory;
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
        EntityDescriptor.Derive(typeof(PartnerContract)),
        EntityDescriptor.Derive(typeof(PartnerCharge)),
        EntityDescriptor.Derive(typeof(Account)),
        EntityDescriptor.Derive(typeof(JournalEntry)),
        EntityDescriptor.Derive(typeof(JournalLine)),
        EntityDescriptor.Derive(typeof(OrgUnit)),
        EntityDescriptor.Derive(typeof(Person)),
        EntityDescriptor.Derive(typeof(Employment)),
        EntityDescriptor.Derive(typeof(Compensation)),
        EntityDescriptor.Derive(typeof(BankAccount)),
        EntityDescriptor.Derive(typeof(Document)),
        EntityDescriptor.Derive(typeof(TaxCode)),
        EntityDescriptor.Derive(typeof(Period)),
        EntityDescriptor.Derive(typeof(ExchangeRate)),
        EntityDescriptor.Derive(typeof(Invoice)),
        EntityDescriptor.Derive(typeof(InvoiceLine)),
        EntityDescriptor.Derive(typeof(BankTransaction)),
        EntityDescriptor.Derive(typeof(Payment)),
        EntityDescriptor.Derive(typeof(PlanLine)),
        EntityDescriptor.Derive(typeof(Location)),
        EntityDescriptor.Derive(typeof(Absence)),
        EntityDescriptor.Derive(typeof(TimeEntry)),
        EntityDescriptor.Derive(typeof(CostAllocation)),
        EntityDescriptor.Derive(typeof(PayrollResult)),
        EntityDescriptor.Derive(typeof(Item)),
        EntityDescriptor.Derive(typeof(Warehouse)),
        EntityDescriptor.Derive(typeof(StockLevel)),
        EntityDescriptor.Derive(typeof(StockMovement)),
        EntityDescriptor.Derive(typeof(PurchaseOrder)),
        EntityDescriptor.Derive(typeof(PurchaseOrderLine)),
        EntityDescriptor.Derive(typeof(GoodsReceipt)),
        EntityDescriptor.Derive(typeof(Shipment)),
        EntityDescriptor.Derive(typeof(ShipmentLine)),
        EntityDescriptor.Derive(typeof(Queue)),
        EntityDescriptor.Derive(typeof(Agent)),
        EntityDescriptor.Derive(typeof(Ticket)),
        EntityDescriptor.Derive(typeof(TicketEvent)),
        EntityDescriptor.Derive(typeof(Comment)),
        EntityDescriptor.Derive(typeof(SlaClock)),
    ];

    private static readonly FrozenDictionary<string, EntityDescriptor> ByName = All.ToFrozenDictionary(entity => entity.Name);

    public static EntityDescriptor? Named(string name) => ByName.GetValueOrDefault(name);
}
