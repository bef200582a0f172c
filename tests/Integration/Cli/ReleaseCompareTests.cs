using System.Text;
using System.Text.Json;
using BackOffice.Integration.Tests.Integration.Packs;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>The delivered payroll file held against files that another interface might have made.</summary>
public sealed class ReleaseCompareTests(DemoTests.Finished demo) : IClassFixture<DemoTests.Finished>
{
    private const string Old = """
        PNR,Name,Vorname,Eintritt,Salary,Ccy,Freq,CC,IBAN,Geburt
        101,WEBER,Jürgen,2015-04-01,4380.5,EUR,M,P200,DE89 3704 0044 0532 0130 00,x
        102,Groß,Anna-Lena,2019-01-15,5150.004,EUR,M,P200,DE02500105170137075030,x
        103,Yilmaz,Deniz,2021-09-01,3640.25,EUR,M,V100,DE02300209000106531065,x
        104,Schäfer,Uwe,1994-10-01,3310,EUR,M,P200,DE02200505501015871441,x
        105,Öztürk,Elif,2023-06-01,4700.75,EUR,M,V100,DE02700202700010108669,x
        199,Nowak,Piotr,2020-10-01,3450.00,EUR,M,P200,DE02100500000054540402,x

        """;

    private static readonly string[] Maps =
        [.. new[] { "Nachname=Name", "Personalnummer=PNR", "Gehalt=Salary", "Währung=Ccy", "Zahlweise=Freq", "Kostenstelle=CC" }.SelectMany(pair => new[] { "--map", pair })];

    private static readonly string[] Expected =
    [
        "other Gehalt 1", "missing  1", "extra  1", "rounding Gehalt 1", "code Zahlweise 5", "format Personalnummer 5", "format Eintritt 5", "format Gehalt 3", "format Nachname 1", "format IBAN 1",
    ];

    [Fact]
    public void The_very_file_differs_in_nothing()
    {
        var (code, output) = HubProcess.Run(demo.Hub, "release", "compare", "payroll/1", "--with", Path.Combine("out", "bureau", "payroll_DE_2026-10_1.csv"), "--key", "employee_no");
        Assert.Contains("Nothing differs: 6 rows in both, 12 columns each.", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public void What_differs_is_grouped_by_its_cause()
    {
        using var hub = new DemoCopy(demo.Hub);
        var (code, compared) = Compare(hub, Old);
        Assert.Equal(4, code);
        Assert.Equal(Expected, Causes(compared));
        Assert.Equal(["Firma", "Austritt", "Gültig ab"], compared.GetProperty("onlyInRelease").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["Geburt"], compared.GetProperty("onlyInOldFile").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(24, compared.GetProperty("differences").GetArrayLength());
    }

    [Fact]
    public void Nobodys_values_are_shown_unless_an_actor_asks_which_is_audited()
    {
        using var hub = new DemoCopy(demo.Hub);
        File.WriteAllText(Path.Combine(hub.Folder, "old.csv"), Old);
        string[] command = ["release", "compare", "payroll/1", "--with", "old.csv", "--key", "Personalnummer", .. Maps];
        var masked = HubProcess.Run(hub.Folder, command).Output + HubProcess.Run(hub.Folder, [.. command, "--json"]).Output;
        Assert.All(["00101", "Weber", "WEBER", "4700", "DE89"], value => Assert.DoesNotContain(value, masked, StringComparison.Ordinal));
        var before = hub.Read("SELECT count(*) FROM audit");
        var shown = hub.As("anna", [.. command, "--reveal"]).Output;
        Assert.All(["00101", "WEBER", "4700.75, 4600,75"], value => Assert.Contains(value, shown, StringComparison.Ordinal));
        Assert.Equal($"{int.Parse(before, System.Globalization.CultureInfo.InvariantCulture) + 1}", hub.Read("SELECT count(*) FROM audit"));
    }

    [Fact]
    public void A_row_that_the_hub_received_after_the_draft_is_late()
    {
        using var hub = new DemoCopy(demo.Hub);
        File.WriteAllBytes(Path.Combine(hub.Folder, "in", "hr", "personal-2026-11.csv"), hub.Staff("DE;00107;Nowak;Piotr;n/a;01.10.2026;;32.10.2026", "DE;00199;Nowak;Piotr;n/a;01.10.2020;;01.10.2020"));
        HubProcess.Run(hub.Folder, "run", "staff");
        Assert.Equal(Expected.Select(cause => cause.Replace("missing", "late", StringComparison.Ordinal)).Order(StringComparer.Ordinal), Causes(Compare(hub, Old).Compared).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_key_twice_is_an_error_that_names_the_lines()
    {
        using var hub = new DemoCopy(demo.Hub);
        File.WriteAllText(Path.Combine(hub.Folder, "old.csv"), Old + Old.Split('\n')[1] + "\n");
        var (code, output) = HubProcess.Run(hub.Folder, ["release", "compare", "payroll/1", "--with", "old.csv", "--key", "Personalnummer", .. Maps]);
        Assert.Equal(2, code);
        Assert.Contains("lines 2 and 8", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_encoding_delimiter_and_order_of_columns_is_read_by_its_headings()
    {
        using var hub = new DemoCopy(demo.Hub);
        var table = Old.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join('|', line.TrimEnd('\r').Split(',').Reverse()));
        File.WriteAllBytes(Path.Combine(hub.Folder, "old.txt"), Encoding.Latin1.GetBytes($"Payroll run\r\n\r\n{string.Join("\r\n", table)}\r\nEnd of list\r\n"));
        var (_, output) = HubProcess.Run(hub.Folder, ["release", "compare", "payroll/1", "--with", "old.txt", "--key", "Personalnummer", .. Maps, "--json"]);
        using var compared = JsonDocument.Parse(output);
        Assert.Equal(Expected.Order(StringComparer.Ordinal), Causes(compared.RootElement).Order(StringComparer.Ordinal));
        Assert.Contains("line 10 was passed over", compared.RootElement.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_pack_the_file_of_a_dataset_is_compared()
    {
        var ledger = Path.Combine(Directory.CreateTempSubdirectory("ledger ").FullName, "ledger.csv");
        File.WriteAllText(ledger, "line,entry,journal,posting_date,account,account_name,debit,credit,currency,party,cost_centre,memo,document,company\n1,E1,,2026-01-31,0042,=Inventory,10.10,0,EUR,,,,,\n2,E1,,2026-01-31,8400,Sales,0,10.10,EUR,,,,,\n");
        using var hub = PackHub.Open("GenericLedger", ["trial-balance"], ledger);
        var release = hub.Draft("2026");
        var csv = Directory.EnumerateFiles(Path.GetDirectoryName(hub.Preview(release))!, "*_trial-balance.csv").Single();
        string[] command = ["release", "compare", release, "--with", csv, "--key", "account,currency"];
        Assert.Equal((0, true), (hub.Try(command).Code, hub.Try(command).Output.Contains("Nothing differs: 2 rows", StringComparison.Ordinal)));
        File.WriteAllText(csv, File.ReadAllText(csv).Replace("0042", "42", StringComparison.Ordinal).Replace("10.10", "10.1049", StringComparison.Ordinal));
        var (code, output) = hub.Try([.. command, "--dataset", "trial-balance", "--json"]);
        using var compared = JsonDocument.Parse(output);
        Assert.Equal(4, code);
        Assert.All(Causes(compared.RootElement), cause => Assert.True(cause.StartsWith("rounding ", StringComparison.Ordinal) || cause == "format Account 1", cause));
        Assert.Equal(2, hub.Try([.. command, "--dataset", "headcount"]).Code);
    }

    private static (int Code, JsonElement Compared) Compare(DemoCopy hub, string old)
    {
        File.WriteAllText(Path.Combine(hub.Folder, "old.csv"), old);
        var (code, output) = HubProcess.Run(hub.Folder, ["release", "compare", "payroll/1", "--with", "old.csv", "--key", "employee_no", .. Maps, "--json"]);
        return (code, JsonDocument.Parse(output).RootElement);
    }

    private static IEnumerable<string> Causes(JsonElement compared) => compared.GetProperty("causes").EnumerateArray()
        .Select(cause => $"{cause.GetProperty("cause").GetString()} {cause.GetProperty("column").GetString()} {cause.GetProperty("count").GetInt32()}");
}
