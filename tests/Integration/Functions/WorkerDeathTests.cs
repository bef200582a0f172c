using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>Workers that go away in the middle of a slice.</summary>
public sealed class WorkerDeathTests(PublishedWorker published)
{
    private const int Lines = 60_000;

    [Fact]
    public async Task A_killed_slice_is_delivered_again_and_leaves_no_double()
    {
        await using var undisturbed = await TestHub.PublishAsync(Lines);
        await using (var host = await HostDouble.StartAsync(published.Folder, undisturbed.Settings))
            Assert.Null((await host.QueueAsync("Slice", WorkerTests.Message(await undisturbed.StartAsync()))).Failure);

        await using var hub = await TestHub.PublishAsync(Lines);
        var run = await hub.StartAsync();
        await using (var host = await HostDouble.StartAsync(published.Folder, hub.Settings))
        {
            var slice = host.QueueAsync("Slice", WorkerTests.Message(run));
            await FirstCommitAsync(hub, slice);
            await host.Worker.KillAsync();
            await Assert.ThrowsAsync<IOException>(() => slice);
        }

        Assert.Equal(RunState.Started, (await hub.RunAsync(run)).State);
        Assert.InRange(hub.Commits(), 1, undisturbed.Commits() - 1);
        await using (var host = await HostDouble.StartAsync(published.Folder, hub.Settings))
        {
            Assert.Null((await host.QueueAsync("Slice", WorkerTests.Message(run), dequeueCount: 2)).Failure);
            Assert.Contains(host.Logs, log => log.Contains("delivery 2 ended as Completed", StringComparison.Ordinal));
            Assert.Equal(undisturbed.Content(), hub.Content());

            // The same message once more, as a queue may: nothing is left to do.
            Assert.Null((await host.QueueAsync("Slice", WorkerTests.Message(run), dequeueCount: 3)).Failure);
        }

        Assert.Equal(undisturbed.Content(), hub.Content());
        Assert.Equal(Lines, (await hub.RunAsync(run)).Counts.Read);
    }

    [Fact]
    public async Task A_worker_that_has_to_leave_gives_its_slice_back()
    {
        await using var hub = await TestHub.PublishAsync(Lines);
        var run = await hub.StartAsync();
        await using var host = await HostDouble.StartAsync(published.Folder, hub.Settings);
        var slice = host.QueueAsync("Slice", WorkerTests.Message(run));
        await FirstCommitAsync(hub, slice);
        await host.TerminateAsync();
        Assert.Contains("Canceled", (await slice).Failure, StringComparison.Ordinal);
        Assert.Equal(0, host.Worker.ExitCode);
        Assert.Equal(RunState.Started, (await hub.RunAsync(run)).State);

        await hub.Engine.Slices.ExecuteAsync(run, SliceExecutor.Whole, progress: null, TestContext.Current.CancellationToken);
        Assert.Equal(Lines, (await hub.RunAsync(run)).Counts.Read);
    }

    private static async Task FirstCommitAsync(TestHub hub, Task slice)
    {
        while (!slice.IsCompleted && hub.Commits() == 0) await Task.Delay(5, TestContext.Current.CancellationToken);
    }
}
