using System.Text;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Tests.Integration.BadInput;

/// <summary>Files whose keys are positions and which are sent again: the newest file of a month is what the store holds of that month.</summary>
public sealed class ReplacedPeriodTests : IAsyncLifetime
{
    private const string Live = "SELECT raw_key FROM accounting_journal_line WHERE deleted = 0 ORDER BY substr(posting_date, 1, 7), raw_key";

    // A batch of a file has 5,000 records.
    private const int ManyBatches = 12_000;

    private readonly DirectoryInfo workspace = Directory.CreateTempSubdirectory("replaced ");
    private TestHub hub = null!;
    private int arrivals;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Write("hub.yaml", "name: replaced\ncompanies: {FR: {name: Test SARL, country: FR, currency: EUR}}\n");
        Write("mappings/m.yaml", "to: accounting.journal-line\nkey: recordKey\nfields:\n  entry: number\n  account: account\n  debit: money(debit)\n  credit: 0\n  currency: \"'EUR'\"\n  postingDate: date(date)\n");
        hub = await TestHub.OpenAsync(workspace.FullName, Ct);
        Stream("    replaces: month(date)\n");
        Pipeline("deletes: {guard: 30%}\n");
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        workspace.Delete(recursive: true);
    }

    [Fact]
    public async Task A_corrected_month_stands_in_place_of_the_month_and_others_stay()
    {
        await ArriveAsync("jan.csv", Jan(1, 2, 3, 4, 5));
        await ArriveAsync("feb.csv", Feb(1, 2));
        var corrected = await ArriveAsync("jan.csv", Jan(1, 2, 3, 5).Replace("400;2,50", "400;9,75", StringComparison.Ordinal));

        Assert.Equal((4, 1, 3, 1), (corrected.Counts.Read, corrected.Counts.Mapped, corrected.Counts.Unchanged, corrected.Counts.Deleted));
        Assert.Equal([.. Keys("01", 1, 2, 3, 5), .. Keys("02", 1, 2)], hub.Read(Live));
        // 1.5 + 9.75 + 3.5 + 5.5 and 1.5 + 2.5, in scaled digits.
        Assert.Equal(["242500"], hub.Read("SELECT sum(debit) FROM accounting_journal_line WHERE deleted = 0"));
        Assert.Equal(Keys("01", 2, 4).Order(), hub.Read("SELECT source_key FROM history ORDER BY source_key"));

        await ArriveAsync("mar.csv", Month("03", 1));
        Assert.Equal([.. Keys("01", 1, 2, 3, 5), .. Keys("02", 1, 2), .. Keys("03", 1)], hub.Read(Live));
    }

    [Fact]
    public async Task The_newest_arrival_of_a_month_stands_whatever_its_content()
    {
        await ArriveAsync("a.csv", Jan(1, 2, 3, 4));
        await ArriveAsync("b.csv", Jan(1, 2, 3, 5));
        Assert.Equal(Keys("01", 1, 2, 3, 5), hub.Read(Live));
        await ArriveAsync("c.csv", Jan(1, 2, 3, 4));
        Assert.Equal(Keys("01", 1, 2, 3, 4), hub.Read(Live));
    }

    [Fact]
    public async Task A_truncated_month_is_held_until_somebody_raises_the_guard_and_sends_it_again()
    {
        await ArriveAsync("jan.csv", Jan(1, 2, 3, 4, 5));
        Assert.Equal((RunState.Completed, 0L), (await ArriveAsync("jan.csv", Jan(1, 2))) is var cut ? (cut.State, cut.Counts.Deleted) : default);
        Assert.Equal(5, hub.Read(Live).Count);
        Assert.Equal(["2026-01|{\"period\":\"2026-01\",\"records\":3}"], Held());

        await ArriveAsync("feb.csv", Feb(1, 2, 3, 4, 5));
        Assert.Single(Held());

        Pipeline("deletes: {guard: 60%}\n");
        Assert.Equal(3, (await ArriveAsync("jan.csv", Jan(1, 2))).Counts.Deleted);
        Assert.Empty(Held());
        Assert.Equal([.. Keys("01", 1, 2), .. Keys("02", 1, 2, 3, 4, 5)], hub.Read(Live));
    }

    [Fact]
    public async Task The_same_truncated_file_may_be_sent_again_once_the_guard_is_raised()
    {
        await ArriveAsync("jan.csv", Jan(1, 2, 3, 4, 5));
        await ArriveAsync("jan.csv", Jan(1, 2));
        Pipeline("deletes: {guard: 60%}\n");
        await ArriveAsync("jan.csv", Jan(1, 2));
        Assert.Equal(Keys("01", 1, 2), hub.Read(Live));

        Put("jan.csv", Jan(1, 2));
        Assert.Empty(await hub.RunAsync("p", Ct));
    }

    [Fact]
    public async Task A_single_line_of_another_month_does_not_take_that_month_away()
    {
        await ArriveAsync("jan.csv", Jan(1, 2, 3, 4, 5));
        await ArriveAsync("feb.csv", Feb(1, 2, 3, 4, 5));
        await ArriveAsync("feb.csv", Feb(1, 2, 3, 4) + "X;9;31.01.2026;P9;400;1,00\n");

        Assert.Equal([.. Keys("01", 1, 2, 3, 4, 5), "X|9|31.01.2026|P9#1", .. Keys("02", 1, 2, 3, 4)], hub.Read(Live));
        Assert.StartsWith("2026-01|", Assert.Single(Held()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_file_and_a_heading_alone_take_nothing_away()
    {
        Pipeline("deletes: {guard: 100%}\n");
        await ArriveAsync("jan.csv", Jan(1, 2));
        await ArriveAsync("jan.csv", "");
        await ArriveAsync("jan.csv", Jan());
        Assert.Equal(Keys("01", 1, 2), hub.Read(Live));
    }

    [Fact]
    public async Task A_broken_file_takes_nothing_away()
    {
        Pipeline("deletes: {guard: 100%}\n");
        await ArriveAsync("jan.csv", Jan(1, 2));
        Put("jan.csv", Jan(1) + "V;\"3;03.01.2026;P3;400;3,50\n");
        Assert.Equal(RunState.Failed, Assert.Single(await hub.RunAsync("p", Ct)).State);
        Assert.Equal(Keys("01", 1, 2), hub.Read(Live));
    }

    [Fact]
    public async Task A_reading_that_was_cut_off_ends_as_if_it_had_not_been()
    {
        Pipeline("deletes: {guard: 50%}\n");
        int[] all = [.. Enumerable.Range(1, ManyBatches)];
        await ArriveAsync("year.csv", Jan(all) + Lines("02", all));
        // January stands in the first batches and February in the last ones.
        int[] fewer = [.. all.Where(number => number % 3 > 0)];
        Put("year.csv", Jan(fewer) + Lines("02", fewer));

        Assert.Empty((await hub.Engine.Publisher.PublishAsync(hub.Folder, new("test", "test"), Ct)).Errors);
        var run = Assert.Single(await hub.Engine.Starter.StartAsync(new("p", "hand"), Ct)).RunId;
        using (var stop = new CancellationTokenSource())
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hub.Engine.Slices.ExecuteAsync(run, SliceExecutor.Whole, new Cut(stop), stop.Token));
        Assert.Equal(2 * ManyBatches, hub.Read(Live).Count);

        var outcome = await hub.Engine.Slices.ExecuteAsync(run, SliceExecutor.Whole, null, Ct);
        Assert.Equal((RunState.Completed, 2 * (ManyBatches - fewer.Length)), (outcome.State, (int)outcome.Counts.Deleted));
        Assert.Equal(2 * fewer.Length, hub.Read(Live).Count);
        Assert.Equal(["2026-01|8000", "2026-02|8000"], hub.Read("SELECT period, count(*) FROM raw WHERE deleted = 0 GROUP BY period ORDER BY period"));
        Assert.Empty(hub.Read("SELECT period FROM period_given"));
    }

    [Fact]
    public async Task What_was_read_before_the_stream_replaced_months_is_replaced_as_well()
    {
        Stream("");
        await ArriveAsync("jan.csv", Jan(1, 2, 3, 4, 5));
        await ArriveAsync("feb.csv", Feb(1, 2) + "V;3;03.02.2026;P3;400;much\n");
        await ArriveAsync("jan.csv", Jan(1, 2, 3, 4));
        Assert.Equal([.. Keys("01", 1, 2, 3, 4, 5), .. Keys("02", 1, 2)], hub.Read(Live));

        Stream("    replaces: month(date)\n");
        // The very bytes that were read last, but by a workspace that did not replace.
        await ArriveAsync("jan.csv", Jan(1, 2, 3, 4));
        Assert.Equal([.. Keys("01", 1, 2, 3, 4), .. Keys("02", 1, 2)], hub.Read(Live));
        await ArriveAsync("feb.csv", Feb(1, 2, 4));
        Assert.Equal(["1"], hub.Read("SELECT count(*) FROM quarantine WHERE state = 'Resolved'"));
        Assert.Equal([.. Keys("01", 1, 2, 3, 4), .. Keys("02", 1, 2, 4)], hub.Read(Live));
    }

    [Fact]
    public async Task Another_rule_cuts_what_was_read_before_otherwise()
    {
        await ArriveAsync("a.csv", Jan(1, 2, 3, 4, 5));
        await ArriveAsync("b.csv", Month("12", 1));
        Stream("    replaces: fiscal-year(date, 7)\n");
        await ArriveAsync("c.csv", Jan(1, 2, 3, 4));
        Assert.Equal([.. Keys("01", 1, 2, 3, 4), .. Keys("12", 1)], hub.Read(Live));
        Assert.Equal(["2025/2026|4", "2026/2027|1"], hub.Read("SELECT period, count(*) FROM raw WHERE deleted = 0 GROUP BY period ORDER BY period"));
    }

    [Fact]
    public async Task A_stream_that_stops_replacing_and_begins_again_tells_all_periods_anew()
    {
        await ArriveAsync("jan.csv", Jan(1, 2, 3, 4, 5));
        Stream("");
        await ArriveAsync("more.csv", Month("02", 1, 2, 3, 4, 5));
        Stream("    replaces: month(date)\n");
        await ArriveAsync("feb.csv", Feb(1, 2, 3, 4));
        Assert.Equal([.. Keys("01", 1, 2, 3, 4, 5), .. Keys("02", 1, 2, 3, 4)], hub.Read(Live));
    }

    [Fact]
    public async Task A_field_that_tells_no_day_is_a_finding_and_replaces_nothing()
    {
        Stream("    replaces: month(datum)\n");
        await ArriveAsync("jan.csv", Jan(1, 2, 3));
        await ArriveAsync("jan.csv", Jan(1, 2));
        Assert.Equal(3, hub.Read(Live).Count);
        Assert.Equal(["{\"field\":\"datum\",\"records\":2}"], hub.Read("SELECT detail FROM finding WHERE rule = 'period.unreadable' AND closed_commit IS NULL"));

        Stream("    replaces: month(date)\n");
        Pipeline("deletes: {guard: 50%}\n");
        await ArriveAsync("jan.csv", Jan(1, 2));
        Assert.Equal(2, hub.Read(Live).Count);
        Assert.Empty(hub.Read("SELECT detail FROM finding WHERE rule = 'period.unreadable' AND closed_commit IS NULL"));
    }

    [Fact]
    public async Task A_line_that_waits_for_its_date_waits_no_longer_once_the_month_is_corrected()
    {
        await ArriveAsync("jan.csv", Jan(1, 2) + "V;3;31.02.2026;P3;400;3,50\n");
        Assert.Equal(["V|3|31.02.2026|P3#1"], hub.Read("SELECT \"key\" FROM quarantine WHERE state = 'Opened'"));
        await ArriveAsync("jan.csv", Jan(1, 2, 3));
        Assert.Empty(hub.Read("SELECT \"key\" FROM quarantine WHERE state = 'Opened'"));
    }

    private static string Jan(params int[] numbers) => Month("01", numbers);

    private static string Feb(params int[] numbers) => Month("02", numbers);

    private static string Month(string month, params int[] numbers) => $"journal;number;date;piece;account;debit\n{Lines(month, numbers)}";

    private static string Lines(string month, int[] numbers) =>
        string.Concat(numbers.Select(number => $"V;{number};{1 + number % 28:00}.{month}.2026;P{number};400;{number},50\n"));

    private static string[] Keys(string month, params int[] numbers) => [.. numbers.Select(number => $"V|{number}|{1 + number % 28:00}.{month}.2026|P{number}#1")];

    private List<string> Held() => hub.Read("SELECT source_key, detail FROM finding WHERE rule = 'deletes.held' AND closed_commit IS NULL");

    private async Task<RunOutcome> ArriveAsync(string name, string content)
    {
        Put(name, content);
        return Assert.Single(await hub.RunAsync("p", Ct));
    }

    private void Put(string name, string content)
    {
        hub.Put($"in/{name}", Encoding.UTF8.GetBytes(content));
        File.SetLastWriteTimeUtc(Path.Combine(hub.Folder, "in", name), new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc).AddMinutes(arrivals++));
    }

    private void Stream(string more) => hub.Put("connections/c.yaml", Encoding.UTF8.GetBytes(
        $"connector: file\nsettings: {{folder: in}}\nstreams:\n  s:\n    files: \"*.csv\"\n    delimiter: \";\"\n    key: numbered(journal, number, date, piece)\n    formats: {{decimal: \",\", date: [dd.MM.yyyy]}}\n{more}"));

    private void Pipeline(string more) => hub.Put("pipelines/p.yaml", Encoding.UTF8.GetBytes($"from: {{connection: c, stream: s}}\nmapping: mappings/m.yaml\n{more}"));

    private void Write(string name, string content)
    {
        var file = Path.Combine(workspace.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    /// <summary>Asks to stop at the first commit.</summary>
    private sealed class Cut(CancellationTokenSource stop) : IProgress<RunCounts>
    {
        public void Report(RunCounts value) => stop.Cancel();
    }
}
