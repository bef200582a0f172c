using System.Diagnostics;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Engine.Workspaces;
using Dapper;
using Microsoft.Extensions.Time.Testing;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

public sealed class PublisherTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero);
    private readonly TempFolder folder = new();
    private readonly TempFolder storeFolder = new();
    private readonly FakeTimeProvider clock = new(Start);
    private SqliteDatabase database = null!;
    private SqliteWorkspaceStore store = null!;
    private Publisher publisher = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = new(Path.Combine(storeFolder.Path, "hub.db"));
        await SqliteMigrator.MigrateAsync(database, Ct);
        store = new(database);
        publisher = new(store, new TestCatalog(), TestWorkspace.Datasets, clock, new TestMappings());
    }

    public ValueTask DisposeAsync()
    {
        database.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
        storeFolder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Stores_every_file_with_actor_and_audit_row()
    {
        var result = await Publish(new());

        Assert.Empty(result.Errors);
        Assert.True(result.New);
        var version = Assert.Single(await store.VersionsAsync(Ct));
        Assert.Equal((result.Hash, Start, "anna"), (version.Hash, version.PublishedAt, version.PublishedBy));
        var files = await store.FilesAsync(result.Hash!, Ct);
        Assert.Equal(result.Workspace!.Files.Select(file => (file.Path, file.Sha256)), files.Select(file => (file.Path, file.Sha256)));
        Assert.Contains(files, file => file.Path == "Fec/ledger");
        Assert.Equal(("anna", "workspace.published", result.Hash), Query<(string, string, string)>("SELECT actor, action, object FROM audit").Single());
        Assert.Equal(32, Query<byte[]>("SELECT hash FROM workspace_version").Single().Length);
    }

    [Fact]
    public async Task Changes_nothing_when_the_same_content_comes_again()
    {
        var first = await Publish(new());
        clock.Advance(TimeSpan.FromDays(1));
        var second = await Publish(new(), "bert");

        Assert.Equal((first.Hash, false), (second.Hash, second.New));
        Assert.Equal("anna", Assert.Single(await store.VersionsAsync(Ct)).PublishedBy);
        Assert.Single(Query<long>("SELECT no FROM audit"));
        Assert.Equal(Due("2026-03-28T03:30Z"), NextDue("ledger"));
    }

    [Fact]
    public async Task Stores_nothing_of_a_workspace_that_has_faults()
    {
        var result = await Publish(new TestWorkspace().Change("hub.yaml", "Europe/Berlin", "Berlin").Change("partners/acme.yaml", "country", "county"));

        Assert.Null(result.Workspace);
        Assert.Equal(["hub.yaml", "partners/acme.yaml"], result.Errors.Select(error => error.File).Distinct());
        Assert.Empty(await store.VersionsAsync(Ct));
        Assert.False(File.Exists(Path.Combine(folder.Path, ".hub-key")));
    }

    [Fact]
    public async Task Makes_the_hubs_key_at_the_first_publish()
    {
        await Publish(new());

        Assert.True(File.Exists(Path.Combine(folder.Path, ".hub-key")));
    }

    [Fact]
    public async Task Gives_a_published_version_back_without_its_folder()
    {
        var first = await Publish(new());
        var second = await Publish(new TestWorkspace().Change("hub.yaml", "Muster", "Meister"));
        Directory.Delete(folder.Path, recursive: true);
        Directory.CreateDirectory(folder.Path);

        var latest = await publisher.LoadAsync(null, "/elsewhere", Ct);
        var earlier = await publisher.LoadAsync(first.Hash, "/elsewhere", Ct);

        Assert.Equal((second.Hash, "/elsewhere", "Meister GmbH"), (latest!.Hash, latest.Folder, latest.Hub.Companies[0].Name));
        Assert.Equal((first.Hash, "Muster GmbH"), (earlier!.Hash, earlier.Hub.Companies[0].Name));
        Assert.Contains("Fec/ledger", earlier.Mappings.Keys);
        Assert.Equal(first.Workspace!.Exports["payroll"].Layout.Version, earlier.Exports["payroll"].Layout.Version);
    }

    [Fact]
    public async Task Gives_nothing_where_nothing_was_published()
    {
        Assert.Null(await publisher.LoadAsync(null, folder.Path, Ct));
        Assert.Null(await publisher.LoadAsync(new string('a', 64), folder.Path, Ct));
    }

    [Fact]
    public async Task Refuses_a_stored_version_that_was_edited()
    {
        await Publish(new());
        Query<int>("UPDATE workspace_file SET content = CAST(replace(CAST(content AS TEXT), 'approvals: 2', 'approvals: 3') AS BLOB) WHERE path = 'exports/payroll.yaml'");

        await Assert.ThrowsAsync<InvalidDataException>(() => publisher.LoadAsync(null, folder.Path, Ct));
    }

    [Fact]
    public async Task Makes_a_version_the_latest_again_when_it_is_published_again()
    {
        var first = await Publish(new());
        var second = await Publish(new TestWorkspace().Change("hub.yaml", "Muster", "Meister"), "bert");
        var third = await Publish(new(), "cleo");

        Assert.Equal((first.Hash, true), (third.Hash, third.New));
        Assert.Equal([(first.Hash, "cleo"), (second.Hash, "bert")], (await store.VersionsAsync(Ct)).Select(version => ((string?)version.Hash, version.PublishedBy)));
        Assert.Equal(["anna", "bert", "cleo"], Query<string>("SELECT actor FROM audit ORDER BY no"));
        Assert.Equal(first.Hash, (await publisher.LoadAsync(null, folder.Path, Ct))!.Hash);
    }

    [Fact]
    public async Task Keeps_a_file_findable_by_its_hash()
    {
        var result = await Publish(new());
        var mapping = result.Workspace!.Files.Single(file => file.Path == "mappings/staff.yaml");
        await Publish(new TestWorkspace().With("mappings/staff.yaml", "to: hr.employment\n"));

        Assert.Equal(mapping.Content, (await store.FileAsync(mapping.Sha256, Ct))!.Content);
        Assert.Null(await store.FileAsync(new string('0', 64), Ct));
    }

    [Fact]
    public async Task Replaces_the_schedules_but_keeps_what_is_still_due()
    {
        await Publish(new TestWorkspace()
            .With("exports/payroll.yaml", TestWorkspace.Export + "\nschedule: 0 8 25 * *\n"));
        Assert.Equal(["export:payroll", "ledger", "staff"], Query<string>("SELECT name FROM schedule ORDER BY name"));
        Assert.Equal(Due("2026-03-30T04:00Z"), NextDue("staff"));

        clock.Advance(TimeSpan.FromDays(30));
        await Publish(new TestWorkspace().Change("pipelines/staff.yaml", "0 6 * * 1-5", "0 7 * * 1-5"));

        Assert.Equal(["ledger", "staff"], Query<string>("SELECT name FROM schedule ORDER BY name"));
        Assert.Equal(Due("2026-04-27T05:00Z"), NextDue("staff"));
        Assert.Equal(Due("2026-03-28T03:30Z"), NextDue("ledger"));
    }

    [Fact]
    public async Task Notes_the_commit_and_whether_the_files_differ_from_it()
    {
        new TestWorkspace().WriteTo(folder.Path);
        if (!Git("init", "-q") || !Git("add", ".") || !Git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "first")) Assert.Skip("Needs git.");

        await Publish(new());
        await Publish(new TestWorkspace().Change("hub.yaml", "Muster", "Meister"));

        var versions = await store.VersionsAsync(Ct);
        Assert.Equal([true, false], versions.Select(version => version.Dirty));
        Assert.All(versions, version => Assert.Equal(40, version.GitCommit!.Length));
    }

    [Fact]
    public async Task Counts_files_that_Git_ignores_as_different_from_the_commit()
    {
        File.WriteAllText(Path.Combine(folder.Path, ".gitignore"), "*.yaml\n");
        if (!Git("init", "-q") || !Git("add", ".") || !Git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "first")) Assert.Skip("Needs git.");

        await Publish(new());

        var version = Assert.Single(await store.VersionsAsync(Ct));
        Assert.Equal((40, true), (version.GitCommit!.Length, version.Dirty));
    }

    [Fact]
    public async Task An_actor_may_answer_for_what_nobody_published()
    {
        Assert.True((await Publish(new(), Actor.Hub.Login)).New);
        Assert.False((await Publish(new(), Actor.Hub.Login)).New);
        Assert.True((await Publish(new(), "anna")).New);
        Assert.False((await Publish(new(), "bruno")).New);
        Assert.False((await Publish(new(), Actor.Hub.Login)).New);

        Assert.Equal("anna", Assert.Single(await store.VersionsAsync(Ct)).PublishedBy);
        Assert.Equal(["hub", "anna"], Query<string>("SELECT actor FROM audit WHERE action = 'workspace.published' ORDER BY no"));
    }

    [Fact]
    public async Task Goes_on_without_a_commit_in_an_odd_repository()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, ".git"));
        File.WriteAllText(Path.Combine(folder.Path, ".git/HEAD"), "ref: refs/heads/none\n");

        Assert.True((await Publish(new())).New);
        Assert.Null((await store.VersionsAsync(Ct))[0].GitCommit);
    }

    private async Task<PublishResult> Publish(TestWorkspace workspace, string actor = "anna")
    {
        workspace.WriteTo(folder.Path);
        return await publisher.PublishAsync(folder.Path, new(actor, actor), Ct);
    }

    private List<T> Query<T>(string sql)
    {
        using var connection = database.Open();
        return [.. connection.Query<T>(sql)];
    }

    private DateTimeOffset NextDue(string name) => BackOffice.Integration.Engine.Store.Micros.ToInstant(Query<long>($"SELECT next_due FROM schedule WHERE name = '{name}'").Single());

    private static DateTimeOffset Due(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    private bool Git(params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder.Path })!;
            git.WaitForExit();
            return git.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
