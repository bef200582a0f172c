using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Hub.Schedules;

namespace BackOffice.Integration.Tests.Unit.Hub;

public sealed class BeatTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_stands_still_is_taken_and_archived_once()
    {
        await using var hub = await ServedHub.QuietAsync();
        var file = Drop(hub);

        await hub.Beat.RunAsync(Stop);
        Assert.Empty(await hub.Engine.Runs.ListAsync("accounts-de", 10, Stop));
        hub.Clock.Advance(Beat.Settle);
        await hub.Beat.RunAsync(Stop);
        var run = Assert.Single(await hub.WorkedOffAsync("accounts-de"));
        await hub.Beat.RunAsync(Stop);

        Assert.Equal(("poll", RunState.Completed), (run.Trigger, run.State));
        Assert.True(run.Counts.Mapped > 0);
        Assert.False(File.Exists(file));
        Assert.Single(await hub.Engine.Runs.ListAsync("accounts-de", 10, Stop));
    }

    [Fact]
    public async Task A_file_that_still_grows_is_left_alone()
    {
        await using var hub = await ServedHub.QuietAsync();
        var file = Drop(hub);

        await hub.Beat.RunAsync(Stop);
        await File.AppendAllTextAsync(file, "9999;Neu;A\r\n", Stop);
        hub.Clock.Advance(Beat.Settle);
        await hub.Beat.RunAsync(Stop);

        Assert.Empty(await hub.Engine.Runs.ListAsync("accounts-de", 10, Stop));
    }

    [Fact]
    public async Task A_file_whose_run_failed_is_not_tried_at_every_beat()
    {
        await using var hub = await ServedHub.QuietAsync();
        await hub.Beat.RunAsync(Stop);
        await File.WriteAllTextAsync(Inbox(hub, "konten-x.csv"), "Unbekannt;Spalten\r\n1;2\r\n", Stop);
        await hub.Beat.RunAsync(Stop);
        hub.Clock.Advance(Beat.Settle);
        await hub.Beat.RunAsync(Stop);
        var failed = Assert.Single(await hub.WorkedOffAsync("accounts-de"));

        for (var beat = 0; beat < 3; beat++)
        {
            hub.Clock.Advance(Beat.Settle);
            await hub.Beat.RunAsync(Stop);
        }

        Assert.Equal(RunState.Failed, failed.State);
        var after = Assert.Single(await hub.Engine.Runs.ListAsync("accounts-de", 10, Stop));
        Assert.Equal((RunState.Failed, failed.Attempt), (after.State, after.Attempt));
    }

    [Fact]
    public async Task One_broken_folder_stops_no_other()
    {
        await using var hub = await ServedHub.QuietAsync();
        Directory.Delete(Path.Combine(hub.Folder, "in", "hr"), recursive: true);
        Drop(hub);

        await hub.Beat.RunAsync(Stop);
        hub.Clock.Advance(Beat.Settle);
        await hub.Beat.RunAsync(Stop);

        Assert.Equal(RunState.Completed, Assert.Single(await hub.WorkedOffAsync("accounts-de")).State);
    }

    [Fact]
    public async Task A_run_that_another_process_left_is_worked_off()
    {
        await using var hub = await ServedHub.QuietAsync();
        Drop(hub);
        await hub.Engine.Starter.StartAsync(new("accounts-de", "hand"), Stop);

        await hub.Beat.RunAsync(Stop);

        Assert.Equal(RunState.Completed, Assert.Single(await hub.WorkedOffAsync("accounts-de")).State);
    }

    private static string Drop(ServedHub hub)
    {
        var file = Inbox(hub, "konten.csv");
        File.Copy(Path.Combine(ServedHub.DemoFiles(), "in", "books-de", "konten.csv"), file);
        return file;
    }

    private static string Inbox(ServedHub hub, string name) => Path.Combine(hub.Folder, "in", "books-de", name);
}
