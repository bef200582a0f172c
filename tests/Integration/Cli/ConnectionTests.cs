using System.Text;
using System.Text.Json;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>What a connection is asked before any mapping: sign in, streams, first records.</summary>
public sealed class ConnectionTests : IDisposable
{
    private const string Ledger = "number;department;text\n1;SALES;Müller\n2;PLANT;Weber\n3;x\n";

    private readonly StartedHub hub = new();

    public ConnectionTests()
    {
        hub.AddBooks();
        File.WriteAllText(hub["in/ledger-1.csv"], Ledger, Encoding.Latin1);
    }

    public void Dispose() => hub.Dispose();

    [Fact]
    public void Discovers_the_fields_of_the_newest_file()
    {
        var output = hub.Expect(0, "number, department, text", "connection", "discover", "books");
        Assert.Contains("ledger-1.csv", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(hub.Expect(0, "incremental", "connection", "discover", "books", "--json"));
        var stream = Assert.Single(json.RootElement.EnumerateArray().ToList());
        Assert.Equal("number", stream.GetProperty("key")[0].GetString());
        Assert.Equal(3, stream.GetProperty("fields").GetArrayLength());
    }

    [Fact]
    public void Previews_masked_and_takes_nothing()
    {
        var output = hub.Expect(0, "xxxxxx", "connection", "preview", "books", "example");
        Assert.Contains("line 2, bytes 23 to 37", output, StringComparison.Ordinal);
        Assert.Contains("record.ragged", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Müller", output, StringComparison.Ordinal);
        Assert.Equal([hub["in/ledger-1.csv"]], Directory.GetFileSystemEntries(hub["in"]));
        Assert.False(Directory.Exists(hub["store"]));
    }

    [Fact]
    public void Tells_what_is_not_read_and_waits_for_no_pipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells the kind of a file.");
        const string why = "ledger-2.csv is no regular file";
        Repository.Run("mkfifo", [hub["in/ledger-2.csv"]], hub["in"], TimeSpan.FromMinutes(1));
        hub.Expect(0, why, "connection", "discover", "books");
        hub.Expect(0, why, "connection", "preview", "books", "example");

        File.Delete(hub["in/ledger-1.csv"]);
        Directory.CreateDirectory(hub["mappings"]);
        Directory.CreateDirectory(hub["pipelines"]);
        File.WriteAllText(hub["mappings/m.yaml"], "to: hr.compensation\nkey: number\nfields:\n  validFrom: date(text)\n  employment: number\n  amount: number(number)\n  currency: \"'EUR'\"\n");
        File.WriteAllText(hub["pipelines/p.yaml"], "from: {connection: books, stream: example}\nmapping: mappings/m.yaml\nsync: full\ndeletes: {guard: 5%}\n");
        hub.Expect(0, why, "run", "p");
    }

    [Fact]
    public void Shows_as_many_records_as_asked_for()
    {
        using var json = JsonDocument.Parse(hub.Expect(0, "position", "connection", "preview", "books", "example", "--records", "2", "--json"));
        Assert.Equal([2, 3], json.RootElement.EnumerateArray().Select(record => record.GetProperty("position").GetProperty("index").GetInt32()));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("many")]
    public void Refuses_another_number_of_records(string count) => hub.Expect(2, "--records", "connection", "preview", "books", "example", "--records", count);

    [Fact]
    public void Says_why_no_record_waits()
    {
        File.Delete(hub["in/ledger-1.csv"]);
        hub.Expect(0, "No record waits", "connection", "preview", "books", "example");
        hub.Expect(0, "not known yet", "connection", "discover", "books");
    }

    [Theory]
    [InlineData("Did you mean 'example'?", "preview", "books", "exampl")]
    [InlineData("Did you mean 'books'?", "preview", "book", "example")]
    [InlineData("Did you mean 'books'?", "discover", "book")]
    [InlineData("Did you mean 'books'?", "check", "book")]
    public void Suggests_the_name_that_was_meant(string message, params string[] arguments) => hub.Expect(2, message, ["connection", .. arguments]);

    [Fact]
    public void A_key_that_no_field_has_is_for_people_to_mend()
    {
        File.WriteAllText(hub["in/ledger-1.csv"], "numbr;text\n1;Weber\n");
        var output = hub.Expect(2, "Did you mean 'numbr'?", "connection", "preview", "books", "example");
        Assert.DoesNotContain("Weber", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_closed_border()
    {
        File.WriteAllText(hub["in/ledger-1.csv"], "number;text\n1;\"Weber\n");
        Assert.DoesNotContain("Weber", hub.Expect(5, "never closed", "connection", "preview", "books", "example"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_told_by_check_and_by_all_that_read()
    {
        Directory.Delete(hub["in"], recursive: true);
        foreach (var command in (string[][])[["check"], ["connection", "check"], ["connection", "check", "books"], ["connection", "discover", "books"], ["connection", "preview", "books", "example"]])
            hub.Expect(2, "Create it, or correct folder in the connection", command);
    }

    [Fact]
    public void A_destination_has_no_streams()
    {
        hub.Expect(0, "connection check bureau", "connection", "add", "bureau", "--connector", "folder", "--set", "folder=out");
        hub.Expect(2, "connection.no-source", "connection", "discover", "bureau");
        hub.Expect(2, "connection.no-source", "connection", "preview", "bureau", "x");
        hub.Expect(0, "file destination", "connection", "list");
    }

    [Fact]
    public void An_invalid_workspace_is_told_instead()
    {
        File.AppendAllText(hub["connections/books.yaml"], "strems: {}\n");
        foreach (var command in (string[][])[["check"], ["connection", "list"], ["connection", "check"], ["connection", "discover", "books"], ["connection", "preview", "books", "example"]])
            hub.Expect(2, "Did you mean 'streams'?", command);
    }

    [Fact]
    public void A_workspace_without_connections_says_how_to_add_one()
    {
        File.Delete(hub["connections/books.yaml"]);
        foreach (var command in (string[][])[["check"], ["connection", "list"], ["connection", "check"]]) hub.Expect(0, "backoffice connection add", command);
    }
}
