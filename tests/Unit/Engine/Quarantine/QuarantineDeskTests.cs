using BackOffice.Integration.Engine;

namespace BackOffice.Integration.Tests.Unit.Engine.Quarantine;

public sealed class QuarantineDeskTests : IAsyncLifetime
{
    private static readonly string Broken = QuarantineHub.Person("7", since: "32.01.2026");

    private QuarantineHub hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => hub = await QuarantineHub.OpenAsync();

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_dismissed_record_stays_away_while_its_source_leaves_it_as_it_is()
    {
        await hub.ReadAsync(Broken, QuarantineHub.Person("8"));
        var item = await hub.Engine.Quarantine.DismissAsync("7", "a test person", QuarantineHub.Anna, Ct);
        Assert.Equal(("Dismissed", "anna", "a test person"), (item.State, item.DismissedBy, item.Reason));

        var counts = await hub.ReadAsync(Broken, QuarantineHub.Person("8"));
        Assert.Equal((2L, 0L), (counts.Read, counts.Quarantined));
        Assert.Empty(await hub.WaitingAsync());
        Assert.Equal("7", Assert.Single(await hub.Engine.Quarantine.ListAllAsync(null, Ct)).Key);
        Assert.Equal(1, hub.Scalar<long>("SELECT count(*) FROM audit WHERE action = 'quarantine.dismissed' AND actor = 'anna'"));
        Assert.True(hub.Engine.Audit.Verify().Holds);
    }

    [Fact]
    public async Task A_dismissed_record_comes_back_as_a_new_item_when_the_source_changes_it()
    {
        await hub.ReadAsync(Broken);
        var dismissed = await hub.Engine.Quarantine.DismissAsync("7", "a test person", QuarantineHub.Anna, Ct);
        await hub.ReadAsync(QuarantineHub.Person("7", since: "33.01.2026"));
        var again = Assert.Single(await hub.WaitingAsync());
        Assert.NotEqual(dismissed.Id, again.Id);

        // The dismissal was of the record as it was then, and has ended.
        await hub.ReadAsync(Broken);
        Assert.Equal(again.Id, Assert.Single(await hub.WaitingAsync()).Id);
    }

    [Fact]
    public async Task A_dismissed_record_that_maps_when_it_is_changed_is_mapped()
    {
        await hub.ReadAsync(Broken);
        await hub.Engine.Quarantine.DismissAsync("7", "a test person", QuarantineHub.Anna, Ct);
        Assert.Equal(1, (await hub.ReadAsync(QuarantineHub.Person("7"))).Mapped);
        Assert.Equal(1, hub.Scalar<long>("SELECT count(*) FROM hr_person WHERE deleted = 0"));
    }

    [Fact]
    public async Task Dismissing_a_change_keeps_the_last_good_row_and_its_stale_mark()
    {
        await hub.ReadAsync(QuarantineHub.Person("7"));
        await hub.ReadAsync(Broken);
        await hub.Engine.Quarantine.DismissAsync("7", "nonsense", QuarantineHub.Anna, Ct);
        await hub.ReadAsync(Broken);
        Assert.Equal(1, hub.Scalar<long>("SELECT count(*) FROM hr_compensation WHERE deleted = 0 AND stale_since IS NOT NULL"));
    }

    [Fact]
    public async Task What_is_dismissed_is_neither_replayed_nor_dismissed_again_but_can_be_fixed()
    {
        await hub.ReadAsync(Broken);
        await hub.Engine.Quarantine.DismissAsync("7", "a test person", QuarantineHub.Anna, Ct);
        Assert.Equal("quarantine.not-open", (await Assert.ThrowsAsync<RefusedException>(() => hub.Engine.Quarantine.ReplayAsync("7", Ct))).Code);
        Assert.Equal("quarantine.not-open", (await Assert.ThrowsAsync<RefusedException>(() => hub.Engine.Quarantine.DismissAsync("7", "again", QuarantineHub.Anna, Ct))).Code);
        await hub.Engine.Fixes.FixAsync("7", "since", "01.02.2026", "she exists", QuarantineHub.Anna, Ct);
        Assert.Equal(1, hub.Scalar<long>("SELECT count(*) FROM hr_person"));
        Assert.Equal(0, (await hub.ReadAsync(Broken)).Quarantined);
    }

    [Fact]
    public async Task Of_the_items_of_one_record_the_key_means_what_waits_and_else_the_last()
    {
        await hub.ReadAsync(Broken);
        await hub.ReadAsync(QuarantineHub.Person("7"));
        await hub.ReadAsync(Broken);
        var second = await hub.Engine.Quarantine.DismissAsync("7", "a test person", QuarantineHub.Anna, Ct);
        Assert.Equal(second.Id, (await hub.Engine.Quarantine.ShowAsync("7", Ct)).Item.Id);
        Assert.Equal(2, (await hub.Engine.Quarantine.ListAllAsync(null, Ct)).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task No_name_means_no_record(string id)
    {
        await hub.ReadAsync(Broken);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => hub.Engine.Quarantine.ShowAsync(id, Ct));
        Assert.Equal("quarantine.unnamed", refused.Code);
        Assert.Contains("quarantine list", refused.Message, StringComparison.Ordinal);
        Assert.Equal("quarantine.unnamed", (await Assert.ThrowsAsync<RefusedException>(() => hub.Engine.Quarantine.DismissAsync(id, "x", QuarantineHub.Anna, Ct))).Code);
        Assert.Equal("finding.unnamed", (await Assert.ThrowsAsync<RefusedException>(() => hub.Engine.Findings.ShowAsync(id, Ct))).Code);
        Assert.Equal("run.unnamed", (await Assert.ThrowsAsync<RefusedException>(() => hub.Engine.Runs.ShowAsync(id, Ct))).Code);
    }

    [Fact]
    public async Task The_rule_names_the_owner_and_else_the_pipeline()
    {
        await hub.ReadAsync(Broken, QuarantineHub.Person("8", pay: "\"-1,00\""));
        Assert.Equal([("7", "payroll"), ("8", "finance")], (await hub.WaitingAsync()).Select(item => (item.Key, item.Owner!)).Order());
    }

    [Fact]
    public async Task A_record_that_waits_keeps_its_first_instant_and_counts_its_tries()
    {
        await hub.ReadAsync(Broken);
        var first = Assert.Single(await hub.WaitingAsync());
        await hub.ReadAsync(QuarantineHub.Person("7", since: "33.01.2026"));
        await hub.Engine.Quarantine.ReplayAsync(null, Ct);
        var now = Assert.Single(await hub.WaitingAsync());
        Assert.Equal((first.Id, first.OpenedAt, 3L), (now.Id, now.OpenedAt, now.Tries));
        Assert.Equal(hub.Clock.GetUtcNow() - first.OpenedAt, now.Age);
        Assert.True(now.Age >= TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task A_replay_of_one_record_does_not_make_the_others_count_as_mapped_by_the_new_mapping()
    {
        await hub.ReadAsync(Broken, QuarantineHub.Person("8"));
        hub.Write("mappings/people.yaml", QuarantineHub.Mapping.Replace("lastName: name", "lastName: upper(name)", StringComparison.Ordinal));
        await hub.PublishAsync();
        await hub.Engine.Quarantine.ReplayAsync(null, Ct);
        await hub.ReadAsync(Broken, QuarantineHub.Person("8"));
        Assert.Equal("WEBER", hub.Scalar<string>("SELECT last_name FROM hr_person WHERE source_key = '8'"));
    }

    [Fact]
    public async Task The_record_is_shown_with_its_fixes_and_its_address()
    {
        await hub.ReadAsync(QuarantineHub.Person("a/7 &", since: "32.01.2026"));
        await hub.Engine.Fixes.FixAsync("a/7 &", "since", "33.01.2026", "guessed", QuarantineHub.Anna, Ct);
        var shown = await hub.Engine.Quarantine.ShowAsync("a/7 &", Ct);
        Assert.Equal(("https://erp.example/p/a%2F7%20%26?no=a%2F7%20%26", "https://erp.example/p/a%2F7%20%26?no={no}"), (shown.Link!.Url, shown.Link.Masked));
        Assert.Equal(("32.01.2026", "33.01.2026"), Assert.Single(shown.Fixes) is var fix ? (fix.Was, fix.Now) : default);
    }
}
