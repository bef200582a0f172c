using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors;

/// <summary>What every source must do; a source's tests inherit this and add what is special.</summary>
public abstract class SourceContract
{
    /// <summary>Field names that break careless sources; a source whose fields are free must carry them through.</summary>
    protected static IReadOnlyList<string> AwfulNames { get; } =
        ["id", "a.b", "say \"hi\"", "x]", "[0]", "Brutto (€)", "naïve 😀", "two\nlines", "back\\slash", "$", "a/b~c", " padded "];

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract string Stream { get; }

    /// <summary>A fresh source over the same records each time, at least three batches of them.</summary>
    protected abstract ISource CreateSource();

    /// <summary>A source whose records carry these names, or null where the system fixes the names.</summary>
    protected abstract ISource? CreateSource(IReadOnlyList<string> names);

    [Fact]
    public async Task Lists_the_stream_with_its_key_and_schema()
    {
        var stream = Assert.Single(await CreateSource().DiscoverAsync(Ct), found => found.Name == Stream);
        Assert.NotEmpty(stream.Key);
        Assert.NotEmpty(stream.Modes);
        using var schema = JsonDocument.Parse(stream.Schema);
        Assert.Equal(JsonValueKind.Object, schema.RootElement.ValueKind);
    }

    [Fact]
    public async Task Checks_without_complaint() => await CreateSource().CheckAsync(Ct);

    [Fact]
    public async Task Gives_at_least_three_batches_of_JSON_objects()
    {
        foreach (var record in (await WholeAsync()).SelectMany(batch => batch.Records))
        {
            using var payload = JsonDocument.Parse(record.Payload);
            Assert.Equal(JsonValueKind.Object, payload.RootElement.ValueKind);
            Assert.NotEmpty(record.Key);
        }
    }

    [Fact]
    public async Task Gives_no_key_twice()
    {
        var keys = (await WholeAsync()).SelectMany(batch => batch.Records).Select(record => record.Key).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public async Task No_two_records_of_a_batch_share_a_place() =>
        Assert.All(await WholeAsync(), batch => Assert.Distinct(batch.Records.Select(record => record.Position.Index)));

    [Fact]
    public async Task Gives_equal_batches_from_the_same_checkpoint()
    {
        var batches = await WholeAsync();
        AssertSame(batches, await WholeAsync());
        foreach (var batch in batches) AssertSame(await ReadAsync(batch.Checkpoint), await ReadAsync(batch.Checkpoint));
    }

    [Fact]
    public async Task Feeding_a_batch_twice_changes_nothing()
    {
        Dictionary<string, string> once = [], twice = [];
        foreach (var batch in await WholeAsync())
        {
            Feed(once, batch);
            Feed(twice, batch);
            Feed(twice, batch);
        }

        Assert.Equal(once, twice);
    }

    [Fact]
    public async Task Killed_after_any_batch_it_resumes_with_the_very_next_record()
    {
        var batches = await WholeAsync();
        for (var k = 0; k < batches.Count; k++)
        {
            var killed = await KilledAfterAsync(k + 1);
            AssertSame(batches.Take(k + 1), killed);
            AssertSame(batches.Skip(k + 1), await ReadAsync(killed[^1].Checkpoint));
        }
    }

    [Fact]
    public async Task Gives_nothing_from_the_last_checkpoint() =>
        Assert.DoesNotContain(await ReadAsync((await WholeAsync())[^1].Checkpoint), batch => batch.Records.Count > 0);

    [Fact]
    public async Task Asked_for_changes_since_the_start_it_gives_everything()
    {
        List<string> keys = [];
        await foreach (var batch in CreateSource().ReadAsync(ReadRequest.Whole(Stream) with { Since = Checkpoint.Start }, Ct)) keys.AddRange(batch.Records.Select(record => record.Key));
        Assert.Equal((await WholeAsync()).SelectMany(batch => batch.Records).Select(record => record.Key).Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Completes_a_snapshot_at_most_once_and_last() =>
        Assert.DoesNotContain((await WholeAsync()).SkipLast(1), batch => batch.CompletesSnapshot);

    [Fact]
    public async Task Declares_its_fields_on_the_first_batch_of_every_read_or_on_none()
    {
        var batches = await WholeAsync();
        Assert.Equal(batches[0].Fields, (await ReadAsync(batches[0].Checkpoint))[0].Fields);
    }

    [Fact]
    public async Task Stops_between_batches_when_asked()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in CreateSource().ReadAsync(ReadRequest.Whole(Stream), stop.Token)) await stop.CancelAsync();
        });
    }

    [Fact]
    public async Task Carries_awful_field_names_through()
    {
        if (CreateSource(AwfulNames) is not { } source) return;
        var records = (await ReadAsync(source, Checkpoint.Start)).SelectMany(batch => batch.Records).ToList();
        Assert.NotEmpty(records);
        foreach (var record in records)
        {
            using var payload = JsonDocument.Parse(record.Payload);
            Assert.Equal(AwfulNames, payload.RootElement.EnumerateObject().Select(field => field.Name));
            Assert.All(payload.RootElement.EnumerateObject().Index(), field => Assert.EndsWith($"~{field.Index}", field.Item.Value.GetString()));
        }
    }

    [Fact]
    public async Task Refuses_a_checkpoint_it_never_wrote() =>
        await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(new Checkpoint("not of this source")));

    [Fact]
    public async Task Refuses_a_stream_it_does_not_have() => await Assert.ThrowsAsync<ConnectorException>(async () =>
    {
        await foreach (var _ in CreateSource().ReadAsync(ReadRequest.Whole("no such stream"), Ct)) Assert.Fail("Gave a batch.");
    });

    protected static async Task<List<RecordBatch>> ReadAsync(ISource source, string stream, Checkpoint from)
    {
        List<RecordBatch> batches = [];
        await foreach (var batch in source.ReadAsync(new(stream, from, Slice.Whole), Ct)) batches.Add(batch);
        return batches;
    }

    private Task<List<RecordBatch>> ReadAsync(ISource source, Checkpoint from) => ReadAsync(source, Stream, from);

    private Task<List<RecordBatch>> ReadAsync(Checkpoint from) => ReadAsync(CreateSource(), from);

    private async Task<List<RecordBatch>> WholeAsync()
    {
        var batches = await ReadAsync(Checkpoint.Start);
        Assert.True(batches.Count(batch => batch.Records.Count > 0) >= 3, "Fewer than three batches prove nothing about checkpoints.");
        return batches;
    }

    private async Task<List<RecordBatch>> KilledAfterAsync(int count)
    {
        List<RecordBatch> batches = [];
        await foreach (var batch in CreateSource().ReadAsync(ReadRequest.Whole(Stream), Ct))
        {
            batches.Add(batch);
            if (batches.Count == count) break;
        }

        return batches;
    }

    private static void AssertSame(IEnumerable<RecordBatch> expected, IEnumerable<RecordBatch> actual) =>
        Assert.Equal(expected.SelectMany(Facts), actual.SelectMany(Facts));

    private static IEnumerable<string> Facts(RecordBatch batch) =>
        batch.Records.Select(record => $"{record.Key} {Convert.ToHexString(record.Payload.Span)} {record.Position} {record.Deleted} {record.Problem}")
            .Append($"{batch.Checkpoint} {batch.CompletesSnapshot}");

    private static void Feed(Dictionary<string, string> state, RecordBatch batch)
    {
        foreach (var record in batch.Records) state[record.Key] = Convert.ToHexString(record.Payload.Span);
    }
}
