using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Tests.Unit.Engine.Store;

/// <summary>What every store must do where a file replaces periods: what it lacks of them goes, and nothing else.</summary>
public abstract class ReplacedPeriodsContract : InboundStoreFixture
{
    private const string Jan = "2026-01";
    private const string Feb = "2026-02";

    [Fact]
    public async Task A_period_that_comes_again_lacks_what_its_file_lacks_and_other_periods_stay()
    {
        await ReadAsync(1, [.. Records(Jan, 1, 4), .. Records(Feb, 5, 6)]);
        var outcome = await ReadAsync(2, Records(Jan, 1, 3, known: true));

        Assert.Equal(["K1", "K2", "K3", "K5", "K6"], Live());
        Assert.Equal(["K1", "K2", "K3", "K5", "K6"], Query<string>("SELECT \"key\" FROM raw WHERE deleted = 0 ORDER BY 1"));
        Assert.Equal(1, outcome.Counts.Deleted);
        Assert.Equal((Jan, 0), Assert.Single(outcome.Replaced.Select(period => (period.Period, (int)period.Held))));
    }

    [Fact]
    public async Task What_goes_keeps_its_image_in_history()
    {
        await ReadAsync(1, Records(Jan, 1, 2));
        await ReadAsync(2, Records(Jan, 1, 1, known: true));
        Assert.Equal(["K2"], Query<string>("SELECT source_key FROM history"));
    }

    [Fact]
    public async Task A_record_that_was_seen_unchanged_stays()
    {
        await ReadAsync(1, Records(Jan, 1, 3));
        await CommitAsync(2, [], [Jan], guard: 1, unchanged: await SeenAsync(2, "K1", "K3"));
        Assert.Equal(["K1", "K3"], Live());
    }

    [Fact]
    public async Task A_record_that_waits_now_stays_as_it_was()
    {
        await ReadAsync(1, Records(Jan, 1, 3));
        await CommitAsync(2, Records(Jan, 1, 1, known: true), [Jan], guard: 1, quarantined: [Quarantined("K2") with { Period = Jan }]);
        Assert.Equal(["K1", "K2"], Live());
    }

    [Fact]
    public async Task Nothing_goes_before_the_file_has_ended()
    {
        await ReadAsync(1, Records(Jan, 1, 3));
        await CommitAsync(2, Records(Jan, 1, 1, known: true), [Jan], guard: null);
        Assert.Equal(["K1", "K2", "K3"], Live());
    }

    [Fact]
    public async Task All_batches_of_a_reading_count_whatever_was_mapped_again_between_them()
    {
        await ReadAsync(1, [.. Records(Jan, 1, 2), .. Records(Feb, 3, 4)]);
        await CommitAsync(2, Records(Jan, 1, 1, known: true), [Jan], guard: null);
        await ReplayAsync(2, Records("2025-12", 9, 9));
        await CommitAsync(2, Records(Feb, 3, 3, known: true), [Feb], guard: 1);
        Assert.Equal(["K1", "K3", "K9"], Live());
    }

    [Fact]
    public async Task Periods_of_an_earlier_reading_are_not_those_of_the_next()
    {
        await ReadAsync(1, [.. Records(Jan, 1, 2), .. Records(Feb, 3, 4)]);
        await CommitAsync(2, Records(Jan, 1, 1, known: true), [Jan], guard: null);
        await ReadAsync(3, Records(Feb, 3, 3, known: true));
        Assert.Equal(["K1", "K2", "K3"], Live());
    }

    [Fact]
    public async Task A_record_moves_with_its_day()
    {
        await ReadAsync(1, [.. Records(Jan, 1, 2), .. Records(Feb, 3, 3)]);
        await ReadAsync(2, Records(Feb, 2, 3, known: true));
        await ReadAsync(3, Records(Jan, 1, 1, known: true));
        Assert.Equal(["K1", "K2", "K3"], Live());
    }

    [Fact]
    public async Task A_record_of_no_period_is_replaced_by_none()
    {
        await ReadAsync(1, [.. Records(Jan, 1, 1), .. Records(null, 2, 2)]);
        await ReadAsync(2, Records(Jan, 1, 1, known: true));
        Assert.Equal(["K1", "K2"], Live());
    }

    [Fact]
    public async Task The_guard_is_measured_against_each_period_by_itself()
    {
        await ReadAsync(1, [.. Records(Jan, 1, 10), .. Records(Feb, 11, 110)]);
        // Nine of a hundred and ten are few, but nine of ten are not.
        var outcome = await ReadAsync(2, [.. Records(Jan, 1, 1, known: true), .. Records(Feb, 11, 105, known: true)], guard: 0.1m);

        Assert.Equal([(Jan, 0, 9L), (Feb, 5, 0L)], outcome.Replaced.Select(period => (period.Period, period.Gone.Count, period.Held)));
        Assert.Equal(5, outcome.Counts.Deleted);
        Assert.Equal((10, 95), (Count(Jan), Count(Feb)));
    }

    [Fact]
    public async Task As_many_as_the_guard_allows_may_go_and_not_one_more()
    {
        await ReadAsync(1, Records(Jan, 1, 10));
        Assert.Equal(3, Assert.Single((await ReadAsync(2, Records(Jan, 1, 7, known: true), guard: 0.2m)).Replaced).Held);
        Assert.Equal(2, (await ReadAsync(3, Records(Jan, 1, 8, known: true), guard: 0.2m)).Counts.Deleted);
    }

    [Fact]
    public async Task Who_waits_from_an_earlier_file_of_the_period_waits_no_longer()
    {
        await CommitAsync(1, Records(Jan, 1, 2), [Jan, Feb], guard: 1, quarantined: [Waits("J", Jan), Waits("F", Feb), Waits("?", null)]);
        await CommitAsync(2, Records(Jan, 1, 2, known: true), [Jan], guard: 1, quarantined: [Waits("N", Jan)], landing: Guid.CreateVersion7());
        Assert.Equal(["?", "F", "N"], Waiting());
    }

    [Fact]
    public async Task Who_waits_without_a_day_belongs_to_the_only_period_of_its_file()
    {
        await CommitAsync(1, Records(Jan, 1, 2), [Jan], guard: 1, quarantined: [Waits("?", null)]);
        await CommitAsync(2, Records(Feb, 3, 3), [Feb], guard: 1, landing: Guid.CreateVersion7());
        Assert.Equal(["?"], Waiting());
        await CommitAsync(3, Records(Jan, 1, 2, known: true), [Jan], guard: 1, landing: Guid.CreateVersion7());
        Assert.Empty(Waiting());
    }

    [Fact]
    public async Task Where_the_guard_holds_a_period_who_waits_of_it_goes_on_waiting()
    {
        await CommitAsync(1, Records(Jan, 1, 10), [Jan], guard: 1, quarantined: [Waits("J", Jan)]);
        await CommitAsync(2, Records(Jan, 1, 1, known: true), [Jan], guard: 0.1m, landing: Guid.CreateVersion7());
        Assert.Equal(["J"], Waiting());
    }

    [Fact]
    public async Task A_record_that_is_gone_comes_back_with_a_later_file()
    {
        await ReadAsync(1, Records(Jan, 1, 2));
        await ReadAsync(2, Records(Jan, 1, 1, known: true));
        await ReadAsync(3, Records(Jan, 1, 2, known: true));
        Assert.Equal(["K1", "K2"], Live());
    }

    [Fact]
    public async Task Periods_can_be_told_of_records_that_were_read_before()
    {
        await CommitAsync(1, Records(null, 1, 3), null, guard: null, quarantined: [Waits("J", null)]);
        Assert.Null(await Inbound.ReadPeriodRuleAsync(Slice.Connection, Slice.Stream, Ct));
        Assert.Equal(["K1", "K2"], (await Inbound.ReadLiveAsync(Slice.Connection, Slice.Stream, "", 2, Ct)).Select(record => record.RawKey));
        Assert.Equal(["K3"], (await Inbound.ReadLiveAsync(Slice.Connection, Slice.Stream, "K2", 2, Ct)).Select(record => record.RawKey));

        var waiting = Guid.Parse(Query<string>("SELECT id FROM quarantine").Single());
        await NoteAsync(notes => notes with { Records = [("K1", Jan), ("K2", Jan), ("K3", Feb)], Waiting = [(waiting, Jan)] });
        Assert.Null(await Inbound.ReadPeriodRuleAsync(Slice.Connection, Slice.Stream, Ct));
        await NoteAsync(notes => notes with { IsLast = true, Rule = "month(date)" });
        Assert.Equal("month(date)", await Inbound.ReadPeriodRuleAsync(Slice.Connection, Slice.Stream, Ct));

        await CommitAsync(2, Records(Jan, 1, 1, known: true), [Jan], guard: 1, landing: Guid.CreateVersion7());
        Assert.Equal(["K1", "K3"], Live());
        Assert.Empty(Waiting());

        await NoteAsync(notes => notes with { IsLast = true });
        Assert.Null(await Inbound.ReadPeriodRuleAsync(Slice.Connection, Slice.Stream, Ct));
    }

    private static MappedRecord[] Records(string? period, int first, int last, bool known = false) =>
        [.. Enumerable.Range(first, last - first + 1).Select(n => Record($"K{n}", Party($"K{n}", "x"), known, n) with { Period = period })];

    private static QuarantinedRecord Waits(string key, string? period) => Quarantined(key) with { Period = period };

    private List<string> Live() => Query<string>("SELECT source_key FROM v_shared_party ORDER BY source_key");

    private List<string> Waiting() => Query<string>("SELECT \"key\" FROM quarantine WHERE state = 'Opened' ORDER BY 1");

    private int Count(string period) => (int)Query<long>($"SELECT count(*) FROM raw WHERE deleted = 0 AND period = '{period}'").Single();

    /// <summary>A file of one batch.</summary>
    private Task<CommitOutcome> ReadAsync(long generation, MappedRecord[] records, decimal guard = 1) =>
        CommitAsync(generation, records, [.. records.Select(record => record.Period).OfType<string>().Distinct()], guard);

    private Task<CommitOutcome> CommitAsync(
        long generation, MappedRecord[] records, string[]? periods, decimal? guard, QuarantinedRecord[]? quarantined = null, SeenRecord[]? unchanged = null, Guid? landing = null) =>
        UnderLeaseAsync(lease =>
        {
            var commit = Commit(lease, generation, records, quarantined ?? [], [], guard: null, unchanged);
            return Inbound.CommitAsync(
                commit with { LandingId = landing ?? Landing, Batch = commit.Batch with { Periods = periods }, End = guard is null ? null : new(null, null) { PeriodGuard = guard } }, Ct);
        });

    private Task<CommitOutcome> ReplayAsync(long generation, MappedRecord[] records) => UnderLeaseAsync(lease =>
    {
        var commit = Commit(lease, generation, records, [], [], guard: null);
        return Inbound.CommitAsync(commit with { Stream = Slice with { Slice = "replay" }, Batch = commit.Batch with { Periods = [] }, End = new(null, null) }, Ct);
    });

    private Task<int> NoteAsync(Func<PeriodNotes, PeriodNotes> notes) => UnderLeaseAsync(async lease =>
    {
        await Inbound.WritePeriodsAsync(notes(new(Slice.Connection, Slice.Stream, lease, At)), Ct);
        return 0;
    });

    private async Task<T> UnderLeaseAsync<T>(Func<Lease, Task<T>> work)
    {
        var lease = await Leases.TakeAsync("pipeline:ledger", At, Ct);
        var result = await work(lease);
        await Leases.ReleaseAsync(lease, Ct);
        return result;
    }

    private async Task<SeenRecord[]> SeenAsync(long generation, params string[] keys)
    {
        var known = await Inbound.ReadRawAsync(Slice, generation, keys, Ct);
        return [.. keys.Select(key => new SeenRecord(known[key].LandingId, known[key].Position))];
    }
}
