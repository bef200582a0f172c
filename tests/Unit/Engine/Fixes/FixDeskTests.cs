using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Tests.Unit.Engine.Quarantine;

namespace BackOffice.Integration.Tests.Unit.Engine.Fixes;

public sealed class FixDeskTests : IAsyncLifetime
{
    private static readonly string Broken = QuarantineHub.Person("7", since: "32.01.2026");

    private QuarantineHub hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => hub = await QuarantineHub.OpenAsync();

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_fix_maps_the_record_at_once_and_at_every_later_reading()
    {
        await hub.ReadAsync(Broken, QuarantineHub.Person("8"));
        Assert.True((await FixAsync("since", "01.02.2026")).Cured);
        Assert.Equal("2026-02-01", From("7"));
        Assert.Empty(await hub.WaitingAsync());

        // Unchanged, then with another field changed, then with another mapping.
        Assert.Equal(0, (await hub.ReadAsync(Broken, QuarantineHub.Person("8"))).Quarantined);
        Assert.Equal(0, (await hub.ReadAsync(Broken.Replace("Weber", "Maier", StringComparison.Ordinal), QuarantineHub.Person("8"))).Quarantined);
        Assert.Equal("Maier", hub.Scalar<string>("SELECT last_name FROM hr_person WHERE source_key = '7'"));
        hub.Write("mappings/people.yaml", QuarantineHub.Mapping + "\n# another\n");
        await hub.PublishAsync();
        Assert.Equal(2, (await hub.ReadAsync(Broken, QuarantineHub.Person("8"))).Mapped);
        Assert.Equal("2026-02-01", From("7"));
        Assert.True(hub.Engine.Audit.Verify().Holds);
    }

    [Fact]
    public async Task After_a_fix_a_copy_of_the_file_is_still_a_repetition()
    {
        await hub.ReadAsync(Broken);
        await FixAsync("since", "01.02.2026");
        hub.Write("in/copy.ndjson", Broken + "\n");

        Assert.Equal("1.ndjson", Assert.Single(await hub.Engine.Starter.StartAsync(new("people", "hand"), Ct)).Repeats);
    }

    [Fact]
    public async Task A_fix_lapses_when_the_source_changes_the_field_and_a_finding_says_so()
    {
        await hub.ReadAsync(Broken);
        await FixAsync("since", "01.02.2026");
        await hub.ReadAsync(QuarantineHub.Person("7", since: "15.02.2026"));

        Assert.Equal("2026-02-15", From("7"));
        Assert.Equal(1, hub.Scalar<long>("SELECT count(*) FROM fix WHERE lapsed_commit IS NOT NULL"));
        Assert.Equal(0, hub.Scalar<long>("SELECT count(*) FROM raw_fix"));
        var finding = Assert.Single(await hub.Engine.Findings.ListAsync(onlyOpen: true, 100, Ct), one => one.Rule == "fix.lapsed");
        Assert.Equal(("people", "7"), (finding.Subject, finding.Key));
        Assert.Contains("\"field\":\"since\"", finding.Detail, StringComparison.Ordinal);

        // The old value back does not wake it.
        Assert.Equal(1, (await hub.ReadAsync(Broken)).Quarantined);
    }

    [Fact]
    public async Task A_fix_that_does_not_cure_leaves_the_record_waiting_and_says_why()
    {
        await hub.ReadAsync(Broken);
        var outcome = await FixAsync("since", "33.01.2026");
        Assert.False(outcome.Cured);
        Assert.Equal("date.unreadable", Assert.Single(outcome.Item.Issues).Code);
        Assert.Equal(2, Assert.Single(await hub.WaitingAsync()).Tries);
    }

    [Fact]
    public async Task Of_two_fixes_of_a_field_the_later_wins_and_the_earlier_ends()
    {
        await hub.ReadAsync(Broken);
        await FixAsync("since", "01.02.2026");
        Assert.True((await FixAsync("since", "01.03.2026")).Cured);
        Assert.Equal("2026-03-01", From("7"));
        Assert.Equal(1, hub.Scalar<long>("SELECT count(*) FROM fix WHERE superseded_by IS NULL"));
        Assert.Equal(1, hub.Scalar<long>("SELECT count(*) FROM raw_fix"));
        await hub.ReadAsync(Broken);
        Assert.Equal("2026-03-01", From("7"));
    }

    [Fact]
    public async Task A_fix_that_was_stored_and_not_replayed_is_applied_by_the_next_reading()
    {
        await hub.ReadAsync(Broken);
        await FixAsync("since", "01.02.2026");
        // As a kill between the two transactions of a second fix leaves it.
        var (store, fixes) = (new SqliteDatabase(Path.Combine(hub.Folder, "hub.db")), await StoredAsync());
        var lease = await new SqliteLeases(store).TakeAsync("pipeline:people", hub.Clock.GetUtcNow(), Ct);
        await new SqliteFixStore(store).AddAsync(fixes[0] with { Id = Guid.CreateVersion7(), NewValue = "\"01.04.2026\"" }, new("anna", "quarantine.fixed", "x", "{}"), lease, Ct);
        await new SqliteLeases(store).ReleaseAsync(lease, Ct);
        Assert.Equal("2026-02-01", From("7"));

        Assert.Equal(1, (await hub.ReadAsync(Broken)).Mapped);
        Assert.Equal("2026-04-01", From("7"));
        Assert.Equal(1, (await hub.ReadAsync(Broken)).Unchanged);
    }

    [Fact]
    public async Task While_a_run_holds_the_pipeline_no_fix_is_stored()
    {
        await hub.ReadAsync(Broken);
        using var store = new SqliteDatabase(Path.Combine(hub.Folder, "hub.db"));
        await new SqliteLeases(store).TakeAsync("pipeline:people", hub.Clock.GetUtcNow(), Ct);
        Assert.Equal("lease.held", (await Assert.ThrowsAsync<ConnectorException>(() => FixAsync("since", "01.02.2026"))).Code);
        Assert.Equal(0, hub.Scalar<long>("SELECT count(*) FROM fix"));
    }

    [Fact]
    public async Task A_number_of_json_stays_a_number_and_a_text_a_text()
    {
        hub.Write("mappings/people.yaml", QuarantineHub.Mapping.Replace("issue: pay.negative", "issue: pay.negative\n        message: No.", StringComparison.Ordinal));
        await hub.PublishAsync();
        await hub.ReadAsync(QuarantineHub.Person("7", pay: "-4250.5"));
        Assert.Equal("fix.type", (await Assert.ThrowsAsync<RefusedException>(() => FixAsync("pay", "4.250,50"))).Code);
        Assert.True((await FixAsync("pay", "4250.5")).Cured);
        Assert.Equal("4250.5", hub.Scalar<string>("SELECT new_value FROM fix"));
        Assert.Equal(42505000, hub.Scalar<long>("SELECT amount FROM hr_compensation"));
    }

    [Fact]
    public async Task A_field_that_the_record_lacks_can_be_given_where_the_mapping_reads_it()
    {
        await hub.ReadAsync("""{"no":"7","name":"Weber","pay":"1","period":"MONAT","currency":"EUR"}""");
        Assert.True((await FixAsync("since", "01.02.2026")).Cured);
        Assert.Equal("2026-02-01", From("7"));
    }

    [Theory]
    [InlineData("sinc", "Did you mean 'since'?")]
    [InlineData("salary", "Known are: currency, name, no, pay, period, since.")]
    public async Task A_wrong_field_is_named_with_those_that_there_are(string field, string remedy)
    {
        await hub.ReadAsync(Broken);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => FixAsync(field, "01.02.2026"));
        Assert.Equal("fix.field-unknown", refused.Code);
        Assert.EndsWith(remedy, refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, hub.Scalar<long>("SELECT count(*) FROM fix"));
    }

    [Fact]
    public async Task A_record_that_is_broken_itself_cannot_be_fixed()
    {
        await hub.ReadAsync(QuarantineHub.Person("7"), QuarantineHub.Person("7"));
        Assert.Equal("quarantine.source-at-fault", (await Assert.ThrowsAsync<RefusedException>(() => FixAsync("since", "01.02.2026", (Id: 0, "")))).Code);
    }

    [Fact]
    public async Task Another_hub_key_stops_the_run_instead_of_letting_every_fix_lapse()
    {
        await hub.ReadAsync(Broken);
        await FixAsync("since", "01.02.2026");
        var key = Path.Combine(hub.Folder, ".hub-key");
        File.WriteAllText(key, Convert.ToBase64String(new byte[32]) + "\n");
        await using var other = await HubEngine.OpenAsync(new(Path.Combine(hub.Folder, "hub.db"), Path.Combine(hub.Folder, "landing"), hub.Folder, new BackOffice.Integration.Connectors.ConnectorCatalog(), hub.Clock), Ct);
        Assert.Equal("hub-key.differs", Assert.Throws<ConnectorException>(() => other.Audit.Verify()).Code);
        Assert.Equal(0, hub.Scalar<long>("SELECT count(*) FROM fix WHERE lapsed_commit IS NOT NULL"));
    }

    [Fact]
    public async Task An_edited_fix_is_found_by_the_audit()
    {
        await hub.ReadAsync(Broken);
        await FixAsync("since", "01.02.2026");
        hub.Scalar<long>("UPDATE fix SET new_value = '\"01.05.2026\"'");
        Assert.Equal("audit.fix-changed", Assert.Single(hub.Engine.Audit.Verify().Problems).Code);
    }

    [Fact]
    public async Task What_a_fix_changes_stands_beside_the_raw_total()
    {
        await hub.ReadAsync(QuarantineHub.Person("7", pay: "\"1o,50\""), QuarantineHub.Person("8", pay: "\"2,00\""), QuarantineHub.Person("9", since: "x", pay: "\"5,00\""));
        await FixAsync("pay", "10,50", "7");
        var total = Assert.Single(await hub.Engine.Totals.ReadAsync(Ct));
        Assert.Equal((2m, 10.5m, 12.5m, true), (total.Source, total.ByFix, total.Canonical, total.Ties));

        // Fixed again, and read again: nothing is counted twice.
        await FixAsync("pay", "11,50", "7");
        total = Assert.Single(await hub.Engine.Totals.ReadAsync(Ct));
        Assert.Equal((2m, 11.5m, 13.5m), (total.Source, total.ByFix, total.Canonical));
        await FixAsync("since", "01.01.2026", "9");
        await hub.ReadAsync(QuarantineHub.Person("7", pay: "\"1o,50\""), QuarantineHub.Person("8", pay: "\"2,00\""), QuarantineHub.Person("9", since: "x", pay: "\"5,00\""));
        total = Assert.Single(await hub.Engine.Totals.ReadAsync(Ct));
        Assert.Equal((7m, 11.5m, 18.5m, true), (total.Source, total.ByFix, total.Canonical, total.Ties));
    }

    [Fact]
    public async Task The_old_value_is_kept_as_a_keyed_hash_and_the_audit_log_keeps_no_value()
    {
        await hub.ReadAsync(Broken);
        await FixAsync("since", "01.02.2026");
        var detail = hub.Scalar<string>("SELECT detail FROM audit WHERE action = 'quarantine.fixed'")!;
        Assert.DoesNotContain("2026", detail.Replace("2026-", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var plain = System.Security.Cryptography.SHA256.HashData("\"32.01.2026\""u8);
        Assert.NotEqual(Convert.ToHexString(plain), hub.Scalar<string>("SELECT hex(old_value_hash) FROM fix"));
    }

    [Fact]
    public async Task A_fix_explains_the_value_that_rests_on_it()
    {
        await hub.ReadAsync(Broken);
        await FixAsync("since", "01.02.2026");
        var why = await hub.Engine.Why.ExplainAsync("hr.compensation", "erp:7", null, null, Ct);
        Assert.True(why.Reproducible);
        Assert.Equal(("since", "anna", "32.01.2026", "01.02.2026"), Assert.Single(why.Entity!.Fixes) is var fix ? (fix.Path, fix.Actor, fix.Was, fix.Now) : default);
        Assert.Equal("https://erp.example/p/7?no=7", why.Entity.Link!.Url);
    }

    private Task<FixOutcome> FixAsync(string field, string value, string id = "7") => hub.Engine.Fixes.FixAsync(id, field, value, "as told by phone", QuarantineHub.Anna, Ct);

    private async Task<FixOutcome> FixAsync(string field, string value, (int Id, string) waiting) => await FixAsync(field, value, (await hub.WaitingAsync())[waiting.Id].Id.ToString());

    private async Task<IReadOnlyList<RecordFix>> StoredAsync()
    {
        using var store = new SqliteDatabase(Path.Combine(hub.Folder, "hub.db"));
        return await new SqliteFixStore(store).ListAsync(Ct);
    }

    private string? From(string no) => hub.Scalar<string>($"SELECT valid_from FROM hr_compensation WHERE source_key = '{no}' AND deleted = 0 ORDER BY valid_from DESC");
}
