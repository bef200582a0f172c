using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>The demo once, in a folder with a space, and what people then do with it.</summary>
public sealed partial class DemoTests(DemoTests.Finished demo) : IClassFixture<DemoTests.Finished>
{
    private const string ReadFile = """
        import csv, sys
        rows = list(csv.reader(open(sys.argv[1], encoding="cp1252", newline=""), delimiter=";"))
        cents = lambda text: int(text.replace(",", ""))
        print(len(rows) - 2, sum(cents(row[7]) for row in rows[1:-1]), rows[-1][1], cents(rows[-1][3]), rows[1][3])
        """;

    [Fact]
    public void Prints_runs_totals_what_waits_and_the_release()
    {
        Assert.Equal(0, demo.Code);
        foreach (var expected in (string[])["1  Runs", "2  Totals", "3  What waits", "4  The release", "Delivered", "anna and bruno", "Reproducible", "entry.unbalanced", "reference.dangling", "record.ragged", "date.unreadable"])
            Assert.Contains(expected, demo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("DIFFERS", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_reader_finds_the_rows_and_the_sum_of_the_trailer() =>
        Assert.Equal("6 2109700 6 2109700 Jürgen", RealData.RealData.Python(ReadFile, Path.Combine(demo.Hub, "out", "bureau", "payroll_DE_2026-10_1.csv")));

    [Theory]
    [InlineData("SELECT group_concat(source_key || ' ' || fte, ', ') FROM v_hr_employment WHERE CAST(fte AS REAL) < 1", "00106 0.5000, 00203 0.7500")]
    [InlineData("SELECT group_concat(account || ' ' || company || ' ' || lines || ' ' || rest, ', ') FROM (SELECT account, company, count(*) AS lines, sum(debit - credit) AS rest FROM accounting_journal_line WHERE clearing IS NOT NULL GROUP BY 2, 1, clearing)", "1400 DE 2 0, 1.02.001 IT 2 0")]
    [InlineData("SELECT group_concat(company || ' ' || trading_partner || ' ' || rest, ', ') FROM (SELECT company, trading_partner, sum(debit - credit) / 10000 AS rest FROM accounting_journal_line WHERE account IN ('1400', '2.01.001') AND trading_partner IS NOT NULL GROUP BY 1, 2)", "DE IT 1000, IT DE -1000")]
    [InlineData("SELECT group_concat(source_key || ' ' || coalesce(parent || ' ' || ownership, 'alone'), ', ') FROM v_shared_legal_entity WHERE connection = 'finance'", "DE alone, FR DE 80.0000, IT DE 100.0000")]
    [InlineData("SELECT group_concat(c.quantity || ' for ' || c.amount || ' at ' || t.tariff || ' instead of ' || t.internal_cost) FROM v_shared_partner_charge c JOIN v_shared_partner_contract t ON t.partner = c.partner AND t.service = c.service AND t.valid_from = '2026-01-01'", "7.000000 for 101.5000 at 14.5000 instead of 21.0000")]
    public void What_finance_compares_is_in_the_store(string sql, string expected) => Assert.Equal(expected, StoreDump.Scalar(Path.Combine(demo.Hub, "store", "hub.db"), sql));

    [Fact]
    public void A_second_run_changes_nothing()
    {
        var (code, output) = HubProcess.Run(demo.Folder, "demo");
        Assert.Equal(0, code);
        Assert.Contains("nothing changed", output, StringComparison.Ordinal);
        Assert.Equal(RowsHash(demo.Output), RowsHash(output));
        Assert.Single(Directory.GetDirectories(Path.Combine(demo.Hub, "store", "releases", "payroll")));
    }

    [Fact]
    public void The_passphrases_are_for_their_owner_only()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no such modes.");
        else Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(demo.Hub, "actors.txt")));
    }

    [Fact]
    public void A_cell_is_explained_and_the_release_rebuilt_with_source_and_mapping_gone()
    {
        using var copy = new DemoCopy(demo.Hub);
        Directory.Delete(Path.Combine(copy.Folder, "in"), recursive: true);
        File.Delete(Path.Combine(copy.Folder, "mappings", "staff.yaml"));

        var (why, explanation) = copy.As("anna", ["why", "--release", "1", "--row", "1", "--column", "Gehalt", "--reveal"]);
        Assert.Equal(0, why);
        foreach (var expected in (string[])["4380,50", "money(Gehalt)", "4.380,50", "personal-2026-10.csv line 3", "Reproducible"]) Assert.Contains(expected, explanation, StringComparison.Ordinal);

        var (reproduce, proof) = HubProcess.Run(copy.Folder, "release", "reproduce", "1");
        Assert.Equal(0, reproduce);
        Assert.Contains("6 rows reproduced, byte for byte", proof, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_command_of_the_readme_works_in_the_folder_it_is_typed_in_and_so_do_those_it_names()
    {
        using var copy = new DemoCopy(null);
        var (code, output) = Repository.Run("dotnet", ["run", "--no-build", "--project", Path.Combine(Repository.Root, "functions", "Hub"), "--", "demo"], copy.Folder, TimeSpan.FromMinutes(2));
        Assert.Equal(0, code);
        var next = output[output.IndexOf("Try next", StringComparison.Ordinal)..].Split('\n').Skip(1).Select(line => line.Trim()).Where(line => line.Length > 0);
        var (tried, shown) = Repository.Run("bash", ["-c", "shopt -s expand_aliases\n" + string.Join('\n', next)], copy.Folder, TimeSpan.FromMinutes(2));
        Assert.True(tried == 4, shown); // The last one lists a quarantine that is not empty.
        Assert.Contains("byte for byte", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_masked_explanation_shows_no_person()
    {
        var (_, explanation) = HubProcess.Run(demo.Hub, "why", "hr.person", "hr:00101");
        Assert.DoesNotContain("Weber", explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE release_row SET row = replace(row, '4380.5000', '9380.5000')", "release")]
    [InlineData("UPDATE audit SET actor = 'nobody' WHERE no = 3", "audit.chain-broken")]
    [InlineData("DELETE FROM audit WHERE no = 4", "audit.gap")]
    [InlineData("DELETE FROM audit WHERE no >= 5", "")]
    public void An_edited_store_is_reported(string edit, string problem)
    {
        using var copy = new DemoCopy(demo.Hub);
        Assert.Equal(0, HubProcess.Run(copy.Folder, "audit", "verify").Code);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(copy.Folder, "store", "hub.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = edit;
            Assert.True(command.ExecuteNonQuery() > 0);
        }

        var (code, output) = HubProcess.Run(copy.Folder, "audit", "verify");
        Assert.Equal(4, code);
        Assert.Contains(problem, output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_sealed_file_is_reported()
    {
        using var copy = new DemoCopy(demo.Hub);
        File.AppendAllText(Directory.GetFiles(Path.Combine(copy.Folder, "store", "releases", "payroll", "1"), "*.csv").Single(), " ");
        Assert.Equal(4, HubProcess.Run(copy.Folder, "audit", "verify").Code);
        Assert.Equal(4, HubProcess.Run(copy.Folder, "release", "verify", "1").Code);
    }

    [Fact]
    public void Refuses_a_folder_that_holds_something_else()
    {
        using var copy = new DemoCopy(null);
        Directory.CreateDirectory(Path.Combine(copy.Folder, "backoffice-demo"));
        File.WriteAllText(Path.Combine(copy.Folder, "backoffice-demo", "thesis.txt"), "mine");
        var (code, output) = HubProcess.Run(copy.Folder, "demo", "--fresh");
        Assert.Equal(2, code);
        Assert.Contains("demo.foreign-folder", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(copy.Folder, "backoffice-demo", "thesis.txt")));
    }

    private static string RowsHash(string output) => HashPattern().Match(output).Groups[1].Value;

    [GeneratedRegex(@"rows hash\s+([0-9a-f]{64})")]
    private static partial Regex HashPattern();

    /// <summary>One finished demo for all of these tests.</summary>
    public sealed class Finished : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("demo of ");

        public Finished() => (Code, Output) = HubProcess.Run(Folder, "demo");

        public int Code { get; }

        public string Output { get; }

        public string Folder => folder.FullName;

        public string Hub => Path.Combine(Folder, "backoffice-demo");

        public void Dispose() => folder.Delete(recursive: true);
    }
}
