using System.Data.Common;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Tests.Unit.Engine.Store;

namespace BackOffice.Integration.Tests.Unit.Engine.Findings;

/// <summary>Who posts into a closed period is told so; who closed it after posting is not. Each load is a run over a file of its own.</summary>
public sealed class ClosedPeriodTests : InboundStoreFixture, IDisposable
{
    private const string Old = "accounting.journal-line 1 entry=E account=1000 debit=5 credit=0 currency=EUR postingDate=2026-01-31 company=DE";
    private const string Opened = "accounting.period P firstDay=2026-01-01 lastDay=2026-01-31 status=open company=DE";
    private const string Closed = "accounting.period P firstDay=2026-01-01 lastDay=2026-01-31 status=closed company=DE";

    private readonly TestStore store = new();
    private readonly HashSet<string> known = [];

    internal override IInboundStore Inbound => new SqliteInboundStore(store.Database);

    internal override ILeases Leases => new SqliteLeases(store.Database);

    [Theory]
    [InlineData("accounting.journal-line 2 entry=E account=1000 debit=7 credit=0 currency=EUR postingDate=2026-01-31 company=DE", "2")]
    [InlineData("accounting.journal-line 2 entry=E account=1000 debit=7 credit=0 currency=EUR postingDate=2026-01-01 company=DE", "2")]
    [InlineData("accounting.journal-line 2 entry=E account=1000 debit=7 credit=0 currency=EUR postingDate=2026-01-31", "2")]
    [InlineData("accounting.journal-line 2 entry=E account=1000 debit=7 credit=0 currency=EUR postingDate=2025-12-31 company=DE", "")]
    [InlineData("accounting.journal-line 2 entry=E account=1000 debit=7 credit=0 currency=EUR postingDate=2026-02-01 company=DE", "")]
    [InlineData("accounting.journal-line 2 entry=E account=1000 debit=7 credit=0 currency=EUR postingDate=2026-01-31 company=AT", "")]
    [InlineData("accounting.journal-line 1 entry=E account=1000 debit=6 credit=0 currency=EUR postingDate=2026-01-31 company=DE", "1")]
    [InlineData("accounting.journal-line 1 entry=E account=1001 debit=5 credit=0 currency=EUR postingDate=2026-01-31 company=DE", "1")]
    [InlineData("accounting.journal-line 1 entry=E account=1000 debit=5 credit=0 currency=USD postingDate=2026-01-31 company=DE", "1")]
    [InlineData("accounting.journal-line 1 entry=E account=1000 debit=5 credit=0 currency=EUR postingDate=2026-01-30 company=DE", "1")]
    [InlineData("accounting.journal-line 1 entry=E account=1000 debit=5 credit=0 currency=EUR postingDate=2026-01-31 company=DE clearing=C memo=paid", "")]
    public async Task Posting_into_a_closed_period_is_told_and_a_later_clearing_is_not(string late, string key)
    {
        await LoadAsync(Old);
        await LoadAsync(Opened);
        await LoadAsync(Closed);
        await LoadAsync(late);
        Assert.Equal(key, Found());
    }

    [Fact]
    public async Task Books_and_closed_periods_that_are_loaded_in_any_order_are_no_breach()
    {
        await LoadAsync(Closed);
        await LoadAsync(Old);
        Assert.Empty(Found());
        await LoadAsync("accounting.period Q firstDay=2025-12-01 lastDay=2025-12-31 status=closed company=DE");
        Assert.Empty(Found());
    }

    [Fact]
    public async Task Each_period_has_a_closing_of_its_own()
    {
        await LoadAsync(Old);
        await LoadAsync("accounting.period Q firstDay=2025-12-01 lastDay=2025-12-31 status=closed company=DE");
        await LoadAsync("accounting.journal-line 2 entry=E account=1000 debit=7 credit=0 currency=EUR postingDate=2026-01-15 company=DE");
        await LoadAsync(Closed);
        Assert.Empty(Found());
        await LoadAsync("accounting.journal-line 3 entry=E account=1000 debit=7 credit=0 currency=EUR postingDate=2025-12-15 company=DE");
        Assert.Equal("3", Found());
    }

    [Fact]
    public async Task What_was_posted_before_the_closing_stays_good_however_often_the_period_is_named_anew()
    {
        await LoadAsync(Old);
        await LoadAsync(Opened);
        await LoadAsync(Old.Replace("debit=5", "debit=6", StringComparison.Ordinal));
        await LoadAsync(Closed);
        await LoadAsync($"{Closed} name=January");
        Assert.Empty(Found());
    }

    [Fact]
    public async Task A_breach_stays_one_when_the_period_is_named_anew_or_the_line_is_noted_and_ends_when_the_period_is_opened()
    {
        const string late = "accounting.journal-line 2 entry=E account=1000 debit=7 credit=0 currency=EUR postingDate=2026-01-31 company=DE";
        await LoadAsync(Old);
        await LoadAsync(Closed);
        await LoadAsync(late);
        Assert.Equal("2", Found());
        await LoadAsync($"{Closed} name=January");
        await LoadAsync($"{late} memo=late");
        Assert.Equal("2", Found());
        await LoadAsync(Opened);
        Assert.Empty(Found());
    }

    [Fact]
    public async Task A_breach_ends_when_the_line_is_posted_into_the_next_period()
    {
        await LoadAsync(Old);
        await LoadAsync(Closed);
        await LoadAsync(Old.Replace("debit=5", "debit=6", StringComparison.Ordinal));
        Assert.Equal("1", Found());
        await LoadAsync(Old);
        Assert.Empty(Found());
    }

    [Fact]
    public async Task A_line_without_a_day_of_its_own_has_that_of_its_entry()
    {
        await LoadAsync(Old);
        await LoadAsync("accounting.journal-entry E postingDate=2026-01-15 company=DE");
        await LoadAsync(Closed);
        await LoadAsync("accounting.journal-line 2 entry=E account=1000 debit=7 credit=0 currency=EUR");
        Assert.Equal("2", Found());
        await LoadAsync("accounting.journal-entry E postingDate=2026-02-15 company=DE");
        Assert.Empty(Found());
    }

    [Fact]
    public async Task Judged_anew_as_a_whole_it_says_the_same()
    {
        await LoadAsync(Old);
        await LoadAsync(Closed);
        await LoadAsync("accounting.journal-line 2 entry=E account=1000 debit=7 credit=0 currency=EUR postingDate=2026-01-31 company=DE");
        Query<int>("DELETE FROM counter WHERE name = 'judged:books'; DELETE FROM finding");
        await JudgeAsync();
        Assert.Equal("2", Found());
    }

    public void Dispose() => store.Dispose();

    protected override DbConnection Open() => store.Database.Open();

    private string Found() => string.Join('|', Query<string>("SELECT source_key FROM finding WHERE closed_commit IS NULL AND rule = 'posting.period-closed' AND severity = 'Block' ORDER BY 1"));

    private async Task LoadAsync(string entity)
    {
        var row = EntityText.Parse(entity);
        var key = row.Key + row.Entity.Name;
        var run = Guid.CreateVersion7();
        Query<int>($"INSERT INTO run (id, pipeline, kind, \"trigger\", state, attempt, workspace_hash, mode, started_at, heartbeat_at, counts) VALUES ('{run}', '{row.Entity.Table}', 'inbound', 'hand', 'Succeeded', 1, x'00', 'live', 0, 0, '{{}}')");
        var lease = await Leases.TakeAsync("pipeline:ledger", At, Ct);
        await Inbound.CommitAsync(Commit(lease, 1, [Record(key, row, !known.Add(key))], [], [], null) with { RunId = run, LandingId = Guid.CreateVersion7() }, Ct);
        await Leases.ReleaseAsync(lease, Ct);
        await JudgeAsync();
    }

    private Task JudgeAsync() => new SqliteFindingStore(store.Database).JudgeAsync("books", Guid.CreateVersion7(), Ct);
}
