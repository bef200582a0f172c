using System.Data.Common;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Tests.Unit.Engine.Store;

namespace BackOffice.Integration.Tests.Unit.Engine.Datasets.Partners;

/// <summary>What was released to a partner is what its contract is reckoned by.</summary>
public sealed class ReleasedVolumeTests : InboundStoreFixture, IDisposable
{
    private readonly TestStore store = new();
    private int releases;

    internal override IInboundStore Inbound => new SqliteInboundStore(store.Database);

    internal override ILeases Leases => new SqliteLeases(store.Database);

    [Theory]
    [InlineData("Delivered", "live", 2)]
    [InlineData("Acknowledged", "live", 2)]
    [InlineData("Sealed", "live", 0)]
    [InlineData("Superseded", "live", 0)]
    [InlineData("Voided", "live", 0)]
    [InlineData("Delivered", "test", 0)]
    public async Task Only_rows_that_the_partner_holds_count(string state, string mode, int rows)
    {
        await ContractAsync("payroll-slip", "row", "14.5");
        Release("payroll", "2026-02", 1, ["1", "2"], state, mode);
        Assert.Equal([FormattableString.Invariant($"payroll-slip {rows} {rows * 14.5m:0.####} rows released")], Figures());
    }

    [Fact]
    public async Task A_release_counts_in_the_period_that_its_own_ends_in_at_the_tariff_of_that_day()
    {
        await ContractAsync("payroll-slip", "row", "14.5");
        await ContractAsync("payroll-slip", "row", "15", "2026-02-15");
        Release("payroll", "2026-02-01..2026-02-14", 1, ["1"]);
        Release("payroll", "2026-01-15..2026-02-15", 2, ["1", "2"]);
        Release("payroll", "2026-01", 3, ["1"]);
        Release("payroll", "2026-02-15..2026-03-01", 4, ["1"]);
        Assert.Equal(["payroll-slip 1 14.5 rows released", "payroll-slip 2 30 rows released"], Figures());
    }

    [Fact]
    public async Task Of_several_releases_for_one_period_the_last_counts()
    {
        await ContractAsync("payroll-slip", "row", "14.5");
        Release("payroll", "2026-02", 1, ["1", "2", "3"], "Acknowledged");
        Release("payroll", "2026-02", 2, ["1", "2"]);
        Release("payroll", "2026-02", 3, ["1"], "Sealed");
        Assert.Equal(["payroll-slip 2 29 rows released"], Figures());
    }

    [Fact]
    public async Task Where_an_export_is_called_like_the_service_only_its_rows_count_for_it()
    {
        await ContractAsync("payroll", "row", "1");
        await ContractAsync("all", "row", "2");
        Release("payroll", "2026-02", 1, ["1", "2"]);
        Release("certificates", "2026-02", 1, ["1"]);
        Assert.Equal(["all 3 6 rows released", "payroll 2 2 rows released by payroll"], Figures());
    }

    [Fact]
    public async Task A_record_that_is_released_twice_is_one_record_and_two_rows()
    {
        await ContractAsync("person", "record", "1");
        await ContractAsync("slip", "row", "1");
        Release("payroll", "2026-02-01..2026-02-14", 1, ["1", "2"]);
        Release("payroll", "2026-02-15..2026-02-28", 2, ["2", "3"]);
        Assert.Equal(["person 3 3 records released", "slip 4 4 rows released"], Figures());
    }

    [Fact]
    public async Task Figures_and_what_others_got_do_not_count()
    {
        await ContractAsync("payroll-slip", "row", "1");
        Release("finance", "2026-02", 1, ["1"], connection: "");
        Release("ledger", "2026-02", 1, ["1"], partner: "auditor");
        Assert.Equal(["payroll-slip 0 0 rows released"], Figures());
    }

    public void Dispose() => store.Dispose();

    protected override DbConnection Open() => store.Database.Open();

    private Task<CommitOutcome> ContractAsync(string service, string unit, string tariff, string from = "2026-01-01") => CommitAsync(
        1, Record(service + from, EntityText.Parse($"shared.partner-contract {service}@{from} partner=bureau service={service} unit={unit} tariff={tariff} currency=EUR")));

    private void Release(string export, string period, int number, string[] keys, string state = "Delivered", string mode = "live", string partner = "bureau", string connection = "hr")
    {
        var id = $"r{++releases}";
        Query<int>($"""
            INSERT INTO release (id, export, partner, mode, kind, state, version, period, from_commit_no, to_commit_no, workspace_hash, layout_version, rows_hash, approvals_wanted, sequence, drafted_at)
            VALUES ('{id}', '{export}', '{partner}', '{mode}', 'full', '{state}', 1, '{period}', 0, 1, x'00', '1', x'{number:x2}', 2, {number}, 0)
            """);
        foreach (var (line, key) in keys.Index())
            Query<int>($"INSERT INTO release_row (release_id, line, entity, connection, source_key, op, row, row_hash, source_commit_id) VALUES ('{id}', {line + 1}, 'hr.employment', '{connection}', '{key}', 'add', '', x'{line:x2}', '')");
    }

    private List<string> Figures()
    {
        using var view = new SqliteSummaries(store.Database).Look();
        var rows = new SummarySources(view, new(Period.Parse("2026-02"), TimeZoneInfo.Utc, CrosswalkSet.Empty)).Rows(SummaryCatalog.Named("partner-cost")!);
        return [.. rows.Select(row => FormattableString.Invariant($"{row.Cells[1]} {row.Cells[6]:0.####} {row.Cells[7]:0.####} {row.Cells[3]}"))];
    }
}
