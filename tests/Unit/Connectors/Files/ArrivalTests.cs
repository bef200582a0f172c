using System.Security.Cryptography;
using BackOffice.Integration.Connectors.Contract;
using Microsoft.Extensions.Time.Testing;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

public sealed class ArrivalTests : IDisposable
{
    private const string Options = """{"files":"*","key":"id"}""";

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    private readonly TestFolder folder = new();
    private readonly FakeTimeProvider clock = new(new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Lists_complete_files_in_name_order_and_nothing_else()
    {
        foreach (var name in (string[])["b.csv", "a.csv", "B.csv", ".hidden.csv", "c.csv.part", "d.TMP"]) folder.Write(name, "id\n1\n");
        Directory.CreateDirectory(folder[".taken"]);
        folder.Write(".taken/old.csv", "id\n1\n");
        var files = await folder.Source(Options).ArrivedAsync();
        Assert.Equal(["B.csv", "a.csv", "b.csv"], files.Select(file => file.Name));
        Assert.All(files, file => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("id\n1\n"u8)), file.Sha256));
        Assert.All(files, file => Assert.Equal(5, file.Length));
    }

    [Fact]
    public async Task Takes_only_names_of_its_pattern()
    {
        foreach (var name in (string[])["ledger1.csv", "ledger.csv", "Ledger2.csv", "ledger.txt", "staff.csv"]) folder.Write(name, "id\n");
        var files = await folder.Source("""{"files":"ledger*.csv","key":"id"}""").ArrivedAsync();
        Assert.Equal(["ledger.csv", "ledger1.csv"], files.Select(file => file.Name));
    }

    [Fact]
    public async Task A_done_marker_alone_says_that_a_file_is_complete()
    {
        folder.Write("a.csv", "id\n1");
        folder.Write("b.csv", "id\n1\n");
        var source = folder.Source("""{"files":"*","key":"id","done-marker":".done"}""");
        Assert.Empty(await source.ArrivedAsync());
        folder.Write("a.csv.done", "");
        Assert.Equal("a.csv", Assert.Single(await source.ArrivedAsync(Settle)).Name);
    }

    [Fact]
    public async Task A_file_must_stand_still_since_it_was_first_seen()
    {
        folder.Write("a.csv", "id\n1\n");
        var source = folder.Source(Options, clock);
        Assert.Empty(await source.ArrivedAsync(Settle));
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(await source.ArrivedAsync(Settle));
        folder.Write("a.csv", "id\n1\n2\n");
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(await source.ArrivedAsync(Settle));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Single(await source.ArrivedAsync(Settle));
    }

    [Fact]
    public async Task The_stream_may_ask_for_a_longer_rest_but_not_of_a_run_by_hand()
    {
        folder.Write("a.csv", "id\n1\n");
        var source = folder.Source("""{"files":"*","key":"id","settle":"2m"}""", clock);
        Assert.Empty(await source.ArrivedAsync(Settle));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(await source.ArrivedAsync(Settle));
        Assert.Single(await source.ArrivedAsync());
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(await source.ArrivedAsync(Settle));
    }

    [Theory]
    [InlineData("id,b\n1,x", 6, true)]
    [InlineData("id,b\n1,x", 5, false)]
    [InlineData("id,b\n1", 60, false)]
    [InlineData("id,b\n1,\"x\ny", 60, true)]
    [InlineData("id,b\n1,\"x\ny", 5, false)]
    [InlineData("id,b\n1,x\n", 0, true)]
    [InlineData("", 0, true)]
    public async Task A_last_line_without_an_end_must_be_whole_and_rest(string text, int age, bool arrives)
    {
        folder.Write("a.csv", text);
        File.SetLastWriteTimeUtc(folder["a.csv"], clock.GetUtcNow().UtcDateTime.AddSeconds(-age));
        Assert.Equal(arrives ? 1 : 0, (await folder.Source(Options, clock).ArrivedAsync()).Count);
    }

    [Theory]
    [InlineData("{\"id\":1}\n{\"id\":2}", true)]
    [InlineData("{\"id\":1}\n{\"id\":", false)]
    public async Task A_last_line_of_JSON_must_be_an_object(string text, bool arrives)
    {
        folder.Write("a.ndjson", text);
        File.SetLastWriteTimeUtc(folder["a.ndjson"], clock.GetUtcNow().UtcDateTime.AddSeconds(-60));
        Assert.Equal(arrives ? 1 : 0, (await folder.Source("""{"files":"*","format":"ndjson","key":"id"}""", clock).ArrivedAsync()).Count);
    }

    [Fact]
    public async Task A_file_that_changed_after_it_was_listed_is_not_opened()
    {
        folder.Write("a.csv", "id\n1\n");
        var file = Assert.Single(await folder.Source(Options).ArrivedAsync());
        folder.Write("a.csv", "id\n1\n2\n");
        await Assert.ThrowsAsync<ConnectorException>(() => file.OpenAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_taken_file_moves_aside_with_its_marker_and_only_once()
    {
        folder.Write("a.csv", "id\n1\n");
        folder.Write("a.csv.done", "");
        var source = folder.Source("""{"files":"*","key":"id","done-marker":".done"}""");
        var file = Assert.Single(await source.ArrivedAsync());
        var place = await source.ArchiveAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(Path.Combine(".taken", file.Sha256), place);
        Assert.Equal("id\n1\n", await File.ReadAllTextAsync(folder[place!], TestContext.Current.CancellationToken));
        Assert.True(File.Exists(folder[place! + ".done"]));
        Assert.Empty(Directory.GetFiles(folder.Path));
        Assert.Equal(place, await source.ArchiveAsync(file, TestContext.Current.CancellationToken));
        Assert.Empty(await source.ArrivedAsync());
    }

    [Fact]
    public async Task A_file_that_changed_since_stays_where_it_is()
    {
        folder.Write("a.csv", "id\n1\n");
        var source = folder.Source(Options);
        var file = Assert.Single(await source.ArrivedAsync());
        folder.Write("a.csv", "id\n2\n");
        Assert.Null(await source.ArchiveAsync(file, TestContext.Current.CancellationToken));
        Assert.True(File.Exists(folder["a.csv"]));
    }

    [Fact]
    public async Task Where_nothing_can_be_moved_the_file_stays()
    {
        folder.Write("a.csv", "id\n1\n");
        // A file in the way fails like a read-only folder, and also for root.
        folder.Write(".taken", "");
        var source = folder.Source(Options);
        Assert.Null(await source.ArchiveAsync(Assert.Single(await source.ArrivedAsync()), TestContext.Current.CancellationToken));
        Assert.True(File.Exists(folder["a.csv"]));
    }

    [Theory]
    [InlineData("../a.csv")]
    [InlineData("/etc/passwd")]
    [InlineData(".taken")]
    public async Task A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        var file = new ArrivedFile(name, new('0', 64), 0, default, _ => Task.FromResult(Stream.Null));
        await Assert.ThrowsAsync<ConnectorException>(() => folder.Source(Options).ArchiveAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_missing_folder_asks_to_be_mended()
    {
        var source = folder.Source(Options);
        await source.CheckAsync(TestContext.Current.CancellationToken);
        Directory.Delete(folder.Path);
        var failure = await Assert.ThrowsAsync<ConnectorException>(() => source.CheckAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Recovery.Reconfigure, failure.Recovery);
        Assert.Contains(folder.Path, failure.Message);
        Directory.CreateDirectory(folder.Path);
    }
}
