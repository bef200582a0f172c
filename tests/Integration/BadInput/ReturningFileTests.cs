using System.Text;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Tests.Integration.BadInput;

/// <summary>Contents that come more than once: what arrived last is what the store holds.</summary>
public sealed class ReturningFileTests : IAsyncLifetime
{
    private const string Monday = "id;name;day;amount\n1;Weber;01.02.2026;1,50\n2;Rossi;02.02.2026;2,50\n";
    private const string Tuesday = "id;name;day;amount\n1;Weber;01.02.2026;7,50\n2;Rossi;02.02.2026;2,50\n";

    private readonly DirectoryInfo workspace = Directory.CreateTempSubdirectory("returning ");
    private TestHub hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Put("hub.yaml", "name: returning\ncompanies: {DE: {name: Test GmbH, country: DE, currency: EUR}}\n");
        Put("connections/c.yaml", "connector: file\nsettings: {folder: in}\nstreams:\n  s:\n    files: \"*.csv\"\n    delimiter: \";\"\n    key: id\n    formats: {decimal: \",\", date: [dd.MM.yyyy]}\n");
        Put("pipelines/p.yaml", "from: {connection: c, stream: s}\nmapping: mappings/m.yaml\nsync: full\ndeletes: {guard: 50%}\n");
        Put("mappings/m.yaml", "to: hr.compensation\nkey: id\nfields:\n  validFrom: date(day)\n  employment: id\n  amount: number(amount)\n  currency: \"'EUR'\"\n  payPeriod: name\n");
        hub = await TestHub.OpenAsync(workspace.FullName, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        workspace.Delete(recursive: true);
    }

    [Fact]
    public async Task A_source_that_goes_back_to_an_earlier_state_is_followed()
    {
        await ArriveAsync("monday.csv", Monday, 1);
        await ArriveAsync("tuesday.csv", Tuesday, 2);
        var back = Assert.Single(await ArriveAsync("wednesday.csv", Monday, 3));

        Assert.Equal((RunState.Completed, 1, 1), (back.State, back.Counts.Mapped, back.Counts.Unchanged));
        Assert.Equal(["40000"], Sum());
        Assert.Equal(["", "", "@2"], hub.Read("SELECT substr(occurrence, 65) FROM run ORDER BY id"));
    }

    [Fact]
    public async Task Three_files_in_one_folder_end_with_the_last_though_the_first_has_its_content()
    {
        Put("in/a.csv", Monday, 1);
        Put("in/b.csv", Tuesday, 2);
        Put("in/c.csv", Monday, 3);

        Assert.Equal(3, (await hub.RunAsync("p", Ct)).Count);

        Assert.Equal(["40000"], Sum());
        Assert.Equal(["a.csv", "b.csv", "c.csv"], hub.Read("SELECT name FROM landing ORDER BY id"));
    }

    [Fact]
    public async Task A_copy_of_what_was_read_last_is_told_and_not_read()
    {
        Put("in/a.csv", Monday, 1);
        Put("in/c.csv", Monday, 3);

        var tickets = await StartAsync();

        Assert.Equal([("a.csv", null), ("c.csv", "a.csv")], tickets.Select(ticket => (ticket.File, ticket.Repeats)));
        Assert.Equal([true, false], tickets.Select(ticket => ticket.Waits));
        Assert.Single(tickets.Select(ticket => ticket.RunId).Distinct());
        await hub.Engine.Slices.ExecuteAsync(tickets[0].RunId, SliceExecutor.Whole, null, Ct);

        Assert.Empty(Directory.GetFiles(Path.Combine(hub.Folder, "in")));
        Assert.Empty(await StartAsync());
        Put("in/d.csv", Monday, 4);
        Assert.Equal("a.csv", Assert.Single(await StartAsync()).Repeats);
        Assert.Equal(["40000"], Sum());
    }

    [Fact]
    public async Task A_file_that_cannot_be_moved_aside_is_read_once()
    {
        await ArriveAsync("monday.csv", Monday, 1);
        Put("in/monday.csv", Monday, 1);
        await ArriveAsync("tuesday.csv", Tuesday, 2);
        Put("in/monday.csv", Monday, 1);
        Put("in/tuesday.csv", Tuesday, 2);

        Assert.Empty(await hub.RunAsync("p", Ct));

        Assert.Equal(["100000"], Sum());
    }

    [Fact]
    public async Task Starting_twice_before_anything_was_read_gives_the_same_runs()
    {
        await ArriveAsync("monday.csv", Monday, 1);
        Put("in/b.csv", Tuesday, 2);
        Put("in/c.csv", Monday, 3);

        var first = await StartAsync();
        var second = await StartAsync();

        Assert.Equal(first.Select(ticket => ticket.RunId), second.Select(ticket => ticket.RunId));
        foreach (var ticket in second) await hub.Engine.Slices.ExecuteAsync(ticket.RunId, SliceExecutor.Whole, null, Ct);
        Assert.Equal(["40000"], Sum());
        Assert.Equal(["3"], hub.Read("SELECT count(*) FROM run"));
    }

    private async Task<IReadOnlyList<RunOutcome>> ArriveAsync(string name, string content, int day)
    {
        Put($"in/{name}", content, day);
        return await hub.RunAsync("p", Ct);
    }

    private async Task<IReadOnlyList<RunTicket>> StartAsync()
    {
        Assert.Empty((await hub.Engine.Publisher.PublishAsync(hub.Folder, new("test", "test"), Ct)).Errors);
        return await hub.Engine.Starter.StartAsync(new("p", "hand"), Ct);
    }

    private List<string> Sum() => hub.Read("SELECT sum(amount) FROM hr_compensation WHERE deleted = 0");

    private void Put(string name, string content, int day)
    {
        hub.Put(name, Encoding.UTF8.GetBytes(content));
        File.SetLastWriteTimeUtc(Path.Combine(hub.Folder, name), new(2026, 2, day, 8, 0, 0, DateTimeKind.Utc));
    }

    private void Put(string name, string content)
    {
        var file = Path.Combine(workspace.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
