using System.Text;
using BackOffice.Integration.Tests.Integration.Cli;

namespace BackOffice.Integration.Tests.Integration.BadInput;

/// <summary>What a person sees of bad records: codes, places and next steps, and no value.</summary>
public sealed class ShownTests : IDisposable
{
    private const string Heading = "id;name;day;amount\n";

    private static readonly (string Line, string Code)[] Bad =
    [
        ("31;Geheim", "record.ragged"),
        ("31;Geheim;04.02.2026;7654,50;mehr", "record.ragged"),
        ("30;Geheim;04.02.2026;7654,50", "key.duplicate"),
        (";Geheim;04.02.2026;7654,50", "key.missing"),
        ("33;Geheim;31.02.2099;7654,50", "date.unreadable"),
        ("34;Geheim;04.02.2026;7654,5,0", "number.unreadable"),
        ("35;Geheim;04.02.2026;7654,12345", "number.too-precise"),
        ("36;Geheim;04.02.2026;7654123456789012345,5", "number.out-of-range"),
        ("37;Geh\u00ffeim;04.02.2026;7654,50", "encoding.undecodable"),
        ("38;\"Geh\"eim;04.02.2026;7654,50", "record.misquoted"),
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("shown ");

    public ShownTests()
    {
        Put("hub.yaml", "name: bad\ncompanies: {DE: {name: Test GmbH, country: DE, currency: EUR}}\n");
        Put("connections/c.yaml", "connector: file\nsettings: {folder: in}\nstreams:\n  s:\n    files: \"f*.csv\"\n    delimiter: \";\"\n    key: id\n    formats: {decimal: \",\", date: [dd.MM.yyyy]}\n");
        Put("pipelines/p.yaml", "from: {connection: c, stream: s}\nmapping: mappings/m.yaml\nsync: full\ndeletes: {guard: 5%}\n");
        Put("mappings/m.yaml", "to: hr.compensation\nkey: id\nfields:\n  validFrom: date(day)\n  employment: id\n  amount: number(amount)\n  currency: \"'EUR'\"\n  payPeriod: name\n");
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Each_bad_record_is_listed_with_its_line_and_no_value()
    {
        Put("in/f1.csv", Heading + "30;Weber;01.02.2026;1,50\n" + string.Join('\n', Bad.Select(bad => bad.Line)) + "\n");
        var (code, run) = Run("run");
        Assert.Equal(4, code);
        var (listed, list) = Run("quarantine", "list");
        Assert.Equal(4, listed);

        // The heading is line 1, the good record line 2.
        foreach (var (index, bad) in Bad.Index()) Assert.Matches($@"f1\.csv:{index + 3}\s+{bad.Code.Replace(".", @"\.", StringComparison.Ordinal)}", list);
        string[] ids = [.. Ids(list)];
        var shown = string.Concat(ids.Select(id => Run("quarantine", "show", id).Output));
        Assert.Equal(Bad.Length, ids.Distinct().Count());
        Assert.All(Bad, bad => Assert.Contains(bad.Code, shown, StringComparison.Ordinal));
        foreach (var output in (string[])[run, list, shown, Run("quarantine", "list", "--json").Output, Run("finding", "list", "--json").Output, Run("run", "list", "--json").Output])
        {
            Assert.DoesNotContain("Geh", output, StringComparison.Ordinal);
            // Whole numbers and dates only: random ids and hashes hold any digits.
            Assert.DoesNotMatch(@"(?<![0-9a-f-])7654[0-9.,]{2,}(?![0-9a-f-])", output);
            Assert.DoesNotMatch(@"31\.02\.2099", output);
        }
    }

    [Fact]
    public void The_corrected_file_empties_the_quarantine()
    {
        Put("in/f1.csv", Heading + "30;Weber;01.02.2026;1,50\n" + string.Join('\n', Bad.Select(bad => bad.Line)) + "\n");
        Assert.Equal(4, Run("run").Code);
        Put("in/f2.csv", Heading + "30;Weber;01.02.2026;1,50\n31;Rossi;01.02.2026;2,50\n");
        Assert.Equal(0, Run("run").Code);
        var (code, output) = Run("quarantine", "list");
        Assert.Equal(0, code);
        Assert.Contains("Quarantine is empty.", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_failed_does_not_stop_the_next_one()
    {
        Put("in/f1.csv", Heading + "30;\"Weber;01.02.2026;1,50\n");
        var (code, output) = Run("run");
        Assert.Equal(3, code);
        Assert.Contains("quote.open: p: f1.csv: the quote that opens on line 2 is never closed", output, StringComparison.Ordinal);
        File.Delete(Path.Combine(folder.FullName, "in", "f1.csv"));

        Put("in/f2.csv", Heading + "30;Weber;01.02.2026;1,50\n");
        Assert.Equal(0, Run("run").Code);
    }

    private static IEnumerable<string> Ids(string list) => list.Split('\n').Where(line => line.Contains("f1.csv:", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0]);

    private (int Code, string Output) Run(params string[] arguments) => HubProcess.Run(folder.FullName, arguments);

    private void Put(string name, string text)
    {
        var file = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text, Encoding.Latin1);
    }
}
