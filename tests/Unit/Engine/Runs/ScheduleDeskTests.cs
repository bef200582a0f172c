using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Tests.Unit.Engine.Workspaces;
using Microsoft.Extensions.Time.Testing;

namespace BackOffice.Integration.Tests.Unit.Engine.Runs;

/// <summary>A source without files, due at six in Rome on weekdays; the clock starts on a Friday before summer time.</summary>
public sealed class ScheduleDeskTests : IAsyncLifetime
{
    private const string Pipeline = "staff";

    private readonly TempFolder folder = new();
    private readonly TempFolder storeFolder = new();
    private readonly FakeTimeProvider clock = new(new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero));
    private SqliteDatabase database = null!;
    private SqliteRunStore runs = null!;
    private ScheduleDesk desk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = new(Path.Combine(storeFolder.Path, "hub.db"));
        await SqliteMigrator.MigrateAsync(database, Ct);
        var store = new SqliteWorkspaceStore(database);
        var publisher = new Publisher(store, new TestCatalog(), TestWorkspace.Datasets, clock, new TestMappings());
        new TestWorkspace().Change("exports/payroll.yaml", "approvals: 2", "approvals: 2\nschedule: {cron: \"0 8 1 * *\", zone: Europe/Rome}").WriteTo(folder.Path);
        Assert.Empty((await publisher.PublishAsync(folder.Path, new("anna", "anna"), Ct)).Errors);
        runs = new(database);
        var arrivals = new Arrivals(new LandingFolder(Path.Combine(storeFolder.Path, "landing")), new SqliteLandingLedger(database), runs, clock);
        var starter = new RunStarter(new PublishedWorkspaces(publisher, store, folder.Path), new Connections(new TestCatalog(), clock), runs, arrivals, clock);
        desk = new(new SqliteScheduleStore(database), starter, clock);
    }

    public ValueTask DisposeAsync()
    {
        database.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
        storeFolder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Nothing_starts_before_it_is_due()
    {
        clock.SetUtcNow(new(2026, 3, 30, 3, 59, 59, TimeSpan.Zero));

        Assert.Empty(await desk.FireAsync(Pipeline, TimeSpan.Zero, Ct));
        Assert.Empty(await runs.ListAsync(null, 10, Ct));
    }

    [Fact]
    public async Task An_instant_has_one_run_however_often_it_is_fired()
    {
        clock.SetUtcNow(new(2026, 3, 30, 4, 0, 0, TimeSpan.Zero));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.FireAsync(Pipeline, TimeSpan.Zero, Ct)));
        Assert.Empty(await desk.FireAsync(Pipeline, TimeSpan.Zero, Ct));

        var run = Assert.Single(await runs.ListAsync(null, 10, Ct));
        Assert.Equal(("2026-03-30T04:00:00Z", "schedule"), (run.Occurrence, run.Trigger));
    }

    [Fact]
    public async Task Of_the_days_missed_the_last_stands_for_all()
    {
        clock.SetUtcNow(new(2026, 4, 2, 20, 0, 0, TimeSpan.Zero));

        await desk.FireAsync(Pipeline, TimeSpan.Zero, Ct);

        Assert.Equal("2026-04-02T04:00:00Z", Assert.Single(await runs.ListAsync(null, 10, Ct)).Occurrence);
        Assert.Equal(new DateTimeOffset(2026, 4, 3, 4, 0, 0, TimeSpan.Zero), (await desk.ListAsync(Ct)).Single(schedule => schedule.Name == Pipeline).NextDue);
    }

    [Fact]
    public async Task An_export_only_reminds()
    {
        var export = Assert.Single(await desk.ListAsync(Ct), schedule => schedule.IsExport);
        clock.Advance(TimeSpan.FromDays(60));

        Assert.Empty(await desk.FireAsync(export.Name, TimeSpan.Zero, Ct));
        Assert.Empty(await runs.ListAsync(null, 10, Ct));
    }
}
