using System.Text;
using System.Text.Json;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Quarantine.Synthetic;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Tests.Unit.Engine.Quarantine;

public sealed class SyntheticDeskTests : IAsyncLifetime
{
    private QuarantineHub hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => hub = await QuarantineHub.OpenAsync();

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    public static TheoryData<string> Refused { get; } =
    [
        QuarantineHub.Person("00107", "Kowalski-Nowak", since: "32.01.2026"),
        QuarantineHub.Person("00107", "Müller", since: "n/a"),
        QuarantineHub.Person("107", "O'Neill", pay: "\"4.250,5o\""),
        QuarantineHub.Person("107", "Ødegård", pay: "\"4250,12345\""),
        QuarantineHub.Person("107", "Weber", pay: "-4250.25"),
        QuarantineHub.Person("107", "Weber", pay: "\"-12,00\"", period: "STUNDE"),
        QuarantineHub.Person("107", "Weber", period: "QUARTAL"),
        QuarantineHub.Person("107", "", since: "Freitag", currency: "CHF"),
        """{"no":"A-107","name":"Weber","since":"2026-01-15","pay":"4.250,50","period":"MONAT","currency":"EUR","contact":{"mail":"petra.weber@example.com","phones":["+49 170 5550123"]},"seen":"2026-01-15T08:30:00Z","size":1234567.5}""",
        """{"no":"4711","name":"Weber","since":"01.01.2026","pay":"x","note":"Weber 4711 called on 01.01.2026"}""",
    ];

    // The names that the mapping writes.
    private static readonly string[] Known = ["no", "name", "since", "pay", "period", "currency"];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task No_value_survives_and_the_issues_are_the_same(string record)
    {
        await hub.ReadAsync(record);
        var item = Assert.Single(await hub.WaitingAsync());
        var sample = await hub.Engine.Samples.MakeAsync(item.Id.ToString(), Ct);

        using JsonDocument before = JsonDocument.Parse(record), after = JsonDocument.Parse(sample.Record);
        var values = Values(before.RootElement).ToList();
        Assert.Equal(values.Count, Values(after.RootElement).Count());
        foreach (var (old, made) in values.Zip(Values(after.RootElement)))
            if (Known.Contains(old.Path)) Assert.Equal(old.Path, made.Path);
            else Assert.Equal((Form(old.Path), false), (Form(made.Path), old.Path == made.Path));
        var kept = values.Zip(Values(after.RootElement)).Where(value => sample.Kept.Contains(value.Second.Path)).Select(value => value.First.Text).ToList();
        Assert.All(kept, text => Assert.Contains(text, (string[])["MONAT", "STUNDE", "EUR", "CHF"]));
        foreach (var text in values.Select(value => value.Text).Where(text => text.Length >= 3 && text != "n/a" && !kept.Contains(text)))
            Assert.DoesNotContain(Values(after.RootElement), made => made.Text.Contains(text, StringComparison.OrdinalIgnoreCase));
        foreach (var (old, made) in values.Zip(Values(after.RootElement))) Assert.Equal(Form(old.Text), Form(made.Text));

        Assert.Equal(item.Issues.Select(issue => (issue.Code, issue.Path)).Order(), Issues(sample).Order());
    }

    [Fact]
    public async Task The_same_record_always_becomes_the_same_and_another_hub_makes_another()
    {
        var record = QuarantineHub.Person("00107", "Kowalski", since: "32.01.2026");
        await hub.ReadAsync(record);
        var id = Assert.Single(await hub.WaitingAsync()).Id.ToString();
        var first = await hub.Engine.Samples.MakeAsync(id, Ct);
        hub.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(first.Record, (await hub.Engine.Samples.MakeAsync(id, Ct)).Record);

        File.WriteAllText(Path.Combine(hub.Folder, ".hub-key"), Convert.ToBase64String(new byte[32]) + "\n");
        await using var other = await HubEngine.OpenAsync(new(Path.Combine(hub.Folder, "hub.db"), Path.Combine(hub.Folder, "landing"), hub.Folder, new ConnectorCatalog(), hub.Clock), Ct);
        Assert.NotEqual(first.Record, (await other.Samples.MakeAsync(id, Ct)).Record);
    }

    [Fact]
    public async Task A_member_whose_name_is_data_is_called_otherwise_and_the_same_everywhere()
    {
        await using var priced = await QuarantineHub.OpenAsync("""
            to: accounting.invoice-line
            each: sales.lines
            key: [record.no, itemNumber]
            fields:
              invoice: record.no
              description: parent.by
              netAmount: money(rates.EUR)
              currency: "'EUR'"
            """);
        await priced.ReadAsync("""
            {"no":"107","sales":{"by":"Anna Weber","lines":[{"rates":{"EUR":"1o0","John Smith":2,"Jane O'Hara-1970":4},"bonus":{"John Smith":3}}]},"heads":{"john smith":"John Smith"}}
            """);
        var sample = await priced.Engine.Samples.MakeAsync("107", Ct);
        foreach (var told in (string[])["John", "Smith", "Jane", "Hara", "1970", "Weber", "bonus", "heads"]) Assert.DoesNotContain(told, sample.Record, StringComparison.OrdinalIgnoreCase);

        using var json = JsonDocument.Parse(sample.Record);
        Assert.Equal(["no", "sales"], json.RootElement.EnumerateObject().Select(member => member.Name).Take(2));
        var line = json.RootElement.GetProperty("sales").GetProperty("lines")[0];
        Assert.Equal(["EUR", "rates"], [line.GetProperty("rates").EnumerateObject().First().Name, line.EnumerateObject().First().Name]);
        var smith = line.GetProperty("rates").EnumerateObject().ElementAt(1).Name;
        Assert.Equal("Xxxx Xxxxx", Form(smith));
        Assert.Equal(smith, line.EnumerateObject().ElementAt(1).Value.EnumerateObject().Single().Name);
        Assert.Equal([("number.unreadable", "sales.lines[1].rates.EUR")], sample.Issues.Select(issue => (issue.Code, issue.Path)));
    }

    [Fact]
    public async Task A_code_stays_only_where_the_issues_hang_on_it()
    {
        await using var picky = await QuarantineHub.OpenAsync("""
            to: hr.person
            key: no
            where: kind = 'EMPLOYEE'
            fields:
              lastName: name
              birthDate: date(since)
            """);
        await picky.ReadAsync("""{"no":"107","name":"Weber","since":"32.01.2026","kind":"EMPLOYEE","other":"EMPLOYEE"}""");
        var sample = await picky.Engine.Samples.MakeAsync("107", Ct);
        Assert.Contains("kind", sample.Kept);
        Assert.DoesNotContain("other", sample.Kept);
    }

    [Fact]
    public async Task Where_it_cannot_be_proved_it_is_not_made()
    {
        await using var picky = await QuarantineHub.OpenAsync("""
            to: hr.person
            key: no
            fields:
              lastName: name
            rules:
              - when: raw.secret = concat('AB', 'C1', '23', 'DE')
                issue: person.secret
            """);
        await picky.ReadAsync("""{"no":"107","name":"Weber","secret":"ABC123DE"}""");
        Assert.Equal("quarantine.not-anonymised", (await Assert.ThrowsAsync<RefusedException>(() => picky.Engine.Samples.MakeAsync("107", Ct))).Code);
    }

    [Fact]
    public async Task A_record_that_is_broken_itself_has_no_proof()
    {
        await hub.ReadAsync(QuarantineHub.Person("7"), QuarantineHub.Person("7"));
        var id = Assert.Single(await hub.WaitingAsync()).Id.ToString();
        Assert.Equal("quarantine.not-anonymised", (await Assert.ThrowsAsync<RefusedException>(() => hub.Engine.Samples.MakeAsync(id, Ct))).Code);
    }

    // By the sample's own words, as its receiver would test it.
    private static IEnumerable<(string Code, string Path)> Issues(SyntheticSample sample)
    {
        List<FileError> errors = [];
        var list = Crosswalk.Parse("crosswalks/periods.csv", "from,to,valid_from,valid_to,owner\nMONAT,month,,,hr\nSTUNDE,hour,,,hr\n", errors)!;
        var mapping = MappingFile.Parse("mappings/people.yaml", QuarantineHub.Mapping, errors)!;
        var rendered = MappingSample.Render(mapping, sample.ToSampleJson(), null, new(new Dictionary<string, Crosswalk> { ["periods"] = list }));
        using var json = JsonDocument.Parse(rendered);
        return [.. json.RootElement[0].GetProperty("issues").EnumerateArray().Select(issue => (issue.GetProperty("code").GetString()!, issue.GetProperty("path").GetString()!))];
    }

    private static IEnumerable<(string Path, string Text)> Values(JsonElement value, string path = "") => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Values(field.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}")),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Values(item, $"{path}[{index}]")),
        _ => [(path, value.ToString())],
    };

    // A code of a list may be replaced by one of another length.
    private static string Form(string text)
    {
        var form = new StringBuilder();
        foreach (var letter in text) form.Append(char.IsDigit(letter) ? '9' : char.IsUpper(letter) ? 'X' : char.IsLetter(letter) ? 'x' : letter);
        return form.ToString() is "XXXXXX" or "XXXXX" ? "CODE" : form.ToString();
    }
}
