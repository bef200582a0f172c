using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Tests.Integration.Functions;

[Collection<PublishedWorkerCollection>]
public sealed class WorkerDeathTests(PublishedWorker published) : IAsyncLifetime
{
    private const int Lines = 60_000;

    private CloudHub hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => hub = await CloudHub.OpenAsync(published, Ct);

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_slice_killed_in_its_middle_is_delivered_again_and_nothing_is_doubled()
    {
        await hub.PublishAsync("store", Lines, Ct);
        var run = await hub.StartRunAsync("store", Ct);
        var first = await BeginAsync(run);
        hub.Worker.Kill();
        await Assert.ThrowsAsync<IOException>(() => first.Slice);
        Assert.Equal(RunState.Started, (await hub.ShowAsync("store", run, Ct)).State);
        Assert.InRange(hub.Count("store", "accounting_journal_line"), 1, Lines - 1);

        hub.Host.Forget();
        var second = await hub.StartWorkerAsync("store", Ct);
        Assert.True((await second.QueueAsync("Slice", WorkerTests.Message(run), 2, Ct)).Success);
        Assert.Contains(second.Logs, line => line.Contains("delivery 2 ended as Completed", StringComparison.Ordinal));

        await hub.PublishAsync("undisturbed", Lines, Ct);
        await hub.RunAsync("undisturbed", Ct);
        Assert.Equal(hub.Content("undisturbed"), hub.Content("store"));
        Assert.Equal(Lines, hub.Count("store", "raw"));
    }

    [Fact]
    public async Task A_worker_that_is_asked_to_leave_gives_its_slice_back()
    {
        await hub.PublishAsync("store", Lines, Ct);
        var run = await hub.StartRunAsync("store", Ct);
        var (worker, slice) = await BeginAsync(run);
        worker.Terminate();
        var answer = await slice;
        Assert.False(answer.Success);
        Assert.Contains("cancel", answer.Failure, StringComparison.OrdinalIgnoreCase);
        await hub.Worker.WaitForExitAsync(Ct);
        Assert.Equal(0, hub.Worker.ExitCode);
        Assert.Equal(RunState.Started, (await hub.ShowAsync("store", run, Ct)).State);

        await hub.RunAsync("store", Ct);
        Assert.Equal(Lines, hub.Count("store", "raw"));
    }

    /// <summary>Has a worker in the middle of the run: something is committed, not all.</summary>
    private async Task<(LoadedWorker Worker, Task<Invocation> Slice)> BeginAsync(Guid run)
    {
        var worker = await hub.StartWorkerAsync("store", Ct);
        var slice = worker.QueueAsync("Slice", WorkerTests.Message(run), 1, Ct);
        while (!slice.IsCompleted && hub.Count("store", "commit_log") == 0) await Task.Delay(5, Ct);
        return (worker, slice);
    }
}
