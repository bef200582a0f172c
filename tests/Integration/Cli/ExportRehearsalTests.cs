using System.Security.Cryptography;
using System.Text.Json;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>An export played through before it counts.</summary>
public sealed class ExportRehearsalTests(DemoTests.Finished demo) : IClassFixture<DemoTests.Finished>
{
    private static readonly string[] Rehearse = ["export", "rehearse", "payroll", "--period", "2026-10"];

    [Fact]
    public void It_leaves_the_hub_and_its_sources_as_they_were_byte_for_byte()
    {
        using var hub = Waiting();
        var before = Files(hub.Folder);
        Assert.Equal(4, HubProcess.Run(hub.Folder, Rehearse).Code);
        Assert.Equal(before, Files(hub.Folder));
    }

    [Fact]
    public void It_foretells_what_then_comes()
    {
        using var hub = Waiting();
        var told = Ask(hub, Rehearse);
        Assert.Equal("payroll for 2026-10: 7 rows, 2 changes since payroll 1, 1 record would wait in quarantine, no gate would hold it.", told.GetProperty("sentence").GetString());

        var ran = Ask(hub, "run").EnumerateArray().Sum(run => run.GetProperty("outcome").GetProperty("counts").GetProperty("quarantined").GetInt64());
        var drafted = JsonDocument.Parse(hub.As("mira", ["export", "draft", "payroll", "--period", "2026-10", "--json"]).Output).RootElement;
        var changes = Ask(hub, "release", "diff", "next").GetProperty("changes").EnumerateArray().DistinctBy(change => change.GetProperty("row").GetString() + change.GetProperty("change").GetString()).CountBy(change => change.GetProperty("change").GetString()!).ToDictionary();
        Assert.Equal((ran, drafted.GetProperty("rows").GetInt32()), (told.GetProperty("wouldWait").GetInt64(), told.GetProperty("rows").GetInt32()));
        Assert.Equal(
            (changes.GetValueOrDefault("added"), changes.GetValueOrDefault("changed"), changes.GetValueOrDefault("removed")),
            (told.GetProperty("changes").GetProperty("added").GetInt32(), told.GetProperty("changes").GetProperty("changed").GetInt32(), told.GetProperty("changes").GetProperty("removed").GetInt32()));
        Assert.Equal(Totals(drafted), Totals(told));
    }

    [Fact]
    public void Nothing_new_changes_nothing_and_holds_nothing()
    {
        var (code, output) = HubProcess.Run(demo.Hub, Rehearse);
        Assert.Equal(0, code);
        Assert.Contains("6 rows, 0 changes since payroll 1, no record would wait, no gate would hold it.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_the_source_lost_is_told_in_a_sentence()
    {
        using var hub = Waiting(";Gehalt;", ";Lohn;");
        var (code, output) = HubProcess.Run(hub.Folder, Rehearse);
        Assert.Equal(4, code);
        Assert.Contains("the source of staff lost a field.", output, StringComparison.Ordinal);
        Assert.Contains("Stream staff no longer has the field 'Gehalt'", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_cannot_be_read_is_told_in_a_sentence()
    {
        using var hub = Waiting();
        Directory.Move(Path.Combine(hub.Folder, "in", "hr"), Path.Combine(hub.Folder, "in", "gone"));
        var (code, output) = HubProcess.Run(hub.Folder, Rehearse);
        Assert.Equal(4, code);
        Assert.Contains("Connection hr: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_the_workspace_count_as_they_stand_and_are_not_published_by_it()
    {
        using var hub = Waiting();
        var export = Path.Combine(hub.Folder, "exports", "payroll.yaml");
        File.WriteAllText(export, File.ReadAllText(export).Replace("where: {company: DE}", "where: {company: IT}", StringComparison.Ordinal));
        var versions = hub.Read("SELECT count(*) FROM workspace_version");
        var (code, output) = HubProcess.Run(hub.Folder, Rehearse);
        Assert.Equal(4, code);
        Assert.Contains("published-by-actors", output, StringComparison.Ordinal);
        Assert.Contains("they are not published yet", output, StringComparison.Ordinal);
        Assert.Equal(versions, hub.Read("SELECT count(*) FROM workspace_version"));
    }

    [Fact]
    public void The_cut_off_names_the_period()
    {
        using var hub = Waiting();
        var file = Path.Combine(hub.Folder, "exports", "payroll.yaml");
        Assert.Contains("export.no-cut-off", HubProcess.Run(hub.Folder, "export", "rehearse", "payroll", "--at", "cutoff").Output, StringComparison.Ordinal);
        File.AppendAllText(file, "\ncut-off: \"0 18 15 6 *\"\n");
        Assert.Equal(0, HubProcess.Run(hub.Folder, "publish").Code);
        var listed = Ask(hub, "export", "list").EnumerateArray().Single(export => export.GetProperty("name").GetString() == "payroll");
        Assert.Equal(("payroll", "bureau", "export", "payroll 1", "Delivered"), (listed.GetProperty("name").GetString(), listed.GetProperty("partner").GetString(), listed.GetProperty("kind").GetString(), listed.GetProperty("lastRelease").GetString(), listed.GetProperty("state").GetString()));
        var next = listed.GetProperty("nextCutOff").GetDateTimeOffset();
        Assert.Equal((6, 15), (next.Month, next.Day));
        Assert.Equal($"{next.Year}-06", Ask(hub, "export", "rehearse", "payroll", "--at", "cutoff").GetProperty("period").GetString());
        Assert.Equal("2026-10", Ask(hub, "export", "rehearse", "payroll", "--at", "2026-10-31").GetProperty("period").GetString());
        Assert.Equal(2, HubProcess.Run(hub.Folder, "export", "rehearse", "payroll", "--at", "soon").Code);
    }

    [Fact]
    public void What_a_killed_rehearsal_left_goes_with_the_next_command()
    {
        using var hub = Waiting();
        var root = Path.Combine(hub.Folder, "store", ".rehearsals");
        var left = Directory.CreateDirectory(Path.Combine(root, "left")).FullName;
        File.WriteAllText(Path.Combine(left, "hub.db"), "somebody");
        using (new FileStream(left + ".lock", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            HubProcess.Run(hub.Folder, "export", "list");
            Assert.True(Directory.Exists(left));
        }

        HubProcess.Run(hub.Folder, "export", "list");
        Assert.False(Directory.Exists(root));
    }

    /// <summary>A hub with a staff file that waits: a new salary, a new number and a row that cannot be read.</summary>
    private DemoCopy Waiting(string old = "4.380,50", string now = "4.400,00")
    {
        var hub = new DemoCopy(demo.Hub);
        var staff = System.Text.Encoding.Latin1.GetString(hub.Staff(old, now)).Replace("DE;00106", "DE;00199", StringComparison.Ordinal).Replace("32.10.2026", "33.10.2026", StringComparison.Ordinal);
        File.WriteAllBytes(Path.Combine(hub.Folder, "in", "hr", "personal-2026-11.csv"), System.Text.Encoding.Latin1.GetBytes(staff));
        return hub;
    }

    private static IEnumerable<string> Totals(JsonElement of) => of.GetProperty("totals").EnumerateArray().Select(total => total.GetRawText()).Order(StringComparer.Ordinal);

    private static JsonElement Ask(DemoCopy hub, params string[] command) => JsonDocument.Parse(HubProcess.Run(hub.Folder, [.. command, "--json"]).Output).RootElement;

    private static IReadOnlyList<string> Files(string folder) =>
    [
        .. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => File.Exists(path) ? $"{path} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}" : path),
    ];
}
