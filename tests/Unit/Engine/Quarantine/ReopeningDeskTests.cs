using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Quarantine;

namespace BackOffice.Integration.Tests.Unit.Engine.Quarantine;

public sealed class ReopeningDeskTests : IAsyncLifetime
{
    private static readonly string Broken = QuarantineHub.Person("7", since: "32.01.2026");
    private static readonly Actor Bruno = new("bruno", "bruno");

    private QuarantineHub hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => hub = await QuarantineHub.OpenAsync();

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_dismissal_taken_back_lets_the_very_item_wait_again()
    {
        await hub.ReadAsync(Broken);
        var dismissed = await hub.Engine.Quarantine.DismissAsync("7", "a test person", QuarantineHub.Anna, Ct);
        var outcome = await ReopenAsync();

        Assert.True(outcome.Waits);
        Assert.Equal((dismissed.Id, "bruno", "a mistake", null), (outcome.Item.Id, outcome.Item.ReopenedBy, outcome.Item.Reason, outcome.Item.DismissedBy));
        Assert.Equal("date.unreadable", Assert.Single(outcome.Item.Issues).Code);
        Assert.Equal(1, (await hub.ReadAsync(Broken)).Quarantined);
        Assert.Equal(dismissed.Id, Assert.Single(await hub.WaitingAsync()).Id);
        Assert.Equal(1, hub.Scalar<long>("SELECT count(*) FROM audit WHERE action = 'quarantine.reopened' AND actor = 'bruno'"));
        Assert.True(hub.Engine.Audit.Verify().Holds);
    }

    [Fact]
    public async Task A_dismissal_taken_back_maps_the_record_at_once_where_the_mapping_knows_it_by_now()
    {
        await hub.ReadAsync(QuarantineHub.Person("7", period: "TAG"));
        await hub.Engine.Quarantine.DismissAsync("7", "a test person", QuarantineHub.Anna, Ct);
        hub.Write("crosswalks/periods.csv", "from,to,valid_from,valid_to,owner\nMONAT,month,,,hr\nTAG,day,,,hr\n");
        await hub.PublishAsync();

        Assert.Equal((false, "Resolved"), (await ReopenAsync()) is var outcome ? (outcome.Waits, outcome.Item.State) : default);
        Assert.Equal(1, hub.Scalar<long>("SELECT count(*) FROM hr_person WHERE deleted = 0"));
        Assert.True(hub.Engine.Audit.Verify().Holds);
    }

    [Fact]
    public async Task A_record_that_is_broken_itself_waits_again_though_nothing_can_map_it()
    {
        await hub.ReadAsync(QuarantineHub.Person("7"), QuarantineHub.Person("7"));
        var id = Assert.Single(await hub.WaitingAsync()).Id.ToString();
        await hub.Engine.Quarantine.DismissAsync(id, "a copy", QuarantineHub.Anna, Ct);
        Assert.True((await ReopenAsync(id)).Waits);
        Assert.Single(await hub.WaitingAsync());
    }

    [Fact]
    public async Task A_dismissal_that_the_source_has_ended_cannot_be_taken_back()
    {
        await hub.ReadAsync(Broken);
        var dismissed = await hub.Engine.Quarantine.DismissAsync("7", "a test person", QuarantineHub.Anna, Ct);
        await hub.ReadAsync(QuarantineHub.Person("7"));
        Assert.Equal("quarantine.nothing-decided", (await Assert.ThrowsAsync<RefusedException>(() => ReopenAsync(dismissed.Id.ToString()))).Code);
        Assert.Equal(0, hub.Scalar<long>("SELECT count(*) FROM audit WHERE action = 'quarantine.reopened'"));
    }

    [Fact]
    public async Task A_fix_taken_back_lets_the_record_wait_again_and_marks_what_rests_on_it()
    {
        await hub.ReadAsync(Broken, QuarantineHub.Person("8"));
        await FixAsync("since", "01.02.2026");
        var outcome = await ReopenAsync();
        Assert.Equal((true, "since", "date.unreadable"), (outcome.Waits, Assert.Single(outcome.Withdrawn), Assert.Single(outcome.Item.Issues).Code));

        Assert.Equal(1, hub.Scalar<long>("SELECT count(*) FROM hr_compensation WHERE source_key = '7' AND stale_since IS NOT NULL AND deleted = 0"));
        var fix = Assert.Single((await hub.Engine.Why.ExplainAsync("hr.compensation", "erp:7", null, null, Ct)).Entity!.Fixes);
        Assert.Equal(("bruno", "a mistake"), (fix.Withdrawn!.Actor, fix.Withdrawn.Reason));
        Assert.Empty((await hub.Engine.Quarantine.ShowAsync(outcome.Item.Id.ToString(), Ct)).Fixes);
        Assert.Equal(1, hub.Scalar<long>("SELECT count(*) FROM audit WHERE action = 'quarantine.fix-withdrawn' AND actor = 'bruno'"));
        Assert.True(hub.Engine.Audit.Verify().Holds);

        // No reading applies it again, and another value holds without a trace of the first.
        Assert.Equal(1, (await hub.ReadAsync(Broken, QuarantineHub.Person("8"))).Quarantined);
        await FixAsync("since", "01.03.2026");
        Assert.Null(Assert.Single((await hub.Engine.Why.ExplainAsync("hr.compensation", "erp:7", null, null, Ct)).Entity!.Fixes).Withdrawn);
        Assert.Equal(0, (await hub.ReadAsync(Broken, QuarantineHub.Person("8"))).Quarantined);
        Assert.True(hub.Engine.Audit.Verify().Holds);
    }

    [Fact]
    public async Task Without_its_fix_the_record_is_mapped_as_its_source_gives_it_now()
    {
        await hub.ReadAsync(Broken);
        await FixAsync("name", "Kim");
        await FixAsync("since", "01.02.2026");
        // The source has mended the day and another field since; the name is still the fixed one.
        await hub.ReadAsync(QuarantineHub.Person("7", since: "05.02.2026", pay: "\"1,00\""));
        Assert.Equal("Kim", hub.Scalar<string>("SELECT last_name FROM hr_person WHERE deleted = 0"));

        Assert.Equal((false, "name"), (await ReopenAsync()) is var outcome ? (outcome.Waits, Assert.Single(outcome.Withdrawn)) : default);
        Assert.Equal("Weber 2026-02-05 10000", hub.Scalar<string>("SELECT last_name || ' ' || valid_from || ' ' || amount FROM hr_person p JOIN hr_compensation c ON c.source_key = p.source_key AND c.deleted = 0"));
        Assert.Equal(0, hub.Scalar<long>("SELECT count(*) FROM raw_fix"));
        Assert.Empty((await hub.Engine.Why.ExplainAsync("hr.person", "erp:7", null, null, Ct)).Entity!.Fixes);
        Assert.Equal("quarantine.nothing-decided", (await Assert.ThrowsAsync<RefusedException>(() => ReopenAsync())).Code);
    }

    [Fact]
    public async Task Of_a_record_that_was_fixed_in_vain_and_then_dismissed_the_dismissal_is_taken_back_first()
    {
        await hub.ReadAsync(Broken);
        await FixAsync("since", "33.01.2026");
        await hub.Engine.Quarantine.DismissAsync("7", "a test person", QuarantineHub.Anna, Ct);
        Assert.Empty((await ReopenAsync()).Withdrawn);
        Assert.Equal(1, hub.Scalar<long>("SELECT count(*) FROM fix WHERE withdrawn_by IS NULL"));
        Assert.Equal("since", Assert.Single((await ReopenAsync()).Withdrawn));
        Assert.Equal("quarantine.nothing-decided", (await Assert.ThrowsAsync<RefusedException>(() => ReopenAsync())).Code);
    }

    [Fact]
    public async Task A_record_fixed_reopened_and_fixed_again_counts_once_in_the_control_totals()
    {
        await hub.ReadAsync(QuarantineHub.Person("7", since: "x", pay: "\"5,00\""), QuarantineHub.Person("8", pay: "\"2,00\""));
        await FixAsync("since", "01.01.2026");
        await ReopenAsync();
        await FixAsync("since", "02.01.2026");
        var total = Assert.Single(await hub.Engine.Totals.ReadAsync(Ct));
        Assert.Equal((7m, 0m, 7m, true), (total.Source, total.ByFix, total.Canonical, total.Ties));
    }

    [Theory]
    [InlineData("UPDATE fix SET withdrawn_by = NULL", "audit.withdrawal-differs")]
    [InlineData("UPDATE fix SET withdrawn_by = 'anna'", "audit.withdrawal-differs")]
    [InlineData("UPDATE quarantine SET state = 'Dismissed', decided_by = 'anna' WHERE key = '9'", "audit.dismissal-untold")]
    public async Task What_was_taken_back_cannot_be_restored_behind_the_hubs_back(string edit, string code)
    {
        await hub.ReadAsync(Broken, QuarantineHub.Person("9", since: "33.01.2026"));
        await FixAsync("since", "01.02.2026");
        await ReopenAsync();
        await hub.Engine.Quarantine.DismissAsync("9", "a test person", QuarantineHub.Anna, Ct);
        await ReopenAsync("9");
        Assert.True(hub.Engine.Audit.Verify().Holds);
        hub.Scalar<long>(edit);
        Assert.Equal(code, Assert.Single(hub.Engine.Audit.Verify().Problems).Code);
    }

    private Task<ReopeningOutcome> ReopenAsync(string id = "7") => hub.Engine.Reopenings.ReopenAsync(id, "a mistake", Bruno, Ct);

    private Task<FixOutcome> FixAsync(string field, string value) => hub.Engine.Fixes.FixAsync("7", field, value, "as told by phone", QuarantineHub.Anna, Ct);
}
