using System.Data.Common;
using BackOffice.Integration.Engine.Findings;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Tests.Unit.Engine.Store;

namespace BackOffice.Integration.Tests.Unit.Engine.Findings;

/// <summary>Each rule opens its finding where it does not hold, and closes it where it holds again.</summary>
public sealed class FindingRuleTests : InboundStoreFixture, IDisposable
{
    // What is wrong, whom it is told of, and what mends it. One line is one entity: name, key, fields.
    private static readonly Dictionary<string, (string Broken, string Key, string Mended)> Cases = new()
    {
        ["entry.unbalanced"] = ($"{Posting("1", "E", "1000", 5, 0)}\n{Posting("2", "E", "2000", 0, 4)}", "E", Posting("2", "E", "2000", 0, 5)),
        ["entry.number-unused"] = ("accounting.journal-entry A number=0 postingDate=2026-01-01\naccounting.journal-entry B number=0 postingDate=2026-01-01", "", "accounting.journal-entry B number=1 postingDate=2026-01-01"),
        ["control-account.differs"] = ($"{Posting("1", "E", "400", 5, 0)} party=P\n{Posting("2", "E", "400", 0, 5)}", "400", $"{Posting("2", "E", "400", 0, 5)} party=P"),
        ["period.overlaps"] = ("accounting.period 1 firstDay=2026-01-01 lastDay=2026-01-31\naccounting.period 2 firstDay=2026-01-31 lastDay=2026-02-28", "2", "accounting.period 2 firstDay=2026-02-01 lastDay=2026-02-28"),
        ["invoice.lines-differ"] = ($"{Invoice("netAmount=10")}\naccounting.invoice-line 1 invoice=R netAmount=9.99 currency=EUR", "R", "accounting.invoice-line 1 invoice=R netAmount=10 currency=EUR"),
        ["invoice.sum-differs"] = (Invoice("netAmount=10 taxAmount=1.8"), "R", Invoice("netAmount=10 taxAmount=1.9")),
        ["invoice.unapproved"] = (Invoice("status=booked approvalStatus=requested"), "R", Invoice("status=booked approvalStatus=approved")),
        ["payment.exceeds-invoice"] = ($"{Invoice()}\naccounting.payment 1 paidOn=2026-02-01 amount=6 currency=EUR invoice=R\naccounting.payment 2 paidOn=2026-02-01 amount=6 currency=EUR invoice=R", "R", "accounting.payment 2 paidOn=2026-02-01 amount=5.9 currency=EUR invoice=R"),
        ["headcount.differs"] = ($"{Plan(2)}\n{Employment("1", "2026-01-01")}\n{Employment("1", "2026-02-01")}\n{Employment("2", "2026-04-01")}", "H", Plan(1)),
        ["iban.shared"] = ("hr.bank-account 1@2026-01-01 employment=1 iban=X\nhr.bank-account 2@2026-01-01 employment=2 iban=X", "1|2", "hr.bank-account 2@2026-01-01 employment=2 iban=Y"),
        ["allocation.incomplete"] = ("hr.cost-allocation 1@2026-01-01 employment=7 costCentre=A percent=60\nhr.cost-allocation 2@2026-01-01 employment=7 costCentre=B percent=30", "7", "hr.cost-allocation 2@2026-01-01 employment=7 costCentre=B percent=40"),
        ["absence.overlaps"] = ("hr.absence 1 employment=7 kind=vacation firstDay=2026-01-01\nhr.absence 2 employment=7 kind=sickness firstDay=2026-01-05 lastDay=2026-01-06", "2", "hr.absence 1 employment=7 kind=vacation firstDay=2026-01-01 approvalStatus=cancelled"),
        ["time.day-too-long"] = ("hr.time-entry 1 employment=7 day=2026-01-05 hours=16\nhr.time-entry 2 employment=7 day=2026-01-05 hours=8.5", "7", "hr.time-entry 2 employment=7 day=2026-01-05 hours=8"),
        ["payroll.net-exceeds-gross"] = ($"{Slip("gross", 100)}\n{Slip("net", 101)}", "7", Slip("net", 99)),
        ["stock.movements-differ"] = ("inventory.stock-level L item=I onHand=3\ninventory.stock-movement 1 kind=receipt stockLevel=L quantity=5\ninventory.stock-movement 2 kind=issue stockLevel=L quantity=-1", "L", "inventory.stock-movement 2 kind=issue stockLevel=L quantity=-2"),
        ["stock.negative"] = ("inventory.stock-level L item=I onHand=-0.5", "L", "inventory.stock-level L item=I onHand=0"),
        ["order.lines-differ"] = ("inventory.purchase-order O number=1 netAmount=10 currency=EUR\ninventory.purchase-order-line 1 purchaseOrder=O quantity=1 netAmount=9 currency=EUR", "O", "inventory.purchase-order-line 1 purchaseOrder=O quantity=1 netAmount=10 currency=EUR"),
        ["receipt.exceeds-order"] = ("inventory.purchase-order-line 1 purchaseOrder=O quantity=2\ninventory.goods-receipt 1 purchaseOrderLine=1 quantity=3", "1", "inventory.goods-receipt 1 purchaseOrderLine=1 quantity=2"),
        ["order.unapproved"] = ("inventory.purchase-order O number=1 approvalStatus=requested\ninventory.purchase-order-line 1 purchaseOrder=O quantity=2\ninventory.goods-receipt 1 purchaseOrderLine=1 quantity=1", "O", "inventory.purchase-order O number=1 approvalStatus=approved"),
        ["ticket.closed-before-opened"] = ("helpdesk.ticket T openedAt=2026-01-02T00:00:00Z closedAt=2026-01-01T23:59:59Z", "T", "helpdesk.ticket T openedAt=2026-01-02T00:00:00Z closedAt=2026-01-02T00:00:00Z"),
        ["ticket.event-before-opened"] = ("helpdesk.ticket T openedAt=2026-01-02T00:00:00Z\nhelpdesk.ticket-event 1 ticket=T kind=created occurredAt=2026-01-01T00:00:00Z", "T", "helpdesk.ticket-event 1 ticket=T kind=created occurredAt=2026-01-02T00:00:00Z"),
        ["sla.breach-differs"] = (Clock("false"), "C", Clock("true")),
        ["document.repeated"] = ("shared.document 1 kind=invoice sha256=aa\nshared.document 2 kind=invoice sha256=aa", "1|2", "shared.document 2 kind=invoice sha256=bb"),
        ["charge.contract-missing"] = ($"{Charge}\n{Contract("2026-04-01")}\n{Contract("2025-01-01", "2026-02-28", "2")}", "R", Contract("2026-03-31")),
        ["reference.dangling"] = ("helpdesk.ticket T queue=Q\nhelpdesk.queue R name=R", "T", "helpdesk.queue Q name=Q"),
    };

    private readonly TestStore store = new();
    private readonly HashSet<string> known = [];

    public static TheoryData<string> Rules => [.. Cases.Keys];

    internal override IInboundStore Inbound => new SqliteInboundStore(store.Database);

    internal override ILeases Leases => new SqliteLeases(store.Database);

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task It_opens_where_it_does_not_hold_and_closes_where_it_holds_again(string rule)
    {
        var (broken, key, mended) = Cases[rule];
        await TellAsync(broken);
        Assert.Equal(key.Split('|'), Open(rule));
        await TellAsync(mended);
        Assert.Empty(Open(rule));
    }

    [Fact]
    public void Every_rule_has_a_case() => Assert.Equal(
        FindingRule.All.Select(rule => rule.Name).Except(["entity.disputed", "entry.header-differs", "fix.lapsed", "posting.period-closed"]).Order(StringComparer.Ordinal), Cases.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Records_of_different_keys_that_contradict_each_other_are_named_until_they_agree()
    {
        await CommitAsync(1, Record("1", EntityText.Parse("shared.party P name=Weber")), Record("2", EntityText.Parse("shared.party P name=Rossi")));
        await JudgeAsync();
        Assert.Equal(["P"], Open("entity.disputed"));
        Assert.Equal(["1"], Query<string>("SELECT json_extract(detail, '$.record') FROM finding WHERE rule = 'entity.disputed'"));

        await CommitAsync(2, Record("1", EntityText.Parse("shared.party P name=Rossi"), known: true));
        await JudgeAsync();
        Assert.Empty(Open("entity.disputed"));
    }

    [Fact]
    public async Task Where_a_movement_tells_no_quantity_its_level_is_not_judged()
    {
        await TellAsync("inventory.stock-level L item=I onHand=3\ninventory.stock-movement 1 kind=receipt stockLevel=L quantity=5\ninventory.stock-movement 2 kind=note stockLevel=L");
        Assert.Empty(Open("stock.movements-differ"));
    }

    [Theory]
    [InlineData("accounting.invoice R kind=payable number=1 issuedOn=2026-01-01 grossAmount=11.9 currency=EUR status=booked", "invoice.unapproved")]
    [InlineData("inventory.purchase-order O number=1\ninventory.purchase-order-line 1 purchaseOrder=O quantity=2\ninventory.goods-receipt 1 purchaseOrderLine=1 quantity=1", "order.unapproved")]
    [InlineData("helpdesk.ticket T queue=Q", "reference.dangling")]
    [InlineData(Charge, "charge.contract-missing")]
    public async Task What_a_source_does_not_know_it_is_not_blamed_for(string told, string rule)
    {
        await TellAsync(told);
        Assert.Empty(Open(rule));
    }

    public void Dispose() => store.Dispose();

    protected override DbConnection Open() => store.Database.Open();

    private List<string> Open(string rule) =>
        Query<string>($"SELECT coalesce(source_key, '') FROM finding WHERE closed_commit IS NULL AND rule = '{rule}' ORDER BY 1");

    private async Task TellAsync(string entities)
    {
        var records = entities.Split('\n').Select(EntityText.Parse).Select((row, at) => Record(row.Key + row.Entity.Name + row.ValidFrom, row, !known.Add(row.Key + row.Entity.Name + row.ValidFrom), at + 1)).ToArray();
        await CommitAsync(1, records);
        await JudgeAsync();
    }

    private Task JudgeAsync() => new SqliteFindingStore(store.Database).JudgeAsync("books", Guid.CreateVersion7(), Ct);

    private static string Posting(string key, string entry, string account, int debit, int credit) =>
        $"accounting.journal-line {key} entry={entry} account={account} debit={debit} credit={credit} currency=EUR";

    private static string Invoice(string more = "") =>
        $"accounting.invoice R kind=payable number=1 issuedOn=2026-01-01 grossAmount=11.9 currency=EUR {more}".TrimEnd();

    private const string Charge = "shared.partner-charge R partner=bureau service=payroll-slip periodStart=2026-03-01 periodEnd=2026-03-31 quantity=6 amount=87 currency=EUR";

    private static string Contract(string from, string? to = null, string key = "1") =>
        $"shared.partner-contract {key}@{from} partner=bureau service=payroll-slip tariff=14.5 currency=EUR{(to is null ? "" : $" validTo={to}")}";

    private static string Plan(int headcount) => $"accounting.plan-line H version=Actual periodStart=2026-03-01 periodEnd=2026-03-31 headcount={headcount} orgUnit=D";

    private static string Employment(string key, string from) => $"hr.employment {key}@{from} person={key} employeeNo={key} orgUnit=D";

    private static string Slip(string component, int amount) =>
        $"hr.payroll-result {component} employment=7 periodStart=2026-01-01 periodEnd=2026-01-31 component={component} amount={amount} currency=EUR";

    private static string Clock(string breached) =>
        $"helpdesk.sla-clock C ticket=T kind=resolution dueAt=2026-01-01T00:00:00Z stoppedAt=2026-01-02T00:00:00Z breached={breached}";
}
