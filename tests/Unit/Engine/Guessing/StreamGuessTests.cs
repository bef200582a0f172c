using System.Globalization;
using System.Text;
using System.Text.Json;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces.Guessing;

namespace BackOffice.Integration.Tests.Unit.Engine.Guessing;

public sealed class StreamGuessTests : IDisposable
{
    private const string Hub = "name: h\ncompanies:\n  MAIN: {name: M, country: DE, currency: EUR}\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("guess-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("betrag;x\n1,50;a\n12,00;b", """{"decimal":","}""")]
    [InlineData("betrag;x\n1.234,50;a\n12,00;b", """{"decimal":",","group":"."}""")]
    [InlineData("betrag;x\n1,234.50;a\n12.00;b", """{"group":","}""")]
    [InlineData("betrag;x\n1'234.50;a\n12.00;b", """{"group":"'"}""")]
    [InlineData("betrag;x\n1.50;a\n12;b", null)]
    [InlineData("betrag;x\n1.234;a\n2.345;b", null)] // A group sign is never guessed alone.
    [InlineData("tag;x\n31.01.2026;a\n01.02.2026;b", """{"date":["dd.MM.yyyy"]}""")]
    [InlineData("tag;x\n1.2.2026;a\n31.12.2026;b", """{"date":["d.M.yyyy"]}""")]
    [InlineData("tag;x\n20260131;a\n20260201;b", """{"date":["yyyyMMdd"]}""")]
    [InlineData("konto;x\n40100000;a\n44566000;b", null)] // Eight digits that are no day.
    [InlineData("tag;x\n2026-01-31;a\n2026-02-01;b", null)]
    [InlineData("tag;bis\n2026-01-31;31.12.2026\n2026-02-01;01.01.2027", """{"date":["yyyy-MM-dd","dd.MM.yyyy"]}""")]
    [InlineData("tag;x\n01/31/2026;a\n02/01/2026;b", """{"date":["MM/dd/yyyy"]}""")]
    [InlineData("tag;bis\n03/04/2026;25/04/2026\n05/06/2026;30/06/2026", """{"date":["dd/MM/yyyy"]}""")]
    [InlineData("tag;bis\n03/04/2026;04/25/2026\n05/06/2026;06/30/2026", """{"date":["MM/dd/yyyy"]}""")]
    [InlineData("zeit;x\n31.01.2026 10:15;a\n01.02.2026 09:00;b", """{"instant":["dd.MM.yyyy HH:mm"]}""")]
    [InlineData("zeit;x\n2026-01-31T10:15:00Z;a\n2026-02-01T09:00:00+01:00;b", null)]
    [InlineData("n;x\n5;a\nN/A;b\n7;c", """{"null":["N/A"]}""")]
    [InlineData("tag;x\n31.01.2026;a\n?;b", """{"date":["dd.MM.yyyy"],"null":["?"]}""")]
    [InlineData("n;x\n5;-\n7;text", null)] // Among texts it may mean itself.
    public async Task Values_tell_how_they_are_written(string text, string? formats)
    {
        var stream = await OneAsync("a.csv", text);
        Assert.Equal(formats, stream.Keys["formats"]?.ToJsonString(Plain));
        Assert.Null(stream.Fault);
    }

    [Fact]
    public async Task Day_and_month_that_may_change_places_are_said()
    {
        var stream = await OneAsync("a.csv", "tag;x\n03/04/2026;a\n05/06/2026;b");
        var reason = stream.Reasons.Single(reason => reason.Key == "formats.date");
        Assert.Equal(Certainty.Unsure, reason.Certainty);
        Assert.Contains("MM/dd/yyyy", reason.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_that_always_has_three_digits_behind_it_is_said() =>
        Assert.Equal(Certainty.Unsure, (await OneAsync("a.csv", "betrag;x\n1,234;a\n2,345;b")).Reasons.Single(reason => reason.Key == "formats.decimal").Certainty);

    [Theory]
    [InlineData("name;personalnummer", "{0};{1}", "\"personalnummer\"")] // Both are unique; one is called like a key.
    [InlineData("name;place", "{0};x", "\"name\"")]
    [InlineData("place;alias", "x;{0}", "\"alias\"")]
    [InlineData("invoice;line", "{2};{3}", "[\"invoice\",\"line\"]")]
    [InlineData("journal;amount", "{2};1,50", "\"numbered(journal)\"")]
    [InlineData("day;rate", "{4};1,50", "\"day\"")] // As in a list of rates.
    [InlineData("a;b", "x;", "\"hash\"")]
    public async Task Records_tell_what_tells_them_apart(string header, string line, string key)
    {
        var lines = Enumerable.Range(0, 40).Select(n => string.Format(CultureInfo.InvariantCulture, line, $"n{n}", 1000 + n, $"J{n / 4}", n % 4, new DateOnly(2026, 1, 1).AddDays(n).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Assert.Equal(key, (await OneAsync("a.csv", $"{header}\n{string.Join('\n', lines)}")).Keys["key"]!.ToJsonString(Plain));
    }

    [Fact]
    public async Task A_few_records_prove_no_key() =>
        Assert.Equal(Certainty.Unsure, (await OneAsync("a.csv", "id;x\n1;a\n2;b")).Reasons.Single(reason => reason.Key == "key").Certainty);

    [Fact]
    public async Task Money_is_totalled_and_rates_are_not() =>
        Assert.Equal("""["amount"]""", (await OneAsync("a.csv", "id;amount;tax_rate;count\n1;2.50;0.19;1\n2;3.50;0.07;2")).Keys["totals"]?.ToJsonString());

    [Fact]
    public async Task A_shipped_mapping_that_has_all_its_fields_is_taken()
    {
        var guess = await AllAsync("zeiten.csv", "entry;employee_no;day;hours;kind;cost_centre;project;more\n1;7;31.01.2026;7,50;work;A;;x\n");
        Assert.Equal("Generic/time-entries", Assert.Single(guess.Streams).Mapping);
        Assert.Contains("mapping: Generic/time-entries", guess.Files["pipelines/zeiten.yaml"], StringComparison.Ordinal);
        Assert.DoesNotContain(guess.Files.Keys, path => path.EndsWith(".example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dump_of_many_kinds_is_said_and_gets_no_mapping_that_fits_some()
    {
        const string Entry = """{"model":"time","entry":1,"employee_no":7,"day":"2026-01-31","hours":7.5,"kind":"work","cost_centre":"A","project":"x"}""";
        var guess = await AllAsync("dump.json", $"[{Entry},{string.Join(',', Enumerable.Range(0, 9).Select(n => $$"""{"model":"m{{n}}","f{{n}}":1,"g{{n}}":2}"""))}]");
        var stream = Assert.Single(guess.Streams);
        Assert.Null(stream.Mapping);
        Assert.Contains(stream.Reasons, reason => reason is { Key: "where", Certainty: Certainty.Unsure });
    }

    [Fact]
    public async Task Where_none_fits_the_fields_stand_in_an_example()
    {
        var guess = await AllAsync("löhne.csv", "Nr;Brutto (€);Tag\n1;2,50;31.01.2026\n");
        Assert.Equal(["connections/files.yaml", "mappings/loehne.yaml.example", "pipelines/loehne.yaml.example"], guess.Files.Keys);
        var skeleton = guess.Files["mappings/loehne.yaml.example"];
        foreach (var line in (string[])["  Nr: Nr\n", "money([\\\"Brutto (€)\\\"])", "  Tag: date(Tag)\n"]) Assert.Contains(line, skeleton, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sources_of_one_thing_have_a_connection_each()
    {
        const string Header = "ticket;subject;kind;status;priority;category;queue;agent;requester;channel;opened_at;due_at;resolved_at;closed_at";
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "desk.csv"), $"{Header}\n1;;;;;;;;;;;;;\n", TestContext.Current.CancellationToken);
        var guess = await AllAsync("desk-it.csv", $"{Header};site\n1;;;;;;;;;;;;;;\n");
        Assert.Equal([("desk", "files-2"), ("desk-it", "files")], guess.Streams.Select(stream => (stream.Name, stream.Connection)).Order());
        Assert.All(guess.Streams, stream => Assert.Null(stream.Fault));
    }

    [Fact]
    public async Task No_value_is_said()
    {
        var guess = await AllAsync("a.csv", "id;iban;amount\n1;DE0012345678;31337,50\n1;DE0012345678;4711,50\n");
        var said = string.Concat(guess.Files.Values) + JsonSerializer.Serialize(guess.Streams.Select(stream => stream.Reasons));
        foreach (var value in (string[])["DE0012345678", "31337", "4711"]) Assert.DoesNotContain(value, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Odd_names_end_no_comment_and_break_no_file()
    {
        var guess = await AllAsync("a.csv", "\"id\nkey: x\";\"# tag: [\";'{!&*\n1;31.01.2026;2,50\n2;01.02.2026;3,50\n");
        Assert.Null(Assert.Single(guess.Streams).Fault);
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task<StreamGuess> OneAsync(string name, string text) => Assert.Single((await AllAsync(name, text)).Streams);

    private async Task<FilesGuess> AllAsync(string name, string text)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text, Encoding.UTF8, TestContext.Current.CancellationToken);
        return await FilesGuess.OfAsync(folder.FullName, Path.Combine(folder.FullName, "hub"), Hub, new ConnectorCatalog(), TestContext.Current.CancellationToken);
    }
}
