using System.Text.Json;
using BackOffice.Integration.Hub.Cli;
using BackOffice.Integration.Hub.Management;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>The page for owners, over the demo.</summary>
public sealed class ManagementStatusTests(DemoTests.Finished demo) : IClassFixture<DemoTests.Finished>
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    [Fact]
    public async Task Says_what_went_out_and_what_waits_for_whom()
    {
        var status = await ReadAsync(Now);
        Assert.Equal(["Lohnbüro Süd|payroll_DE_2026-10_1.csv|2026-10|6", "none yet"], [string.Join('|', Row(status, "went-out").Take(4)), Row(status, "went-out")[^1]]);
        Assert.Equal("Group controlling|finance|2026-10", string.Join('|', Assert.Single(status.Named("waiting-releases").Rows).Take(3)));
        Assert.Equal(Waiting("SELECT count(*) FROM quarantine WHERE state = 'Opened'"), status.Named("waiting-records").Rows.Sum(row => (long)row[2]!));
        Assert.All(status.Named("waiting-records").Rows, row => Assert.Equal("since today", row[3]));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 2)]
    [InlineData(20, 3)]
    [InlineData(40, 4)]
    public async Task Exceptions_grow_old_and_stay_as_many(int days, int bucket)
    {
        var status = await ReadAsync(Now.AddDays(days));
        var (blocking, notes) = (Waiting("SELECT count(*) FROM finding WHERE closed_commit IS NULL AND severity = 'Block'"), Waiting("SELECT count(*) FROM finding WHERE closed_commit IS NULL AND severity <> 'Block'"));
        Assert.Equal([blocking, notes], status.Named("exceptions").Rows.Skip(1).Select(row => (long)row[bucket]!));
        Assert.Equal([blocking, notes], status.Named("exceptions").Rows.Skip(1).Select(row => (long)row[^1]!));
        Assert.Equal(days <= 31 ? 1 : 0, status.Named("went-out").Rows.Count);
    }

    [Fact]
    public async Task Says_what_partners_cost_in_the_last_month_that_is_over()
    {
        // Six rows released at 14.50, seven charged; inside each would cost 21.
        var cost = (await ReadAsync(new(2026, 11, 1, 0, 0, 0, TimeSpan.FromHours(1)))).Named("cost");
        Assert.Equal(["Lohnbüro Süd|certificate|||8|EUR|8||", "Lohnbüro Süd|payroll-slip|row|6|101.50|EUR|16.9167|21|24.50"], cost.Rows.Select(row => string.Join('|', row.Take(9).Select(cell => cell is decimal number ? Plain(number) : cell))));
        // An hour before, October is not over, and of September nothing is known but the contract.
        Assert.Equal(["payroll-slip||0"], (await ReadAsync(new(2026, 10, 31, 23, 59, 0, TimeSpan.FromHours(1)))).Named("cost").Rows.Select(row => $"{row[1]}|{row[4]}|{row[3]}"));
    }

    [Fact]
    public async Task Says_what_is_due_and_how_often()
    {
        var ahead = Row(await ReadAsync(Now), "ahead");
        Assert.Equal(["staff is read", "runs by itself"], [ahead[0], ahead[3]]);
        Assert.InRange((long)ahead[2]!, 9, 11);
    }

    [Fact]
    public void A_program_gets_the_same_tables()
    {
        var (code, output) = HubProcess.Run(demo.Hub, "status", "--for", "management", "--json");
        Assert.Equal(0, code);
        var tables = JsonDocument.Parse(output).RootElement.GetProperty("tables").EnumerateArray().ToDictionary(table => table.GetProperty("name").GetString()!);
        Assert.Equal(["went-out", "waiting-releases", "waiting-records", "exceptions", "cost", "ahead"], tables.Keys);
        Assert.Equal(6, tables["went-out"].GetProperty("rows")[0].GetProperty("Rows").GetInt64());
    }

    [Fact]
    public void The_page_needs_nothing_but_itself_and_is_written_over_the_one_before()
    {
        using var copy = new DemoCopy(demo.Hub);
        File.WriteAllText(Path.Combine(copy.Folder, "owners.html"), new string('x', 100_000));
        var (code, output) = HubProcess.Run(copy.Folder, "status", "--for", "management", "--html", "owners.html");
        Assert.True(code == 0, output);
        var page = File.ReadAllText(Path.Combine(copy.Folder, "owners.html"));
        Assert.Contains("<td>Lohnb&#252;ro S&#252;d</td><td>payroll_DE_2026-10_1.csv</td><td>2026-10</td><td class=\"n\">6</td>", page, StringComparison.Ordinal);
        foreach (var outside in (string[])["http:", "https:", "<script", "src=", "xxx"]) Assert.DoesNotContain(outside, page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("--html", "owners.html")]
    [InlineData("--for", "nobody")]
    public void What_it_cannot_do_it_refuses(params string[] options)
    {
        var (code, _) = HubProcess.Run(demo.Hub, ["status", .. options]);
        Assert.NotEqual(0, code);
        Assert.False(File.Exists(Path.Combine(demo.Hub, "owners.html")));
    }

    private async Task<ManagementStatus> ReadAsync(DateTimeOffset now)
    {
        await using var session = await HubSession.OpenAsync(demo.Hub, TestContext.Current.CancellationToken);
        return await ManagementReading.ReadAsync(session.Engine, now, TestContext.Current.CancellationToken);
    }

    private long Waiting(string sql) => long.Parse(StoreDump.Scalar(Path.Combine(demo.Hub, "store", "hub.db"), sql), System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<object?> Row(ManagementStatus status, string table) => Assert.Single(status.Named(table).Rows);

    private static string Plain(decimal number) => number.ToString("0.00##", System.Globalization.CultureInfo.InvariantCulture) is var text && text.EndsWith(".00", StringComparison.Ordinal) ? text[..^3] : text;
}
