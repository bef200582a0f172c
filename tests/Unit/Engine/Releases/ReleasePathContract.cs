using System.Text;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Releases;

namespace BackOffice.Integration.Tests.Unit.Engine.Releases;

/// <summary>A release's whole way over a store; the tests of a store inherit this.</summary>
public abstract class ReleasePathContract : IAsyncLifetime
{
    private ReleaseFixture hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => hub = await OpenAsync();

    public ValueTask DisposeAsync()
    {
        hub.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected abstract Task<ReleaseFixture> OpenAsync();

    [Fact]
    public async Task A_clean_draft_passes_every_gate_and_waits_for_approval()
    {
        var drafted = await Draft();
        Assert.All(drafted.Gates, gate => Assert.True(gate.State == "Passed", $"{gate.Gate}: {gate.Measured}"));
        Assert.Equal((ReleaseState.Submitted, 3, true), (drafted.State, drafted.Rows, drafted.Created));
    }

    [Fact]
    public async Task Source_canonical_and_file_totals_tie_per_company_and_currency()
    {
        var drafted = await Draft();
        Assert.Equal(
            ["canonical 83500000", "file 83500000", "source 83500000"],
            drafted.Totals.Where(total => total is { Measure: "salary", Dimension: "DE", Currency: "EUR" }).Select(total => $"{total.Stage} {total.Value}").Order());
        Assert.Equal([3L, 3L, 3L], drafted.Totals.Where(total => total.Measure == "rows").Select(total => total.Value));
    }

    [Fact]
    public async Task The_delivered_file_is_the_one_two_people_approved()
    {
        var preview = new MemoryStream();
        await hub.ApprovedAsync();
        await hub.Releases.PreviewAsync("next", preview, Ct);
        await hub.Seals.SealAsync("next", ReleaseFixture.Dan, Ct);
        await hub.Deliveries.DeliverWaitingAsync(Ct);

        var file = hub.Received["payroll-DE-2026-03-1.csv"];
        Assert.Equal("Firma;Personalnr;Name;Gehalt;Waehrung;IBAN\r\nDE;0017;Müller;4250,50;EUR;DE000017\r\nDE;0018;O'Neill;3999,50;EUR;DE000018\r\nDE;0019;Çelik;100,00;EUR;DE000019\r\nSUMME;3;EUR;8350,00\r\n", Encoding.Latin1.GetString(file));
        Assert.Equal(preview.ToArray(), file);
        Assert.Equal(ReleaseState.Delivered, hub.Releases.Show("1").Release.State);
    }

    [Fact]
    public async Task The_manifest_goes_along_with_totals_approvers_and_audit_head()
    {
        await hub.DeliveredAsync();
        var manifest = Encoding.UTF8.GetString(hub.Received["payroll-DE-2026-03-1.csv.manifest.json"]);
        Assert.Contains("\"approvedBy\":[\"ben\",\"cleo\"]", manifest, StringComparison.Ordinal);
        Assert.Contains("\"value\":\"8350.00\"", manifest, StringComparison.Ordinal);
        Assert.Matches("\"auditHead\":\"[0-9a-f]{64}\"", manifest);
    }

    [Fact]
    public async Task The_same_rows_again_change_nothing()
    {
        await hub.DeliveredAsync();
        var again = await Draft();
        Assert.False(again.Created);
        Assert.Equal((1L, 1), (again.Number, hub.Releases.List().Count));
    }

    [Fact]
    public async Task A_waiting_draft_with_the_same_rows_is_not_doubled()
    {
        await Draft();
        Assert.False((await Draft()).Created);
    }

    [Fact]
    public async Task Numbers_have_no_gaps()
    {
        await hub.DeliveredAsync();
        hub.Read(ReleaseFixture.Record("0017", "Müller", "5.000", from: "2026-02-01"));
        await Draft();
        await hub.Releases.VoidAsync("next", "wrong month", ReleaseFixture.Ada, Ct);
        hub.Read(ReleaseFixture.Record("0017", "Müller", "5.001", from: "2026-02-01"));
        Assert.Equal(2, (await hub.SealedAsync()).Number);
    }

    [Fact]
    public async Task Sealing_again_after_a_crash_takes_the_same_number_and_overwrites()
    {
        await hub.ApprovedAsync();
        var folder = Directory.CreateDirectory(Path.Combine(hub.Folder, "releases", "payroll", "1")).FullName;
        System.IO.File.WriteAllText(Path.Combine(folder, "payroll-DE-2026-03-1.csv"), "half");
        System.IO.File.WriteAllText(Path.Combine(folder, "foreign.csv"), "left over");

        var outcome = await hub.Seals.SealAsync("next", ReleaseFixture.Dan, Ct);
        Assert.Equal(1, outcome.Number);
        Assert.All(hub.Proofs.Verify("1"), proof => Assert.Null(proof.Problem));
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task A_changed_salary_voids_the_draft_and_names_the_row()
    {
        await Draft();
        hub.Read(ReleaseFixture.Record("0018", "O'Neill", "4.100"));
        var voided = Assert.Single(await hub.Seals.VoidTouchedAsync(Ct));
        Assert.Equal([2], voided.Lines);
        Assert.Equal(ReleaseState.Voided, hub.Releases.List()[0].State);
        Assert.Equal(1, hub.Scalar<int>("SELECT COUNT(*) FROM release_row WHERE outcome = 'Voided' AND line = 2"));
    }

    [Fact]
    public async Task A_salary_entered_late_voids_the_draft_too()
    {
        await Draft();
        hub.Read(ReleaseFixture.Record("0018", "O'Neill", "4.100", from: "2026-03-01"));
        Assert.Equal([2], Assert.Single(await hub.Seals.VoidTouchedAsync(Ct)).Lines);
    }

    [Fact]
    public async Task A_change_after_the_period_voids_nothing()
    {
        await Draft();
        hub.Read(ReleaseFixture.Record("0018", "O'Neill", "4.100", from: "2026-04-01"));
        Assert.Empty(await hub.Seals.VoidTouchedAsync(Ct));
    }

    [Fact]
    public async Task Sealing_refuses_and_voids_what_changed_since_the_approval()
    {
        await hub.ApprovedAsync();
        hub.Read(ReleaseFixture.Record("0018", "O'Neill", "4.100"));
        Assert.Equal("release.entity-changed", (await Assert.ThrowsAsync<RefusedException>(() => hub.Seals.SealAsync("next", ReleaseFixture.Dan, Ct))).Code);
        Assert.Equal(ReleaseState.Voided, hub.Releases.List()[0].State);
        Assert.False(Directory.Exists(Path.Combine(hub.Folder, "releases")));
    }

    [Fact]
    public async Task Sealing_refuses_a_stale_row()
    {
        await hub.ApprovedAsync();
        hub.Execute("UPDATE hr_compensation SET stale_since = 1 WHERE source_key = '0018'");
        Assert.Equal("release.row-stale", (await Assert.ThrowsAsync<RefusedException>(() => hub.Seals.SealAsync("next", ReleaseFixture.Dan, Ct))).Code);
    }

    [Fact]
    public async Task Sealing_refuses_rows_that_were_edited_in_the_store()
    {
        await hub.ApprovedAsync();
        hub.Execute("""UPDATE release_row SET row = replace(row, '"iban":"DE000018"', '"iban":"DE999999"')""");
        hub.Execute("UPDATE hr_bank_account SET iban = 'DE999999' WHERE source_key = '0018'");
        Assert.Equal("release.rows-changed", (await Assert.ThrowsAsync<RefusedException>(() => hub.Seals.SealAsync("next", ReleaseFixture.Dan, Ct))).Code);
    }

    [Theory]
    [InlineData("UPDATE hr_compensation SET stale_since = 1 WHERE source_key = '0018'", "no-stale-row")]
    [InlineData("UPDATE hr_bank_account SET deleted = 1 WHERE source_key = '0018'", "references")]
    [InlineData("UPDATE hr_person SET deleted = 1 WHERE source_key = '0018'", "references")]
    [InlineData("INSERT INTO finding VALUES ('1', 'salary.odd', 'Block', 'hr.compensation', 'hr', '0018', 'c', NULL, '{}')", "findings")]
    [InlineData("INSERT INTO finding VALUES ('1', 'reference.dangling', 'Note', 'hr.employment', 'hr', '0018', 'c', NULL, '{\"field\":\"person\"}')", "references")]
    [InlineData("UPDATE hr_employment SET company = 'IT'", "no-zero-rows")]
    [InlineData("UPDATE hr_compensation SET amount = amount + 100 WHERE source_key = '0018'", "totals-tie")]
    public async Task A_failed_gate_holds_the_draft(string harm, string gate)
    {
        hub.Execute(harm);
        var drafted = await Draft();
        Assert.Equal(ReleaseState.Held, drafted.State);
        Assert.Contains(gate, drafted.Gates.Where(result => result.State == "Failed").Select(result => result.Gate));
    }

    [Theory]
    [InlineData("INSERT INTO finding VALUES ('1', 'reference.dangling', 'Note', 'hr.employment', 'hr', '0018', 'c', NULL, '{\"field\":\"company\"}')")]
    [InlineData("INSERT INTO finding VALUES ('1', 'salary.odd', 'Block', 'hr.compensation', 'hr', '0018', 'c', 'closed', '{}')")]
    [InlineData("INSERT INTO finding VALUES ('1', 'salary.odd', 'Block', 'hr.compensation', 'other', '0018', 'c', NULL, '{}')")]
    public async Task A_finding_that_no_row_needs_holds_nothing(string finding)
    {
        hub.Execute(finding);
        Assert.Equal(ReleaseState.Submitted, (await Draft()).State);
    }

    [Fact]
    public async Task A_column_the_partner_may_not_see_holds_the_draft()
    {
        var partner = hub.Workspace.Partners["acme"];
        hub.Workspace = hub.Workspace with { Partners = new Dictionary<string, Integration.Engine.Workspaces.Partner> { ["acme"] = partner with { Fields = [.. partner.Fields.Where(field => field.Name != "iban")] } } };
        var gate = (await Draft()).Gates.Single(result => result.Gate == "allowed-fields");
        Assert.Equal(("Failed", "not allowed: column iban"), (gate.State, gate.Measured));
    }

    [Fact]
    public async Task A_stream_without_totals_cannot_tie()
    {
        var hr = hub.Workspace.Connections["hr"];
        hub.Workspace = hub.Workspace with { Connections = new Dictionary<string, Integration.Engine.Workspaces.Connection> { ["hr"] = hr with { Streams = hr.Streams.ToDictionary(stream => stream.Key, stream => stream.Value with { Totals = [] }) } } };
        var gate = (await Draft()).Gates.Single(result => result.Gate == "totals-tie");
        Assert.Equal("Failed", gate.State);
        Assert.Contains("totals:", gate.Measured, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_override_by_a_second_actor_lets_a_held_release_go_on()
    {
        hub.Execute("UPDATE hr_bank_account SET deleted = 1 WHERE source_key = '0018'");
        await Draft();
        await Refused("release.participant", () => hub.Releases.OverrideAsync("next", "references", "paid by cheque", ReleaseFixture.Ada, Ct));
        Assert.Equal(ReleaseState.Submitted, (await hub.Releases.OverrideAsync("next", "references", "paid by cheque", ReleaseFixture.Dan, Ct)).State);
        await Refused("release.participant", () => hub.Releases.ApproveAsync("next", null, ReleaseFixture.Dan, Ct));
        var gate = hub.Releases.Show("next").Gates.Single(result => result.Gate == "references");
        Assert.Equal(("Overridden", "dan", "paid by cheque"), (gate.State, gate.OverriddenBy, gate.Reason));
    }

    [Fact]
    public async Task Drafter_publisher_and_fixer_may_not_approve()
    {
        hub.Execute("INSERT INTO fix (id, connection, stream, key, path, old_value_hash, new_value, reason, actor, at) VALUES ('00000000-0000-7000-8000-000000000001', 'hr', 'staff', '0018|2026-01-01', 'salary', x'00', '1', 'typo', 'fay', 1)");
        await Draft();
        Assert.Equal(["ada drafted", "eve published", "fay fixed"], hub.Releases.Show("next").Participants.Select(one => $"{one.Login} {one.Role}"));
        foreach (var login in new[] { "ada", "eve", "fay" }) await Refused("release.participant", () => hub.Releases.ApproveAsync("next", null, new(login, login), Ct));
    }

    [Fact]
    public async Task Who_published_before_the_baseline_may_approve_the_next_release()
    {
        await hub.DeliveredAsync();
        hub.Publish("workspace 2", "gil", ("mappings/hr.yaml", HrMapping.Sha256), ("exports/payroll.yaml", ReleaseFixture.HashOf("export 2")), ("hub.yaml", ReleaseFixture.HashOf("hub 2")));
        hub.Publish("workspace 3", "hal", ("mappings/hr.yaml", HrMapping.Sha256), ("exports/payroll.yaml", ReleaseFixture.HashOf("export 2")), ("hub.yaml", ReleaseFixture.HashOf("hub 3")));
        await Draft();
        Assert.Equal(["ada drafted", "gil published"], hub.Releases.Show("next").Participants.Select(one => $"{one.Login} {one.Role}"));
    }

    [Fact]
    public async Task One_actor_decides_once()
    {
        await Draft();
        await hub.Releases.ApproveAsync("next", null, ReleaseFixture.Ben, Ct);
        await Refused("release.decided-before", () => hub.Releases.ApproveAsync("next", null, ReleaseFixture.Ben, Ct));
    }

    [Fact]
    public async Task A_failed_delivery_is_an_attempt_and_no_state()
    {
        await hub.SealedAsync();
        hub.OnDeliver = _ => throw new ConnectorException(Recovery.Retry, "The folder is full; make room.");
        await Assert.ThrowsAsync<ConnectorException>(() => hub.Deliveries.DeliverWaitingAsync(Ct));
        Assert.Equal((ReleaseState.Sealed, "Failed", "destination.retry"), (hub.Releases.Show("1").Release.State, hub.Releases.Show("1").Attempts[0].State, hub.Releases.Show("1").Attempts[0].ErrorCode));

        hub.OnDeliver = null;
        await hub.Deliveries.DeliverWaitingAsync(Ct);
        Assert.Equal(ReleaseState.Delivered, hub.Releases.Show("1").Release.State);
        Assert.Empty(await hub.Deliveries.DeliverWaitingAsync(Ct));
    }

    [Fact]
    public async Task A_receipt_for_other_bytes_delivers_nothing()
    {
        await hub.SealedAsync();
        hub.OnDeliver = receipt => receipt with { Length = receipt.Length - 1 };
        await Refused("release.receipt-differs", () => hub.Deliveries.DeliverAsync("1", ReleaseFixture.Dan, Ct));
        Assert.Equal(ReleaseState.Sealed, hub.Releases.Show("1").Release.State);
    }

    [Fact]
    public async Task Delivering_again_sends_the_same_bytes_and_moves_nothing()
    {
        await hub.DeliveredAsync();
        var first = hub.Received["payroll-DE-2026-03-1.csv"];
        Assert.True((await hub.Deliveries.DeliverAsync("1", ReleaseFixture.Dan, Ct)).Again);
        Assert.Equal(first, hub.Received["payroll-DE-2026-03-1.csv"]);
        Assert.Equal(ReleaseState.Delivered, hub.Releases.Show("1").Release.State);
        Assert.True(hub.Audit.Verify().Holds);
    }

    [Fact]
    public async Task A_file_changed_on_disk_is_neither_verified_nor_delivered()
    {
        var outcome = await hub.SealedAsync();
        System.IO.File.AppendAllText(outcome.Path, " ");
        Assert.NotNull(hub.Proofs.Verify("1")[0].Problem);
        await Refused("release.file-changed", () => hub.Deliveries.DeliverAsync("1", ReleaseFixture.Dan, Ct));
    }

    [Fact]
    public async Task A_draft_is_not_delivered()
    {
        await Draft();
        await Refused("release.illegal-move", () => hub.Deliveries.DeliverAsync("next", ReleaseFixture.Dan, Ct));
    }

    [Fact]
    public async Task Diff_names_added_changed_and_removed_rows()
    {
        await hub.DeliveredAsync();
        hub.Read(ReleaseFixture.Record("0017", "Müller", "5.000", from: "2026-03-01"), ReleaseFixture.Record("0020", "Weber", "1"));
        hub.Execute("UPDATE hr_employment SET left_on = '2026-01-31' WHERE source_key = '0019'");
        await Draft();
        var diff = await hub.Releases.DiffAsync("next", Ct);
        Assert.Equal("0020", diff.Added.Single().Cells[1].Text);
        Assert.Equal("0019", diff.Removed.Single().Cells[1].Text);
        var cell = diff.Changed.Single().Cells.Single();
        Assert.Equal(("salary", "4250.5000", "5000.0000"), (cell.Column, cell.Old, cell.New));
    }

    [Fact]
    public async Task A_release_is_reproduced_to_the_byte()
    {
        await hub.DeliveredAsync();
        var outcome = await hub.Proofs.ReproduceAsync("1", Ct);
        Assert.True(outcome.Holds, string.Join('\n', outcome.Steps.SelectMany(step => step.Differences)));
        Assert.Equal(3, outcome.Rows);
    }

    [Fact]
    public async Task Reproducing_names_a_changed_landing() => await Differs(ReproduceStep.Read, hub.SpoilLanding);

    [Fact]
    public async Task Reproducing_names_a_lost_landing() => await Differs(ReproduceStep.Read, hub.LoseLanding);

    [Fact]
    public async Task Reproducing_names_a_mapping_that_gives_something_else() => await Differs(ReproduceStep.Map, () => hub.Mapping.Factor = 2);

    [Fact]
    public async Task Reproducing_names_rows_that_were_edited() =>
        await Differs(ReproduceStep.Rows, () => hub.Execute("""UPDATE release_row SET row = replace(row, '"iban":"DE000018"', '"iban":"DE999999"')"""));

    [Fact]
    public async Task Reproducing_names_another_rendering() => await Differs(ReproduceStep.Render, () =>
    {
        var export = hub.Workspace.Exports["payroll"];
        hub.Workspace = hub.Workspace with { Exports = new Dictionary<string, Integration.Engine.Workspaces.Export> { ["payroll"] = export with { Layout = export.Layout with { DecimalSign = '.' } } } };
    });

    [Fact]
    public async Task A_release_is_found_by_number_next_and_id()
    {
        var drafted = await hub.DeliveredAsync();
        Assert.Equal(1, hub.Releases.Show("payroll/1").Release.Number);
        Assert.Equal(1, hub.Releases.Show(drafted.Release).Release.Number);
        Assert.Equal("release.unknown", Assert.Throws<RefusedException>(() => hub.Releases.Show("next")).Code);
        Assert.Equal("release.unknown", Assert.Throws<RefusedException>(() => hub.Releases.Show("2")).Code);
    }

    [Fact]
    public async Task A_name_the_encoding_lacks_is_refused_before_anything_is_stored()
    {
        hub.Read(ReleaseFixture.Record("0021", "Łukasz", "1"));
        var error = await Assert.ThrowsAsync<RefusedException>(() => Draft());
        Assert.Equal("layout.character-missing", error.Code);
        Assert.Empty(hub.Releases.List());
    }

    private Task<DraftOutcome> Draft() => hub.Drafts.DraftAsync("payroll", ReleaseFixture.March, ReleaseFixture.Ada, Ct);

    private async Task Differs(ReproduceStep step, Action harm)
    {
        await hub.DeliveredAsync();
        harm();
        var outcome = await hub.Proofs.ReproduceAsync("1", Ct);
        Assert.Contains(step, outcome.Steps.Where(one => !one.Holds).Select(one => one.Step));
    }

    private static async Task Refused(string code, Func<Task> move) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RefusedException>(move)).Code);
}
