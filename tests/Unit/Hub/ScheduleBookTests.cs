using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Hub.Schedules;
using Microsoft.Extensions.DependencyInjection;

namespace BackOffice.Integration.Tests.Unit.Hub;

public sealed class ScheduleBookTests
{
    [Fact]
    public async Task A_schedule_fired_twice_is_one_run()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var hub = await ServedHub.QuietAsync(withFiles: true);
        await hub.Beat.RunAsync(stop);
        var book = hub.App.Services.GetRequiredService<ScheduleBook>();
        hub.Clock.SetUtcNow(new(2026, 11, 25, 5, 0, 1, TimeSpan.Zero));

        await Task.WhenAll(book.FireAsync("staff", stop), book.FireAsync("staff", stop));
        await book.FireAsync("staff", stop);

        var run = Assert.Single(await hub.WorkedOffAsync("staff"));
        Assert.Equal(("schedule", RunState.Completed), (run.Trigger, run.State));
        var next = Assert.Single(await hub.Engine.Schedules.ListAsync(stop));
        Assert.Equal(new DateTimeOffset(2026, 11, 26, 5, 0, 0, TimeSpan.Zero), next.NextDue);
    }
}
