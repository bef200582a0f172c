using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors;

/// <summary>What every source that can be read in slices must do besides.</summary>
public abstract class SlicedSourceContract : SourceContract
{
    [Fact]
    public async Task Slices_are_disjoint_and_together_the_whole()
    {
        var whole = await KeysAsync(Slice.Whole);
        var slices = await SlicesAsync();
        Assert.True(slices.Count >= 3, "Fewer than three slices prove nothing about their bounds.");
        List<string> together = [];
        foreach (var slice in slices) together.AddRange(await KeysAsync(slice));
        Assert.Equal(whole.Order(StringComparer.Ordinal), together.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Slices_stay_the_same_while_nothing_changes() => Assert.Equal(await SlicesAsync(), await SlicesAsync());

    [Fact]
    public async Task A_slice_goes_on_within_its_bounds()
    {
        var slice = (await SlicesAsync())[1];
        var batches = await ReadAsync(slice, Checkpoint.Start);
        var rest = await ReadAsync(slice, batches[0].Checkpoint);
        Assert.Equal(batches.Skip(1).SelectMany(batch => batch.Records).Select(record => record.Key), rest.SelectMany(batch => batch.Records).Select(record => record.Key));
    }

    [Fact]
    public async Task A_slice_completes_no_snapshot_of_the_whole()
    {
        foreach (var slice in await SlicesAsync()) Assert.DoesNotContain(await ReadAsync(slice, Checkpoint.Start), batch => batch.CompletesSnapshot);
    }

    [Fact]
    public async Task Refuses_a_slice_it_never_cut() =>
        await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(new("not of this source"), Checkpoint.Start));

    private Task<IReadOnlyList<Slice>> SlicesAsync() => ((ISlicedSource)CreateSource()).SliceAsync(ReadRequest.Whole(Stream), Ct);

    private async Task<List<string>> KeysAsync(Slice slice) => [.. (await ReadAsync(slice, Checkpoint.Start)).SelectMany(batch => batch.Records).Select(record => record.Key)];

    private async Task<List<RecordBatch>> ReadAsync(Slice slice, Checkpoint from)
    {
        List<RecordBatch> batches = [];
        await foreach (var batch in CreateSource().ReadAsync(new(Stream, from, slice), Ct)) batches.Add(batch);
        return batches;
    }
}
