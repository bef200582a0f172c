using System.Text.Json;
using System.Text.RegularExpressions;

namespace BackOffice.Integration.Tests.Integration.Packs;

public sealed partial class FinancePackTests
{
    private const string Year = "2026";

    [Fact]
    public void Another_program_reads_the_very_totals_of_the_source()
    {
        using var hub = Open();
        var book = hub.Preview(hub.Draft(Year));
        var sheets = Spreadsheet.Read(book);
        Assert.Equal(["Contents", "Control sheet", "What is incomplete", "What waits", "Trial balance"], sheets.Keys);
        Assert.Equal((SourceSum(6), SourceSum(7)), (Spreadsheet.Sum(sheets["Trial balance"], "Debit to date"), Spreadsheet.Sum(sheets["Trial balance"], "Credit to date")));
        Assert.Equal(["0042", "00421"], sheets["Trial balance"].Skip(1).Select(row => row[2]).Where(account => account!.StartsWith("004", StringComparison.Ordinal)).Distinct());
        Assert.All(sheets["Control sheet"].Skip(1), row => Assert.Equal("ties", row[^1]));
    }

    [Fact]
    public void LibreOffice_opens_it_without_repair_and_finds_the_same_sums()
    {
        using var hub = Open();
        Assert.Equal(SourceSum(6), Spreadsheet.SumByLibreOffice(hub.Preview(hub.Draft(Year)), "Trial balance", "Debit to date"));
    }

    [Fact]
    public void Two_people_release_it_and_every_file_can_be_made_again()
    {
        using var hub = Open();
        var release = hub.Draft(Year);
        Assert.NotEqual(0, hub.Try(["release", "approve", release, .. PackHub.As("clerk")]).Code);
        hub.Do(["release", "approve", release, .. PackHub.As("anna")]);
        hub.Do(["release", "approve", release, .. PackHub.As("bruno")]);
        hub.Do(["release", "seal", release, .. PackHub.As("anna")]);
        hub.Do(["release", "deliver", release, .. PackHub.As("anna")]);
        Assert.Equal(
            ["finance 2026 1.html", "finance 2026 1.xlsx", "finance 2026 1.xlsx.manifest.json", "finance 2026 1_trial-balance.csv", "finance 2026 1_trial-balance.ndjson"],
            Directory.EnumerateFiles(Path.Combine(hub.Folder, "out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        hub.Do("release", "verify", release);
        Assert.Contains("reproduced, byte for byte", hub.Do("release", "reproduce", release), StringComparison.Ordinal);
        Assert.Equal(0, hub.Try("audit", "verify").Code);
    }

    [Fact]
    public void A_figure_names_the_records_behind_it()
    {
        using var hub = Open();
        hub.Draft(Year);
        var rows = hub.Ask("dataset", "show", "trial-balance", "--period", Year).GetProperty("rows").EnumerateArray().ToList();
        var row = rows.FindIndex(one => one.GetProperty("account").GetString() == "0042") + Control;
        var why = hub.Do("why", "--release", "next", "--row", $"{row + 1}", "--column", "closing");
        Assert.Contains("rests on 2 records, which still give this very row", why, StringComparison.Ordinal);
        var records = hub.Ask("dataset", "records", "trial-balance", "--period", Year, "--where", "account=0042").EnumerateArray().Select(record => record.GetProperty("key").GetString());
        Assert.Equal(["1", "4"], records.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_single_digit_changed_in_the_store_no_longer_ties()
    {
        using var hub = Open();
        hub.Write("UPDATE accounting_journal_line SET debit = debit + 1 WHERE source_key = '1'");
        var gate = Gate(hub, hub.Draft(Year), "totals-tie");
        Assert.Equal("Failed", gate.GetProperty("state").GetString());
        Assert.Contains("Debit to date", gate.GetProperty("measured").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void New_records_void_what_was_drafted_before()
    {
        using var hub = Open();
        var release = hub.Draft(Year);
        hub.Put("in/more.csv", Header + Late);
        hub.Do("run");
        Assert.Equal("Voided", hub.Ask("release", "show", release).GetProperty("release").GetProperty("state").GetString());
    }

    [Fact]
    public void Who_published_a_code_list_of_a_figure_had_a_hand_in_it()
    {
        using var hub = Open(Lines, "group-trial-balance");
        hub.Put("crosswalks/group-accounts.csv", "from,to\n0042,1500\n");
        hub.Do(["publish", .. PackHub.As("anna")]);
        var participants = hub.Ask("release", "show", hub.Draft(Year)).GetProperty("participants").EnumerateArray().Select(one => one.GetProperty("login").GetString());
        Assert.Contains("anna", participants);
    }

    [Fact]
    public void What_waits_is_told_and_someone_must_answer_for_it()
    {
        using var hub = Open(Lines + Late.Replace("2026-05-01", "someday", StringComparison.Ordinal));
        var release = hub.Draft(Year);
        Assert.Equal("Failed", Gate(hub, release, "nothing-waits").GetProperty("state").GetString());
        Assert.Equal(["ledger", "", "1"], Spreadsheet.Read(hub.Preview(release))["What waits"][1].Take(3).Select(cell => cell ?? ""));
    }

    [Theory]
    [InlineData("hledger")]
    [InlineData("beancount")]
    public void Other_programs_of_accounting_accept_the_journal_and_find_the_same_balances(string program)
    {
        using var hub = Open(Lines, "trial-balance", "journal");
        AssertSameBalances(hub, program, Year);
    }

    [Theory]
    [InlineData("hledger")]
    [InlineData("beancount")]
    public void They_find_the_balances_of_a_real_ledger(string program)
    {
        using var hub = PackHub.Open("Fec", ["trial-balance", "journal"], RealData.RealData.File("accounting", "fec", "111111111FEC20221231.TXT"));
        AssertSameBalances(hub, program, "2020-01-01..2026-12-31");
    }

    private static void AssertSameBalances(PackHub hub, string program, string period)
    {
        var ledger = Path.ChangeExtension(hub.Preview(hub.Draft(period)), program);
        var (code, output) = Repository.Run(Path.Combine(Repository.Root, "tests", "systems", "ledgers.sh"), [program, ledger], Repository.Root, TimeSpan.FromMinutes(2));
        Assert.SkipWhen(code == 2, output);
        Assert.True(code == 0, output);
        var found = output.Split('\n').SelectMany(line => Amount().Matches(line).Select(amount => (Account: line.Split(',')[0].Split(':')[^1], Amount: RealData.RealData.Number(amount.Groups[1].Value), Currency: amount.Groups[2].Value)));
        var held = hub.Ask("dataset", "show", "trial-balance", "--period", period).GetProperty("rows").EnumerateArray()
            .Select(row => (row.GetProperty("account").GetString()!, row.GetProperty("closing").GetDecimal(), row.GetProperty("currency").GetString()!));
        Assert.Equal(held.Where(balance => balance.Item2 != 0).Order(), found.Where(balance => balance.Amount != 0).Order());
    }

    [GeneratedRegex(@"(-?[0-9]+\.[0-9]+)\s*([A-Z]{3})")]
    private static partial Regex Amount();

    // The rows of the control sheet stand before the figures.
    private const int Control = 4;

    private const string Header = "line,entry,journal,posting_date,account,account_name,debit,credit,currency,party,cost_centre,memo,document,company\n";

    private const string Lines = Header + """
        1,E1,,2026-01-31,0042,Inventory,1234567890.12,0,EUR,,,,,
        2,E1,,2026-01-31,00421,=1+1,0,1234567890.12,EUR,,,,,
        3,E2,,2026-02-01,8400,"Sales, home",0,0.01,USD,,,,,
        4,E3,,2026-03-01,0042,Inventory,0.10,0,EUR,,,,,
        5,E3,,2026-03-01,1200,Bank,0,0.10,EUR,,,,,
        6,E2,,2026-02-01,1200,Bank,0.01,0,USD,,,,,

        """;

    private const string Late = "9,E5,,2026-05-01,0042,Inventory,1.00,0,EUR,,,,,\n";

    private static PackHub Open(string lines = Lines, params string[] datasets)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("ledger ").FullName, "ledger.csv");
        File.WriteAllText(file, lines);
        return PackHub.Open("GenericLedger", datasets.Length == 0 ? ["trial-balance"] : datasets, file);
    }

    private static JsonElement Gate(PackHub hub, string release, string name) =>
        hub.Ask("release", "show", release).GetProperty("gates").EnumerateArray().Single(gate => gate.GetProperty("gate").GetString() == name);

    // Worked out by another program over the very lines.
    private static decimal SourceSum(int column) => RealData.RealData.Number(RealData.RealData.Python(
        "import csv, io, sys\nfrom decimal import Decimal\nprint(sum(Decimal(row[int(sys.argv[2])]) for row in list(csv.reader(io.StringIO(sys.argv[1])))[1:]))", Lines, $"{column}"));
}
