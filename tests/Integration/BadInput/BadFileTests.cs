using System.Text;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Tests.Integration.BadInput;

/// <summary>Files as they should not be: each has a clear message, and nothing good is lost.</summary>
public sealed class BadFileTests : IAsyncLifetime
{
    private const string Heading = "id;name;day;amount\n";
    private const string Good = "1;Weber;01.02.2026;1,50\n2;Rossi;02.02.2026;2,50\n3;Kim;03.02.2026;3,50\n";

    private readonly DirectoryInfo workspace = Directory.CreateTempSubdirectory("bad input ");
    private TestHub hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Put("hub.yaml", "name: bad\ncompanies: {DE: {name: Test GmbH, country: DE, currency: EUR}}\n");
        Put("connections/c.yaml", "connector: file\nsettings: {folder: in}\nstreams:\n  s:\n    files: \"f*.csv\"\n    delimiter: \";\"\n    key: id\n    formats: {decimal: \",\", date: [dd.MM.yyyy]}\n");
        Put("pipelines/p.yaml", "from: {connection: c, stream: s}\nmapping: mappings/m.yaml\nsync: full\ndeletes: {guard: 5%}\n");
        Put("mappings/m.yaml", "to: hr.compensation\nkey: id\nfields:\n  validFrom: date(day)\n  employment: id\n  amount: number(amount)\n  currency: \"'EUR'\"\n  payPeriod: name\n");
        hub = await TestHub.OpenAsync(workspace.FullName, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        workspace.Delete(recursive: true);
    }

    [Theory]
    [InlineData("4;ragged\n", "record.ragged")]
    [InlineData("4;too;04.02.2026;4,50;many\n", "record.ragged")]
    [InlineData("1;Twice;04.02.2026;4,50\n", "key.duplicate")]
    [InlineData(";Keyless;04.02.2026;4,50\n", "key.missing")]
    [InlineData("4;Secret;31.02.2026;4,50\n", "date.unreadable")]
    [InlineData("4;Secret;04.02.2026;4.50.1\n", "number.unreadable")]
    [InlineData("4;Secret;04.02.2026;4,12345\n", "number.too-precise")]
    [InlineData("4;Secret;04.02.2026;1234567890123456,5\n", "number.out-of-range")]
    [InlineData("4;Sec\u00ffret;04.02.2026;4,50\n", "encoding.undecodable")]
    public async Task A_bad_record_waits_and_the_rest_goes_on(string line, string code)
    {
        // In Latin-1 the letter ÿ is the byte FF, which UTF-8 does not know.
        hub.Put("in/f1.csv", Encoding.Latin1.GetBytes(Heading + Good + line + "9;Last;09.02.2026;9,50\n"));

        var outcome = await RunAsync();

        Assert.Equal((RunState.Completed, 5, 4, 1), (outcome.State, outcome.Counts.Read, outcome.Counts.Mapped, outcome.Counts.Quarantined));
        var item = Assert.Single(await hub.Engine.Quarantine.ListAsync(null, Ct));
        Assert.Equal(code, item.Issues[0].Code);
        Assert.Equal(5, item.Line);
        Assert.All(item.Issues, issue => Assert.DoesNotContain("Secret", issue.Message, StringComparison.Ordinal));
        Assert.Equal(["4|170000"], hub.Read("SELECT count(*), sum(amount) FROM hr_compensation"));
    }

    [Fact]
    public async Task A_good_record_far_behind_a_broken_one_of_the_same_key_is_its_repetition()
    {
        // More lines between them than a batch holds.
        var between = string.Concat(Enumerable.Range(1000, 12_000).Select(number => $"{number};Name;04.02.2026;4,50\n"));
        hub.Put("in/f1.csv", Encoding.UTF8.GetBytes(Heading + "9;Broken;31.02.2026;9,50\n" + between + "9;Good;09.02.2026;9,50\n"));

        var outcome = await RunAsync();

        Assert.Equal((RunState.Completed, 2), (outcome.State, outcome.Counts.Quarantined));
        Assert.Equal(["date.unreadable", "key.duplicate"], (await hub.Engine.Quarantine.ListAsync(null, Ct)).Select(item => item.Issues[0].Code).Order());
        Assert.Equal(["0"], hub.Read("SELECT count(*) FROM hr_compensation WHERE source_key = '9'"));
    }

    [Fact]
    public async Task A_record_over_sixteen_megabytes_waits_and_the_rest_goes_on()
    {
        hub.Put("in/f1.csv", Encoding.UTF8.GetBytes(Heading + Good + "4;" + new string('x', 17 << 20) + ";04.02.2026;4,50\n9;Last;09.02.2026;9,50\n"));
        Assert.Equal(4, (await RunAsync()).Counts.Mapped);
        Assert.Equal("record.too-long", Assert.Single(await hub.Engine.Quarantine.ListAsync(null, Ct)).Issues[0].Code);
    }

    [Fact]
    public async Task An_empty_file_is_a_finding_and_deletes_nothing()
    {
        await LoadGoodAsync();
        hub.Put("in/f2.csv", []);
        var outcome = await RunAsync();
        Assert.Equal((RunState.Completed, 0), (outcome.State, outcome.Counts.Read));
        Assert.Equal(["file.empty"], hub.Read("SELECT rule FROM finding WHERE closed_commit IS NULL"));
        Assert.Equal(["3"], hub.Read("SELECT count(*) FROM v_hr_compensation"));
    }

    [Fact]
    public async Task Every_empty_file_is_told_by_its_name_until_one_is_not()
    {
        hub.Put("in/f1.csv", []);
        hub.Put("in/f2.csv", "\uFEFF"u8.ToArray());
        File.SetLastWriteTimeUtc(Path.Combine(hub.Folder, "in", "f2.csv"), DateTime.UnixEpoch);
        hub.Put("in/f3.csv", "\n\n"u8.ToArray());
        Assert.All(await hub.RunAsync("p", Ct), outcome => Assert.Equal(RunState.Completed, outcome.State));
        Assert.Equal(["{\"file\":\"f1.csv\"}", "{\"file\":\"f2.csv\"}", "{\"file\":\"f3.csv\"}"],
            hub.Read("SELECT detail FROM finding WHERE rule = 'file.empty' AND closed_commit IS NULL ORDER BY detail"));

        await LoadGoodAsync();
        Assert.Empty(hub.Read("SELECT rule FROM finding WHERE closed_commit IS NULL"));
    }

    [Fact]
    public async Task Files_of_the_same_bytes_are_one_run_and_each_is_named()
    {
        hub.Put("in/f1.csv", []);
        hub.Put("in/f2.csv", []);
        Assert.Empty((await hub.Engine.Publisher.PublishAsync(hub.Folder, new("test", "test"), Ct)).Errors);
        var tickets = await hub.Engine.Starter.StartAsync(new("p", "hand"), Ct);
        Assert.Equal([("f1.csv", null), ("f2.csv", "f1.csv")], tickets.Select(ticket => (ticket.File, ticket.Repeats)));
        Assert.Single(tickets.Select(ticket => ticket.RunId).Distinct());
    }

    [Fact]
    public async Task Of_a_doubled_member_mapping_and_totals_take_the_last_so_they_tie()
    {
        hub.Put("connections/c.yaml", "connector: file\nsettings: {folder: in}\nstreams:\n  s:\n    files: \"f*.csv\"\n    format: ndjson\n    key: id\n    totals: [amount]\n    formats: {date: [dd.MM.yyyy]}\n"u8.ToArray());
        hub.Put("in/f1.csv", """{"id":"1","name":"x","day":"01.02.2026","amount":"1.50","amount":"20.25"}"""u8.ToArray().Append((byte)'\n').ToArray());
        Assert.Equal(1, (await RunAsync()).Counts.Mapped);
        var total = Assert.Single(await hub.Engine.Totals.ReadAsync(Ct));
        Assert.Equal((20.25m, 20.25m, true), (total.Source, total.Canonical, total.Ties));
    }

    [Fact]
    public async Task A_heading_alone_is_an_empty_snapshot_that_the_guard_holds()
    {
        await LoadGoodAsync();
        hub.Put("in/f2.csv", Encoding.UTF8.GetBytes(Heading));
        Assert.Equal(RunState.Completed, (await RunAsync()).State);
        Assert.Equal(["deletes.held"], hub.Read("SELECT rule FROM finding WHERE closed_commit IS NULL"));
        Assert.Equal(["3"], hub.Read("SELECT count(*) FROM v_hr_compensation"));
    }

    [Fact]
    public async Task A_quote_open_to_the_end_stops_the_run_before_anything_is_committed()
    {
        hub.Put("in/f1.csv", Encoding.UTF8.GetBytes(Heading + Good + "4;\"never closed;04.02.2026;4,50\n"));
        await StopsAsync("line 5");
        Assert.Equal(["0"], hub.Read("SELECT count(*) FROM commit_log"));
    }

    [Fact]
    public async Task A_vanished_mapped_column_stops_the_run_and_a_new_one_is_noted()
    {
        await LoadGoodAsync();
        hub.Put("in/f2.csv", Encoding.UTF8.GetBytes("id;name;day;salary\n7;Weber;01.02.2026;1,50\n"));
        await StopsAsync("'amount'");
        Assert.Equal(["3"], hub.Read("SELECT count(*) FROM v_hr_compensation"));

        File.Delete(Path.Combine(hub.Folder, "in", "f2.csv"));
        hub.Put("in/f3.csv", Encoding.UTF8.GetBytes("id;name;day;amount;colour\n1;Weber;01.02.2026;1,50;red\n2;Rossi;02.02.2026;2,50;red\n3;Kim;03.02.2026;3,50;red\n"));
        Assert.Equal(RunState.Completed, (await RunAsync()).State);
        Assert.Equal(["field.new|{\"fields\":[\"colour\"]}"], hub.Read("SELECT rule, detail FROM finding WHERE closed_commit IS NULL"));
    }

    [Fact]
    public async Task Thousands_of_new_columns_are_one_note_that_names_them_all()
    {
        await LoadGoodAsync();
        List<string> names = [.. Enumerable.Range(1, 3000).Select(no => $"extra{no}")];
        hub.Put("in/f2.csv", Encoding.UTF8.GetBytes($"id;name;day;amount;{string.Join(';', names)}\n1;Weber;01.02.2026;1,50{new string(';', 3000)}\n2;Rossi;02.02.2026;2,50{new string(';', 3000)}\n3;Kim;03.02.2026;3,50{new string(';', 3000)}\n"));
        Assert.Equal(RunState.Completed, (await RunAsync()).State);
        Assert.Equal(["field.new|3000|extra3000"], hub.Read("SELECT rule, json_array_length(detail, '$.fields'), json_extract(detail, '$.fields[2999]') FROM finding WHERE closed_commit IS NULL"));
    }

    [Fact]
    public async Task A_half_written_file_is_taken_only_when_it_is_complete()
    {
        hub.Put("in/f1.csv", Encoding.UTF8.GetBytes(Heading + Good + "4;Half"));
        Assert.Empty(await hub.RunAsync("p", Ct));
        hub.Put("in/f1.csv", Encoding.UTF8.GetBytes(Heading + Good + "4;Half;04.02.2026;4,50\n"));
        Assert.Equal(4, (await RunAsync()).Counts.Mapped);
    }

    [Fact]
    public async Task A_replayed_record_leaves_quarantine_once_the_mapping_knows_it()
    {
        hub.Put("in/f1.csv", Encoding.UTF8.GetBytes(Heading + Good + "4;Iso;2026-02-04;4,50\n"));
        Assert.Equal(1, (await RunAsync()).Counts.Quarantined);

        hub.Put("mappings/m.yaml", Encoding.UTF8.GetBytes("to: hr.compensation\nkey: id\nfields:\n  validFrom: \"substring(day, 5, 1) = '-' ? date(day, 'yyyy-MM-dd') : date(day)\"\n  employment: id\n  amount: number(amount)\n  currency: \"'EUR'\"\n"));
        Assert.Empty((await hub.Engine.Publisher.PublishAsync(hub.Folder, new("test", "test"), Ct)).Errors);
        Assert.Equal((1, 0), await hub.Engine.Quarantine.ReplayAsync(null, Ct) is var counts ? (counts.Mapped, counts.Quarantined) : default);
        Assert.Empty(await hub.Engine.Quarantine.ListAsync(null, Ct));
        Assert.Equal(["4|120000"], hub.Read("SELECT count(*), sum(amount) FROM hr_compensation"));
    }

    private async Task LoadGoodAsync()
    {
        hub.Put("in/f1.csv", Encoding.UTF8.GetBytes(Heading + Good));
        Assert.Equal(3, (await RunAsync()).Counts.Mapped);
    }

    private async Task<RunOutcome> RunAsync() => Assert.Single(await hub.RunAsync("p", Ct));

    private async Task StopsAsync(string where)
    {
        var outcome = await RunAsync();
        Assert.Equal((RunState.Failed, Recovery.Stop), (outcome.State, outcome.Recovery));
        Assert.Contains(where, outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Weber", outcome.Message, StringComparison.Ordinal);
    }

    private void Put(string name, string text)
    {
        var file = Path.Combine(workspace.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
