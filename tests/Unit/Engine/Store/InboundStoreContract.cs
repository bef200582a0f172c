using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Tests.Unit.Engine.Store;

/// <summary>What every store must do when records are read in; a store's tests inherit this.</summary>
public abstract class InboundStoreContract : InboundStoreFixture
{
    [Fact]
    public async Task A_first_load_writes_rows_and_no_history()
    {
        await CommitAsync(1, Record("1", Party("A", "Weber")), Record("2", Party("B", "Rossi")));

        Assert.Equal(["A", "B"], Query<string>("SELECT source_key FROM v_shared_party ORDER BY source_key"));
        Assert.Equal(0, Query<long>("SELECT count(*) FROM history").Single());
        Assert.Equal(2, Query<long>("SELECT count(*) FROM raw").Single());
    }

    [Fact]
    public async Task The_same_batch_twice_changes_nothing()
    {
        await CommitAsync(1, Record("1", Party("A", "Weber")));
        var before = Content();
        await CommitAsync(1, Record("1", Party("A", "Weber"), known: true));
        Assert.Equal(before, Content());
    }

    [Fact]
    public async Task A_change_keeps_the_image_before_and_where_it_came_from()
    {
        await CommitAsync(1, Record("1", Party("A", "Weber"), line: 7));
        await CommitAsync(2, Record("1", Party("A", "Weber-Söhne"), known: true, line: 9));

        Assert.Equal(["Weber-Söhne"], Query<string>("SELECT name FROM v_shared_party"));
        var (image, position) = Query<(string, string)>("SELECT image, position FROM history").Single();
        Assert.Contains("\"name\":\"Weber\"", image, StringComparison.Ordinal);
        Assert.StartsWith("7@", position, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_no_longer_gives_an_entity_takes_it_back()
    {
        await CommitAsync(1, Record("1", Party("A", "Weber")));
        await CommitAsync(2, Record("1", Party("B", "Weber"), known: true));
        Assert.Equal(["B"], Query<string>("SELECT source_key FROM v_shared_party"));
    }

    [Fact]
    public async Task Records_that_contradict_each_other_about_one_entity_are_in_dispute_until_one_is_silent()
    {
        await CommitAsync(1, Record("1", Party("A", "Weber")));
        await CommitAsync(1, Record("2", Party("A", "Rossi")));
        Assert.Equal(["1"], Query<string>("SELECT raw_key FROM entity_dispute"));

        await CommitAsync(2, Record("1", Party("A", "Weber"), known: true));
        Assert.Equal(["2"], Query<string>("SELECT raw_key FROM entity_dispute"));

        await CommitAsync(3, Record("2", Party("B", "Rossi"), known: true));
        Assert.Empty(Query<string>("SELECT raw_key FROM entity_dispute"));
        Assert.Equal(["Weber", "Rossi"], Query<string>("SELECT name FROM v_shared_party ORDER BY source_key"));
    }

    [Fact]
    public async Task When_the_word_that_stood_is_taken_back_the_one_it_contradicted_is_told_anew()
    {
        await CommitAsync(1, Record("1", Party("A", "Weber")));
        await CommitAsync(1, Record("2", Party("A", "Rossi")));
        await CommitAsync(2, Record("2", Party("B", "Rossi"), known: true));

        Assert.Equal(["1"], (await Inbound.ReadOrphansAsync(Slice.Connection, Slice.Stream, Ct)).Select(orphan => orphan.RawKey));
        await CommitAsync(2, Record("1", Party("A", "Weber"), known: true));
        Assert.Equal(["Weber", "Rossi"], Query<string>("SELECT name FROM v_shared_party ORDER BY source_key"));
        Assert.Empty(await Inbound.ReadOrphansAsync(Slice.Connection, Slice.Stream, Ct));
    }

    [Fact]
    public async Task Records_that_agree_about_an_entity_are_in_no_dispute()
    {
        await CommitAsync(1, Record("1", Party("A", "Weber")), Record("2", Party("A", "Weber")));
        Assert.Empty(Disputed());
    }

    [Fact]
    public async Task An_entity_that_a_record_of_another_key_tells_again_outlives_the_record_that_told_it_first()
    {
        await CommitAsync(1, Record("1", Party("A", "Weber")), Record("2", Party("B", "Rossi")));
        var before = Content();
        await CommitAsync(2, [Record("n1", Party("A", "Weber"))]);
        Assert.Equal(["n1", "2"], Query<string>("SELECT raw_key FROM shared_party WHERE deleted = 0 ORDER BY source_key"));

        // The second comes in the very commit that ends the snapshot, which takes the old records away.
        Assert.Equal(2, (await CommitAsync(2, [Record("n2", Party("B", "Rossi"))], guard: 1m)).Counts.Deleted);
        Assert.Equal(["n1", "n2"], Query<string>("SELECT raw_key FROM shared_party WHERE deleted = 0 ORDER BY source_key"));
        Assert.Equal(before, Content());
        Assert.Equal(0, Query<long>("SELECT count(*) FROM history").Single());
        Assert.Empty(Query<string>("SELECT raw_key FROM entity_dispute"));
    }

    [Fact]
    public async Task An_effective_dated_entity_told_again_outlives_the_record_that_told_it_first()
    {
        await CommitAsync(1, Record("1", Employment("2026-01-01")), Record("2", Employment("2026-02-01")));
        await CommitAsync(2, [Record("n1", Employment("2026-01-01"))], deleted: ["1"]);
        Assert.Equal(["n1", "2"], Query<string>("SELECT raw_key FROM hr_employment WHERE deleted = 0 ORDER BY valid_from"));
    }

    [Theory]
    [InlineData("1", "2")]
    [InlineData("2", "1")]
    public async Task Of_two_records_that_agree_the_one_that_stays_tells_of_the_entity(string gone, string stays)
    {
        await CommitAsync(1, Record("1", Party("A", "Weber")), Record("2", Party("A", "Weber")));
        await CommitAsync(2, [], deleted: [gone]);
        foreach (var orphan in await Inbound.ReadOrphansAsync(Slice.Connection, Slice.Stream, Ct)) await CommitAsync(2, Record(orphan.RawKey, Party("A", "Weber"), known: true));
        Assert.Equal([stays], Query<string>("SELECT raw_key FROM shared_party WHERE deleted = 0"));

        await CommitAsync(3, [], deleted: [stays]);
        Assert.Empty(Query<string>("SELECT raw_key FROM shared_party WHERE deleted = 0"));
        Assert.Empty(await Inbound.ReadOrphansAsync(Slice.Connection, Slice.Stream, Ct));
    }

    [Theory]
    [InlineData("Weber", "1", "2")]
    [InlineData("Weber", "2", "1")]
    [InlineData("Rossi", "1", "2")]
    [InlineData("Rossi", "2", "1")]
    public async Task Records_that_go_together_take_their_entity_with_them(string second, string first, string last)
    {
        await CommitAsync(1, Record("1", Party("A", "Weber")), Record("2", Party("A", second)));
        await CommitAsync(2, [], deleted: [first, last]);
        Assert.Empty(await Inbound.ReadOrphansAsync(Slice.Connection, Slice.Stream, Ct));
        Assert.Empty(Query<string>("SELECT raw_key FROM shared_party WHERE deleted = 0"));
    }

    [Fact]
    public async Task Records_that_agreed_are_in_dispute_once_the_one_whose_word_stands_changes_it()
    {
        await CommitAsync(1, Record("1", Party("A", "Weber")), Record("2", Party("A", "Weber")));
        await CommitAsync(2, Record("2", Party("A", "Rossi"), known: true));
        Assert.Equal(["1"], Disputed());
        await CommitAsync(3, Record("1", Party("A", "Rossi"), known: true));
        Assert.Empty(Disputed());
    }

    [Fact]
    public async Task A_quarantined_record_leaves_the_last_good_row_and_marks_it_stale()
    {
        await CommitAsync(1, Record("1", Party("A", "Weber")));
        await CommitAsync(2, Quarantined("1"));

        Assert.Equal(1, Query<long>("SELECT count(*) FROM v_shared_party WHERE name = 'Weber' AND stale_since IS NOT NULL").Single());
        Assert.Equal([new WaitingKey("1", OfThisReading: false)], await Inbound.ReadWaitingAsync(Slice, Guid.CreateVersion7(), Ct));

        await CommitAsync(3, Record("1", Party("A", "Weber"), known: true));
        Assert.Equal(1, Query<long>("SELECT count(*) FROM v_shared_party WHERE stale_since IS NULL").Single());
        Assert.Empty(await Inbound.ReadWaitingAsync(Slice, Guid.CreateVersion7(), Ct));
    }

    [Fact]
    public async Task Of_many_records_the_greatest_order_tells_of_the_entity_in_any_order_of_arrival()
    {
        await CommitAsync(1, Record("2", Entry("E1", "later", "2026-02-01")));
        await CommitAsync(1, Record("1", Entry("E1", "earlier", "2026-01-01")));
        Assert.Equal(["later"], Query<string>("SELECT number FROM v_accounting_journal_entry"));

        await CommitAsync(1, Record("3", Entry("E1", "latest", "2026-03-01")));
        Assert.Equal(["latest"], Query<string>("SELECT number FROM v_accounting_journal_entry"));
    }

    [Fact]
    public async Task When_the_winner_is_gone_another_record_is_to_tell_of_the_entity()
    {
        await CommitAsync(1, Record("1", Entry("E1", "earlier", "2026-01-01")), Record("2", Entry("E1", "later", "2026-02-01")));
        await CommitAsync(2, [], deleted: ["2"]);
        Assert.Equal("1", Assert.Single(await Inbound.ReadOrphansAsync("books", "lines", Ct)).RawKey);

        await CommitAsync(2, Record("1", Entry("E1", "earlier", "2026-01-01"), known: true));
        Assert.Equal(["earlier"], Query<string>("SELECT number FROM v_accounting_journal_entry"));
        Assert.Empty(await Inbound.ReadOrphansAsync("books", "lines", Ct));

        await CommitAsync(3, [], deleted: ["1"]);
        Assert.Empty(Query<string>("SELECT number FROM v_accounting_journal_entry"));
    }

    [Fact]
    public async Task A_complete_snapshot_deletes_what_it_lacks_within_its_guard_only()
    {
        await CommitAsync(1, [.. Enumerable.Range(1, 10).Select(n => Record($"{n}", Party($"P{n:00}", "x")))]);
        var held = await CommitAsync(2, [.. Enumerable.Range(1, 5).Select(n => Record($"{n}", Party($"P{n:00}", "x"), known: true))], guard: 0.2m);
        Assert.Equal(5, held.DeletesHeld);
        Assert.Equal(10, Query<long>("SELECT count(*) FROM v_shared_party").Single());

        var done = await CommitAsync(3, [.. Enumerable.Range(1, 9).Select(n => Record($"{n}", Party($"P{n:00}", "x"), known: true))], guard: 0.2m);
        Assert.Equal((0, 1), (done.DeletesHeld, done.Counts.Deleted));
        Assert.Equal(9, Query<long>("SELECT count(*) FROM v_shared_party").Single());
    }

    [Fact]
    public async Task An_overtaken_fence_writes_nothing()
    {
        var late = await Leases.TakeAsync("pipeline:ledger", At, Ct);
        await Leases.ReleaseAsync(late, Ct);
        await Leases.TakeAsync("pipeline:ledger", At, Ct);
        await Assert.ThrowsAsync<LeaseLostException>(() => Inbound.CommitAsync(Commit(late, 1, [Record("1", Party("A", "Weber"))], [], [], null), Ct));
        Assert.Equal(0, Query<long>("SELECT count(*) FROM raw").Single());
    }

    [Fact]
    public async Task A_lease_is_not_given_while_its_holder_lives()
    {
        var held = await Leases.TakeAsync("pipeline:ledger", At, Ct);
        await Assert.ThrowsAsync<LeaseLostException>(() => Leases.TakeAsync("pipeline:ledger", At, Ct));
        var next = await Leases.TakeAsync("pipeline:ledger", At + Lease.Term + TimeSpan.FromSeconds(1), Ct);
        Assert.True(next.Fence > held.Fence);
    }

    [Fact]
    public async Task Commits_are_numbered_without_a_gap_and_keep_their_checkpoint()
    {
        await CommitAsync(1, Record("1", Party("A", "x")));
        await CommitAsync(1, Record("2", Party("B", "x")));
        Assert.Equal([1, 2], Query<long>("SELECT commit_no FROM commit_log ORDER BY commit_no"));
        var state = await Inbound.ReadStateAsync(Slice, Ct);
        Assert.Equal(new StreamState(new("after 2"), 1, false, state?.RunId), state);
        Assert.Equal(2, await Inbound.NextGenerationAsync("lines", Ct));
    }

    [Fact]
    public async Task A_slice_remembers_whose_reading_it_is_and_what_that_asked_for()
    {
        var (lease, run) = (await Leases.TakeAsync("pipeline:ledger", At, Ct), Guid.CreateVersion7());
        var commit = Commit(lease, 1, [Record("1", Party("A", "x"))], [], [], null);
        await Inbound.CommitAsync(commit, Ct);
        Assert.Null((await Inbound.ReadStateAsync(Slice, Ct))!.Since);

        await Inbound.CommitAsync(commit with { Id = Guid.CreateVersion7(), RunId = run, Since = new("mark"), Generation = 2, End = new(null, null) }, Ct);
        Assert.Equal(new StreamState(new("after 1"), 2, true, run, new("mark")), await Inbound.ReadStateAsync(Slice, Ct));

        await Inbound.CommitAsync(commit with { Id = Guid.CreateVersion7(), RunId = run, Since = Integration.Connectors.Contract.Checkpoint.Start, Generation = 3 }, Ct);
        Assert.Equal(new StreamState(new("after 1"), 3, false, run, Integration.Connectors.Contract.Checkpoint.Start), await Inbound.ReadStateAsync(Slice, Ct));
    }

    [Fact]
    public async Task Knows_what_the_raw_index_holds()
    {
        await CommitAsync(1, Record("1", Party("A", "x"), line: 4));
        var state = Assert.Single(await Inbound.ReadRawAsync(Slice, 1, ["0", "1", "2"], Ct));
        Assert.Equal(("1", 4L, 1L), (state.Key, state.Value.Position.Index, state.Value.Generation));
    }

    [Fact]
    public async Task Effective_dated_rows_are_told_apart_by_their_day()
    {
        await CommitAsync(1, Record("1", Employment("2026-01-01")), Record("2", Employment("2026-02-01")));
        Assert.Equal(["2026-01-01", "2026-02-01"], Query<string>("SELECT valid_from FROM v_hr_employment ORDER BY 1"));
    }

    private List<string> Disputed() => Query<string>("SELECT raw_key FROM entity_dispute WHERE agrees = 0");

    private string Content() => string.Join('\n', Query<string>("SELECT source_key || name || hex(row_hash) || commit_id FROM shared_party ORDER BY 1"));
}
