using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Hub.Cli;
using BackOffice.Integration.Tests.Unit.Engine.Quarantine;

namespace BackOffice.Integration.Tests.Unit.Engine.Runs;

public sealed class ControlTotalsTests
{
    private const string WithoutPay = "to: hr.person\nkey: no\nfields:\n  lastName: name\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_total_that_becomes_no_amount_has_a_line_that_says_so()
    {
        await using var hub = await QuarantineHub.OpenAsync(WithoutPay);
        await hub.ReadAsync(QuarantineHub.Person("7", pay: "\"4.250,50\""), QuarantineHub.Person("8", pay: "\"0,25\""));
        var line = Assert.Single(await hub.Engine.Totals.ReadAsync(Ct));
        Assert.Equal(("people", "pay", 4250.75m, false), (line.Pipeline, line.Measure, line.Source, line.Ties));
        Assert.Null(line.Canonical);
        Assert.Equal("becomes no amount", PipelineCommands.Verdict(line));
    }

    [Fact]
    public async Task A_total_that_another_pipeline_of_the_stream_makes_an_amount_of_is_told_there()
    {
        await using var hub = await QuarantineHub.OpenAsync();
        hub.Write("mappings/names.yaml", WithoutPay);
        hub.Write("pipelines/names.yaml", "from: {connection: erp, stream: people}\nmapping: mappings/names.yaml\nsync: full\n");
        await hub.PublishAsync();
        await hub.ReadAsync(QuarantineHub.Person("7"));
        foreach (var ticket in await hub.Engine.Starter.StartAsync(new("names", "hand"), Ct)) await hub.Engine.Slices.ExecuteAsync(ticket.RunId, SliceExecutor.Whole, null, Ct);
        Assert.Equal(["people"], (await hub.Engine.Totals.ReadAsync(Ct)).Select(line => line.Pipeline));
    }

    [Fact]
    public async Task A_sum_of_which_the_hub_keeps_nothing_differs_and_does_not_vanish()
    {
        await using var hub = await QuarantineHub.OpenAsync(QuarantineHub.Mapping.Replace("  - to: hr.compensation\n", "  - to: hr.compensation\n    where: no = 'nobody'\n", StringComparison.Ordinal));
        await hub.ReadAsync(QuarantineHub.Person("7"));
        var line = Assert.Single(await hub.Engine.Totals.ReadAsync(Ct));
        Assert.Equal((4250.5m, 0m, "DIFFERS"), (line.Source, line.Canonical, PipelineCommands.Verdict(line)));
    }
}
