using System.Text;
using System.Text.Json;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>A broken record of the demo, as people find, correct, release and dismiss it at the command line.</summary>
public sealed class QuarantineFixTests(DemoTests.Finished demo, ITestOutputHelper output) : IClassFixture<DemoTests.Finished>
{
    private const string Key = "00107|32.10.2026";
    private static readonly string[] FixDay = ["quarantine", "fix", Key, "--field", "gültig ab", "--value", "01.10.2026", "--reason", "by phone"];

    private const string ReadSum = """
        import csv, sys
        rows = list(csv.reader(open(sys.argv[1], encoding="cp1252", newline=""), delimiter=";"))
        print([row[7] for row in rows if row[1] == "00107"][0], rows[-1][1], rows[-1][3])
        """;

    [Fact]
    public void A_fixed_record_is_released_by_others_than_its_fixer_and_reproduced_even_when_the_fix_has_lapsed()
    {
        using var hub = new DemoCopy(demo.Hub);
        AddDora(hub);
        Expect(0, "the record is mapped", hub.As("anna", FixDay));
        var value = Path.Combine(hub.Folder, "value.txt");
        File.WriteAllText(value, "5.000,00\n");
        Expect(0, "the record is mapped", hub.As("anna", ["quarantine", "fix", Key, "--field", "Gehalt", "--value-file", value, "--reason", "raise"]));

        Expect(0, "1550.00", hub.As("mira", ["export", "draft", "payroll", "--period", "2026-10"]));
        Expect(4, "release.participant", hub.As("anna", ["release", "approve", "next"]));
        Expect(0, "Submitted", hub.As("bruno", ["release", "approve", "next"]));
        Expect(0, "Approved", hub.As("dora", ["release", "approve", "next"]));
        Expect(0, "payroll_DE_2026-10_2.csv", hub.As("bruno", ["release", "seal", "next"]));
        Expect(0, "payroll 2", hub.As("bruno", ["release", "deliver", "2"]));
        Assert.Equal("5000,00 7 26097,00", RealData.RealData.Python(ReadSum, Path.Combine(hub.Folder, "out", "bureau", "payroll_DE_2026-10_2.csv")));
        Expect(0, "byte for byte", HubProcess.Run(hub.Folder, "release", "reproduce", "2"));

        var (_, why) = hub.As("bruno", ["why", "--release", "2", "--row", "7", "--column", "Gehalt", "--reveal"]);
        foreach (var expected in (string[])["3.450,00 -> 5.000,00; raise", "by anna", "Reproducible"]) Assert.Contains(expected, why, StringComparison.Ordinal);

        File.WriteAllBytes(Path.Combine(hub.Folder, "in", "hr", "personal-2026-11.csv"), hub.Staff("3.450,00", "3.600,00"));
        Expect(0, "personal-2026-11.csv", HubProcess.Run(hub.Folder, "run", "staff"));
        Expect(0, "fix.lapsed", HubProcess.Run(hub.Folder, "finding", "list"));
        Assert.Equal("36000000", hub.Read("SELECT amount FROM hr_compensation WHERE source_key = '00107'"));
        Expect(0, "byte for byte", HubProcess.Run(hub.Folder, "release", "reproduce", "2"));
        Expect(0, "all as it was written", HubProcess.Run(hub.Folder, "audit", "verify"));

        // What was fixed is part of the proof: another value behind it is found twice.
        hub.Read("UPDATE fix SET new_value = '\"6.000,00\"' WHERE path = 'Gehalt'; SELECT 1");
        Expect(4, "mapping gives another hr.compensation", HubProcess.Run(hub.Folder, "release", "reproduce", "2"));
        Expect(4, "audit.fix-changed", HubProcess.Run(hub.Folder, "audit", "verify"));
    }

    [Fact]
    public void Nobody_fixes_or_dismisses_without_a_name_its_passphrase_and_a_value()
    {
        using var hub = new DemoCopy(demo.Hub);
        Expect(2, "actor.missing", HubProcess.Run(hub.Folder, FixDay));
        Expect(2, "actor.refused", hub.As("anna", FixDay, "not the passphrase"));
        Expect(2, "value.missing", hub.As("anna", ["quarantine", "fix", Key, "--field", "gültig ab", "--reason", "by phone", "--value-file", "nowhere.txt"]));
        Expect(2, "Did you mean 'gültig ab'?", hub.As("anna", ["quarantine", "fix", Key, "--field", "gultig ab", "--value", "01.10.2026", "--reason", "by phone"]));
        Expect(2, "quarantine.source-at-fault", hub.As("anna", ["quarantine", "fix", "ER-2004#1", "--field", "Soll", "--value", "1", "--reason", "by phone"]));
        Expect(2, "actor.missing", HubProcess.Run(hub.Folder, "quarantine", "dismiss", Key, "--reason", "nonsense"));
        Expect(2, "actor.missing", HubProcess.Run(hub.Folder, "quarantine", "reopen", Key, "--reason", "nonsense"));
        Expect(2, "actor.refused", hub.As("anna", ["quarantine", "dismiss", Key, "--reason", "nonsense"], "not the passphrase"));
        Assert.Equal("0 6", hub.Read("SELECT (SELECT count(*) FROM fix) || ' ' || (SELECT count(*) FROM quarantine WHERE state = 'Opened')"));
    }

    [Fact]
    public void What_waits_is_listed_with_owner_age_and_tries_and_without_what_was_dismissed()
    {
        using var hub = new DemoCopy(demo.Hub);
        File.AppendAllText(Path.Combine(hub.Folder, "pipelines", "staff.yaml"), "owner: payroll\n");
        File.WriteAllText(Path.Combine(hub.Folder, "connections", "hr.yaml"), File.ReadAllText(Path.Combine(hub.Folder, "connections", "hr.yaml")).Replace("    totals:", "    record-url: \"https://hr.example/{Personalnummer}?k={key}\"\n    totals:", StringComparison.Ordinal));
        Expect(0, "published", hub.As("mira", ["publish"]));
        Expect(4, "1", HubProcess.Run(hub.Folder, "quarantine", "replay", Key));

        using var listed = JsonDocument.Parse(HubProcess.Run(hub.Folder, "quarantine", "list", "--owner", "payroll", "--json").Output);
        var item = Assert.Single(listed.RootElement.EnumerateArray());
        Assert.Equal((Key, "payroll", 2, "Opened"), (item.GetProperty("key").GetString(), item.GetProperty("owner").GetString(), item.GetProperty("tries").GetInt32(), item.GetProperty("state").GetString()));
        Assert.True(item.TryGetProperty("age", out _) && item.TryGetProperty("openedAt", out _) && item.TryGetProperty("issues", out _));
        var (_, shown) = HubProcess.Run(hub.Folder, "quarantine", "show", Key);
        Assert.Contains("https://hr.example/{Personalnummer}?k=00107%7C32.10.2026", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Nowak", shown, StringComparison.Ordinal);
        Assert.Contains("https://hr.example/00107?k=", hub.As("anna", ["quarantine", "show", Key, "--reveal", "--json"]).Output, StringComparison.Ordinal);

        Expect(0, "dismissed", hub.As("bruno", ["quarantine", "dismiss", Key, "--reason", "left before the start"]));
        Assert.DoesNotContain(Key, HubProcess.Run(hub.Folder, "quarantine", "list").Output, StringComparison.Ordinal);
        Expect(4, "dismissed by bruno", HubProcess.Run(hub.Folder, "quarantine", "list", "--all"));
        Expect(4, "taken back: dismissal. The record waits:", hub.As("anna", ["quarantine", "reopen", Key, "--reason", "she came"]));
        Expect(4, "reopened by anna: she came", HubProcess.Run(hub.Folder, "quarantine", "show", Key));
        Expect(0, "dismissed", hub.As("bruno", ["quarantine", "dismiss", Key, "--reason", "she left"]));
        File.WriteAllBytes(Path.Combine(hub.Folder, "in", "hr", "personal-2026-11.csv"), hub.Staff("4.600,75", "4.610,75"));
        Expect(0, "personal-2026-11.csv", HubProcess.Run(hub.Folder, "run", "staff"));
        Expect(0, "all as it was written", HubProcess.Run(hub.Folder, "audit", "verify"));
    }

    [Fact]
    public void An_anonymised_record_is_a_sample_that_its_maker_can_test()
    {
        using var hub = new DemoCopy(demo.Hub);
        var (code, made) = HubProcess.Run(hub.Folder, "quarantine", "show", Key, "--anonymised", "--json");
        Assert.Equal(4, code);
        using var json = JsonDocument.Parse(made);
        foreach (var value in (string[])["Nowak", "Piotr", "00107", "3.450,00", "Monteur", "P200", "DE02", "01.10.2026", "32.10.2026"]) Assert.DoesNotContain(value, made, StringComparison.Ordinal);
        Assert.Equal("date.unreadable", Assert.Single(json.RootElement.GetProperty("issues").EnumerateArray()).GetProperty("code").GetString());

        File.WriteAllText(Path.Combine(hub.Folder, "mappings", "staff.sample.json"), json.RootElement.GetProperty("sample").GetRawText());
        File.WriteAllText(Path.Combine(hub.Folder, "mappings", "staff.expected.json"), """[{"entities":[],"issues":[{"code":"date.unreadable","path":"[\"gültig ab\"]"}]}]""");
        Assert.Equal(0, HubProcess.Run(hub.Folder, "mapping", "test").Code);
        Expect(4, "quarantine.not-anonymised", HubProcess.Run(hub.Folder, "quarantine", "show", "ER-2004#1", "--anonymised"));
    }

    [Fact]
    public async Task Killed_at_any_instant_a_fix_is_there_as_a_whole_or_not_at_all_and_typed_again_it_cures()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 5; round++)
        {
            using var hub = new DemoCopy(demo.Hub);
            using (var process = HubProcess.Start(hub.Folder, hub.Signed("anna", FixDay)))
            {
                await Task.Delay(random.Next(300, 1500), TestContext.Current.CancellationToken);
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            Assert.Equal(hub.Read("SELECT count(*) FROM fix"), hub.Read("SELECT count(*) FROM audit WHERE action = 'quarantine.fixed'"));
            output.WriteLine($"{hub.Read("SELECT count(*) FROM fix")} fixes, {hub.Read("SELECT group_concat(DISTINCT state) FROM run")}");
            Expect(0, "", HubProcess.Run(hub.Folder, "run", "staff"));
            Expect(0, "the record is mapped", hub.As("anna", FixDay));
            Assert.Equal("2026-10-01 1", hub.Read("SELECT max(valid_from) || ' ' || count(*) FROM hr_compensation WHERE source_key = '00107' AND deleted = 0"));
            Assert.Equal("1", hub.Read("SELECT count(*) FROM fix WHERE superseded_by IS NULL"));
            Assert.Equal("0", hub.Read("SELECT count(*) FROM run WHERE state = 'Started'"));
            Expect(0, "all as it was written", HubProcess.Run(hub.Folder, "audit", "verify"));
        }
    }

    private static void AddDora(DemoCopy hub)
    {
        var file = Path.Combine(hub.Folder, "dora.txt");
        File.WriteAllText(file, "a-passphrase");
        Assert.Equal(0, hub.As("mira", ["actor", "add", "dora", "--new-passphrase-file", file]).Code);
        File.AppendAllText(Path.Combine(hub.Folder, "actors.txt"), "dora a-passphrase\n", Encoding.UTF8);
    }

    private static void Expect(int code, string text, (int Code, string Output) result)
    {
        Assert.Contains(text, result.Output, StringComparison.Ordinal);
        Assert.True(code == result.Code, $"{result.Code}: {result.Output}");
    }
}
