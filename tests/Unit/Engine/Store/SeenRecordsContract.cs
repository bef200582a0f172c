using BackOffice.Integration.Engine.Inbound;

namespace BackOffice.Integration.Tests.Unit.Engine.Store;

/// <summary>What every store must remember of unchanged records, which leave the raw index as it is.</summary>
public abstract class SeenRecordsContract : InboundStoreFixture
{
    private const string Live = "SELECT source_key FROM v_shared_party ORDER BY source_key";

    [Fact]
    public async Task An_unchanged_record_is_seen_and_keeps_its_original()
    {
        await CommitAsync(1, Records(1, 3), guard: 0);
        var before = Query<string>("SELECT \"key\" || landing_id || position || generation FROM raw ORDER BY 1");
        var done = await CommitAsync(2, [], guard: 1, unchanged: await SeenAsync(2, "K1", "K3"));

        Assert.Equal(["K1", "K3"], Query<string>(Live));
        Assert.Equal((2, 1), (done.Counts.Unchanged, done.Counts.Deleted));
        Assert.Equal(before, Query<string>("SELECT \"key\" || landing_id || position || generation FROM raw ORDER BY 1"));
    }

    [Fact]
    public async Task What_a_reading_saw_before_it_was_cut_off_is_known_when_it_goes_on()
    {
        await CommitAsync(1, Records(1, 200), guard: 0);
        await CommitAsync(2, [], unchanged: await SeenAsync(2, Keys(1, 100)));

        var known = await Inbound.ReadRawAsync(Slice, 2, Keys(1, 200), Ct);
        Assert.Equal(Keys(1, 100).Order(), known.Where(state => state.Value.Seen).Select(state => state.Key).Order());

        await CommitAsync(2, [], guard: 0.1m, unchanged: await SeenAsync(2, Keys(101, 199)));
        Assert.Equal(Keys(1, 199).Order(StringComparer.Ordinal), Query<string>(Live));
    }

    [Fact]
    public async Task What_a_guard_kept_is_gone_when_the_next_reading_lacks_it_too()
    {
        await CommitAsync(1, Records(1, 10), guard: 0);
        Assert.Equal(4, (await CommitAsync(2, [], guard: 0.2m, unchanged: await SeenAsync(2, Keys(1, 6)))).DeletesHeld);
        Assert.Equal(4, (await CommitAsync(3, [], guard: 0.4m, unchanged: await SeenAsync(3, Keys(1, 6)))).Counts.Deleted);
        Assert.Equal(Keys(1, 6), Query<string>(Live));
    }

    [Fact]
    public async Task An_older_reading_that_ends_late_deletes_nothing_that_it_or_a_later_one_saw()
    {
        await CommitAsync(1, Records(1, 6), guard: 0);
        await CommitAsync("older", 2, await SeenAsync(2, "K1", "K2"), guard: null);
        await CommitAsync("newer", 3, await SeenAsync(3, "K3", "K4"), guard: 0);
        await CommitAsync("newest", 4, await SeenAsync(4, "K4"), guard: 0);
        await CommitAsync("older", 2, await SeenAsync(2, "K5"), guard: 1);
        Assert.Equal(Keys(1, 5), Query<string>(Live));
    }

    [Fact]
    public async Task Only_the_last_reading_is_kept_once_all_have_ended()
    {
        await CommitAsync(1, Records(1, 200), guard: 0);
        for (var generation = 2; generation < 6; generation++) await CommitAsync(generation, [], guard: 0, unchanged: await SeenAsync(generation, Keys(1, 200)));
        Assert.Equal([5], Query<long>("SELECT DISTINCT generation FROM raw_seen"));
    }

    [Fact]
    public async Task After_any_readings_cut_off_anywhere_what_lives_is_what_the_last_one_gave()
    {
        var random = new Random(20261125);
        for (var generation = 1; generation <= 30; generation++)
        {
            var given = Keys(1, 300).Where(_ => random.Next(10) > 0).OrderBy(_ => random.Next(4)).ToArray();
            foreach (var batch in given.Chunk(random.Next(20, 120))) await ReadAsync(generation, batch, random, guard: null);
            await CommitAsync(generation, [], guard: 1);

            Assert.Equal(given.Order(StringComparer.Ordinal), Query<string>(Live));
        }
    }

    [Fact]
    public async Task Finds_any_key_whatever_the_order_it_is_asked_in()
    {
        var random = new Random(7);
        string[] letters = ["a", "Z", "é", "ß", "\uFFFD", "𝄞", "中", "0"];
        var keys = Enumerable.Range(0, 1_500).Select(_ => string.Concat(random.GetItems(letters, random.Next(1, 7)))).Distinct().ToArray();
        var held = keys.Where((_, index) => index % 3 > 0).ToArray();
        await CommitAsync(1, [.. held.Select((key, index) => Record(key, Party($"P{index}", "x"), line: index))]);

        foreach (var part in keys.Chunk(400))
        {
            var found = await Inbound.ReadRawAsync(Slice, 1, part, Ct);
            Assert.Equal(part.Intersect(held).Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
            Assert.All(found, state => Assert.Equal(Array.IndexOf(held, state.Key), state.Value.Position.Index));
        }
    }

    private static string[] Keys(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(n => $"K{n}")];

    private static MappedRecord[] Records(int first, int last) =>
        [.. Keys(first, last).Select((key, index) => Record(key, Party(key, "x"), line: first + index))];

    private async Task ReadAsync(long generation, string[] keys, Random random, decimal? guard)
    {
        var known = await Inbound.ReadRawAsync(Slice, generation, keys, Ct);
        var changed = keys.Where(key => !known.TryGetValue(key, out var state) || state.Deleted || random.Next(20) == 0).ToHashSet();
        var records = changed.Select(key => Record(key, Party(key, $"{random.Next()}"), known.ContainsKey(key), line: generation * 1_000 + int.Parse(key.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)));
        await CommitAsync(generation, [.. records], guard, unchanged: [.. keys.Except(changed).Select(key => new SeenRecord(known[key].LandingId, known[key].Position))]);
    }

    private async Task<SeenRecord[]> SeenAsync(long generation, params string[] keys)
    {
        var known = await Inbound.ReadRawAsync(Slice, generation, keys, Ct);
        return [.. keys.Select(key => new SeenRecord(known[key].LandingId, known[key].Position))];
    }

    private async Task CommitAsync(string slice, long generation, SeenRecord[] unchanged, decimal? guard)
    {
        var lease = await Leases.TakeAsync("pipeline:ledger", At, Ct);
        await Inbound.CommitAsync(Commit(lease, generation, [], [], [], guard, unchanged) with { Stream = Slice with { Slice = slice } }, Ct);
        await Leases.ReleaseAsync(lease, Ct);
    }
}
