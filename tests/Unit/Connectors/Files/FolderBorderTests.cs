using BackOffice.Integration.Connectors.Files;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

/// <summary>Which files of the folder are a stream's, and which only seem to lie there.</summary>
public sealed class FolderBorderTests : IDisposable
{
    private const string Options = """{"files":["ledger*.csv","*_2026.csv"],"key":"id"}""";

    private readonly TestFolder folder = new();
    private readonly TestFolder outside = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        outside.Dispose();
    }

    [Fact]
    public async Task Several_patterns_are_one_stream_in_the_order_of_names()
    {
        folder.Write("ledger_2026.csv", "id\n3\n");
        folder.Write("a_2026.csv", "id\n1\n");
        folder.Write("b_2025.csv", "id\n9\n");
        folder.Write("ledger.csv", "id\n2\n");
        var batches = await folder.Source(Options).BatchesAsync();
        Assert.Equal(["1", "2", "3"], batches.SelectMany(batch => batch.Records).Select(record => record.Key));
        Assert.True(batches[^1].CompletesSnapshot);
        Assert.Single(batches, batch => batch.CompletesSnapshot);
    }

    [Fact]
    public async Task A_link_that_leads_out_of_the_folder_is_no_file_of_it()
    {
        outside.Write("secret.csv", "id\n9\n");
        folder.Write("ledger1.csv", "id\n1\n");
        File.CreateSymbolicLink(folder["ledger2.csv"], outside["secret.csv"]);
        Directory.CreateSymbolicLink(folder["way"], outside.Path);
        File.CreateSymbolicLink(folder["ledger3.csv"], "way/secret.csv");
        File.CreateSymbolicLink(folder["ledger4.csv"], "ledger2.csv");
        File.CreateSymbolicLink(folder["ledger5.csv"], "ledger5.csv");
        File.CreateSymbolicLink(folder["ledger6.csv"], "nowhere.csv");
        var source = folder.Source(Options);
        Assert.Equal("ledger1.csv", Assert.Single(await source.ArrivedAsync()).Name);
        await source.CheckAsync(Ct);
    }

    [Fact]
    public async Task A_link_within_the_folder_is_followed_and_so_is_the_folder_itself()
    {
        Directory.CreateDirectory(folder["..data"]);
        folder.Write(Path.Combine("..data", "x.csv"), "id\n1\n");
        File.CreateSymbolicLink(folder["ledger.csv"], "..data/x.csv");
        Assert.Equal("ledger.csv", Assert.Single(await folder.Source(Options).ArrivedAsync()).Name);

        Directory.CreateSymbolicLink(outside["in"], folder.Path);
        Assert.Single(new Inbox(outside["in"], TimeProvider.System)
            .Candidates(new("s", new() { Files = new(["*.csv"]), Key = new(["id"], Counted: false) })));
    }

    [Fact]
    public async Task A_link_that_dangles_stops_nothing()
    {
        File.CreateSymbolicLink(folder["ledger.csv"], "gone.csv");
        Assert.DoesNotContain(await folder.Source(Options).ArrivedAsync(), file => file.Length > 0);
    }
}
