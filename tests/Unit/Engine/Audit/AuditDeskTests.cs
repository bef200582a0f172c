using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Tests.Unit.Engine.Releases;

namespace BackOffice.Integration.Tests.Unit.Engine.Audit;

public sealed class AuditDeskTests : IAsyncLifetime
{
    private ReleaseFixture hub = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await ReleaseFixture.OpenAsync();
        await hub.DeliveredAsync();
    }

    public ValueTask DisposeAsync()
    {
        hub.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void An_untouched_store_holds()
    {
        var outcome = hub.Audit.Verify();
        Assert.True(outcome.Holds, string.Join('\n', outcome.Problems));
        Assert.Equal((7L, 2, 1), (outcome.Rows, outcome.Files, outcome.Releases));
    }

    [Theory]
    [InlineData("UPDATE audit SET actor = 'dan' WHERE no = 3", "audit.chain-broken", "audit row 3")]
    [InlineData("UPDATE audit SET at = at + 1 WHERE no = 1", "audit.chain-broken", "audit row 1")]
    [InlineData("UPDATE audit SET detail = 'x' WHERE no = 5", "audit.chain-broken", "audit row 5")]
    [InlineData("DELETE FROM audit WHERE no = 3", "audit.gap", "audit row 3")]
    [InlineData("DELETE FROM audit WHERE no >= 3", "audit.state-changed", "payroll 1")]
    [InlineData("""UPDATE release_row SET row = replace(row, '"iban":"DE000018"', '"iban":"DE999999"')""", "audit.rows-changed", "payroll 1")]
    [InlineData("""UPDATE release_row SET row = replace(row, '3@100+90', '4@200+90')""", "audit.rows-changed", "payroll 1")]
    [InlineData("UPDATE release SET rows_hash = x'00'", "audit.rows-hash-changed", "payroll 1")]
    [InlineData("UPDATE release SET partner = 'other'", "audit.rows-hash-differs", "payroll 1")]
    [InlineData("UPDATE release SET state = 'Acknowledged'", "audit.state-changed", "payroll 1")]
    [InlineData("UPDATE release SET sequence = 2", "audit.number-changed", "payroll 2")]
    [InlineData("UPDATE approval SET actor = 'ada' WHERE actor = 'ben'", "audit.decisions-changed", "payroll 1")]
    [InlineData("UPDATE release_file SET sha256 = x'00'", "audit.files-changed", "payroll 1")]
    [InlineData("DELETE FROM release_participant WHERE actor = 'ada'", "audit.participants-changed", "payroll 1")]
    public void An_edit_behind_the_hubs_back_is_named(string edit, string code, string named)
    {
        hub.Execute(edit);
        Assert.Contains(hub.Audit.Verify().Problems, problem => (problem.Code, problem.Object) == (code, named));
    }

    [Fact]
    public async Task Another_publisher_or_another_credential_is_named()
    {
        var actors = new ActorDesk(new SqliteActorStore(hub.Database), TimeProvider.System, iterations: 1);
        foreach (var login in (string[])["ina", "jan"]) await actors.AddAsync(new(login, login, []), $"a passphrase of {login}", Actor.Hub, TestContext.Current.CancellationToken);
        Assert.Empty(hub.Audit.Verify().Problems);

        hub.Execute("UPDATE actor SET credential = (SELECT credential FROM actor WHERE login = 'jan') WHERE login = 'ina'");
        hub.Execute("UPDATE workspace_version SET published_by = 'ina'");
        Assert.Equal(["audit.actor-changed", "audit.publisher-changed"], hub.Audit.Verify().Problems.Select(problem => problem.Code).Order());
    }

    [Fact]
    public async Task A_state_edited_so_that_the_hub_goes_on_from_there_is_named()
    {
        hub.Read(ReleaseFixture.Record("0017", "Müller", "5.000", from: "2026-02-01"));
        await hub.Drafts.DraftAsync("payroll", ReleaseFixture.March, ReleaseFixture.Ada, TestContext.Current.CancellationToken);
        hub.Execute("UPDATE release SET state = 'Approved' WHERE state = 'Submitted'");
        await hub.Seals.SealAsync("next", ReleaseFixture.Dan, TestContext.Current.CancellationToken);
        Assert.Contains(hub.Audit.Verify().Problems, problem => problem.Code == "audit.move-illegal");
    }

    [Fact]
    public void A_release_that_vanished_is_named()
    {
        hub.Execute("DELETE FROM release");
        Assert.Contains(hub.Audit.Verify().Problems, problem => problem.Code == "audit.release-gone");
    }

    [Fact]
    public void A_changed_file_is_named()
    {
        File.AppendAllText(hub.Releases.Show("1").Files[0].Path, " ");
        Assert.Equal(("audit.file-changed", "releases/payroll/1/payroll-DE-2026-03-1.csv"), hub.Audit.Verify().Problems.Select(problem => (problem.Code, problem.Object)).Single());
    }

    [Fact]
    public void A_lost_file_is_named()
    {
        File.Delete(hub.Releases.Show("1").Files[1].Path);
        Assert.Equal("audit.file-gone", Assert.Single(hub.Audit.Verify().Problems).Code);
    }

    // Whoever can rewrite the whole chain still cannot reach the manifests that left.
    [Fact]
    public void A_chain_rewritten_from_its_start_misses_the_head_that_a_manifest_names()
    {
        using (var connection = hub.Database.Open())
        {
            using var transaction = connection.BeginTransaction();
            var rows = new Integration.Engine.Store.Sqlite.SqliteAuditStore(hub.Database).Rows();
            Dapper.SqlMapper.Execute(connection, "DELETE FROM audit", transaction: transaction);
            foreach (var row in rows)
            {
                var entry = row.Entry.Actor == "ben" ? row.Entry with { Actor = "dan" } : row.Entry;
                Integration.Engine.Store.Sqlite.SqliteAudit.Append(connection, transaction, Integration.Engine.Store.Micros.ToInstant(row.At), entry);
            }

            Dapper.SqlMapper.Execute(connection, "UPDATE approval SET actor = 'dan' WHERE actor = 'ben'", transaction: transaction);
            transaction.Commit();
        }

        Assert.Equal("audit.anchor-missing", Assert.Single(hub.Audit.Verify().Problems).Code);
    }
}
