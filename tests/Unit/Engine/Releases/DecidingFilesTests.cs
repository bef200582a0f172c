using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Releases;

namespace BackOffice.Integration.Tests.Unit.Engine.Releases;

/// <summary>Who answers for the files that decide what leaves, and what happens where nobody does.</summary>
public sealed class DecidingFilesTests : IAsyncLifetime
{
    private const string Gate = "published-by-actors";

    private static readonly string Nobody = Actor.Hub.Login;

    private ReleaseFixture hub = null!;

    private static (string, string) Mapping => ("mappings/hr.yaml", HrMapping.Sha256);

    public async ValueTask InitializeAsync() => hub = await ReleaseFixture.OpenAsync();

    public ValueTask DisposeAsync()
    {
        hub.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("exports/payroll.yaml")]
    [InlineData("exports/payroll.yml")]
    [InlineData("partners/acme.yaml")]
    [InlineData("connections/outbox.yaml")]
    [InlineData("connections/hr.yaml")]
    public async Task A_file_that_nobody_answers_for_holds_the_release(string path)
    {
        Publish("workspace 2", Nobody, Mapping, (path, "changed"));
        Assert.Equal((ReleaseState.Held, "Failed"), await Drafted());
        Assert.Contains(path, hub.Releases.Show("next").Gates.Single(gate => gate.Gate == Gate).Measured, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("partners/other.yaml")]
    [InlineData("connections/elsewhere.yaml")]
    [InlineData("hub.yaml")]
    public async Task A_file_that_decides_nothing_holds_nothing(string path)
    {
        Publish("workspace 2", Nobody, Mapping, (path, "changed"));
        Assert.Equal((ReleaseState.Submitted, "Passed"), await Drafted());
    }

    [Fact]
    public async Task An_actor_who_publishes_it_later_answers_for_it_and_may_not_decide()
    {
        Publish("workspace 2", Nobody, Mapping, ("exports/payroll.yaml", "changed"));
        Publish("workspace 3", "gil", Mapping, ("exports/payroll.yaml", "changed"), ("hub.yaml", "3"));
        Assert.Equal((ReleaseState.Submitted, "Passed"), await Drafted());
        Assert.Contains("gil", hub.Releases.Show("next").Participants.Select(one => one.Login));
    }

    [Fact]
    public async Task A_mapping_that_gave_rows_and_was_taken_back_still_counts()
    {
        Publish("workspace 2", "gil", ("mappings/hr.yaml", "another"));
        Assert.Equal((ReleaseState.Submitted, "Passed"), await Drafted());
        Assert.Contains("eve", hub.Releases.Show("next").Participants.Select(one => one.Login));
    }

    [Fact]
    public async Task What_was_there_at_the_baseline_is_not_asked_again()
    {
        Publish("workspace 2", "gil", Mapping, ("partners/acme.yaml", "new"));
        await hub.DeliveredAsync();
        hub.Read(ReleaseFixture.Record("0017", "Müller", "5.000", from: "2026-02-01"));
        Publish("workspace 3", Nobody, Mapping, ("partners/acme.yaml", "new"), ("hub.yaml", "3"));
        Assert.Equal((ReleaseState.Submitted, "Passed"), await Drafted());
    }

    private void Publish(string version, string by, params (string Path, string Text)[] files) =>
        hub.Publish(version, by, [.. files.Select(file => (file.Path, file.Text == HrMapping.Sha256 ? file.Text : ReleaseFixture.HashOf(file.Text)))]);

    private async Task<(ReleaseState State, string Gate)> Drafted()
    {
        var drafted = await hub.Drafts.DraftAsync("payroll", ReleaseFixture.March, ReleaseFixture.Ada, TestContext.Current.CancellationToken);
        return (drafted.State, drafted.Gates.Single(gate => gate.Gate == Gate).State);
    }
}
