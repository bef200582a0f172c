using System.Text.Json;
using BackOffice.Integration.Tests.Integration.Cli;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration.RealData;

/// <summary>Real files that nobody has described, from <c>init --files</c> to figures, with no file edited.</summary>
public sealed class InitFilesRealDataTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("init files ");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Ledgers_tickets_and_staff_come_out_as_they_are()
    {
        foreach (var file in (string[][])
        [
            ["accounting", "fec", "000000000FEC20231231.txt"], ["accounting", "fec", "111111111FEC20221231.TXT"], ["accounting", "fec", "000000000FEC20231231-expected.csv"],
            ["helpdesk", "bpi-helpdesk", "helpdesk.csv"], ["helpdesk", "uci-incident-log", "incident_event_log_5975.csv"], ["hr", "ibm-hr-attrition", "emp_attrition.csv"],
        ]) Put(RealData.File(file));

        var said = Ask(folder.FullName, "init", "hub", "--files", "data");
        var mappings = said.GetProperty("streams").EnumerateArray().ToDictionary(stream => stream.GetProperty("name").GetString()!, stream => stream.GetProperty("mapping").GetString());
        Assert.Equal(("Fec/ledger", "Fec/ledger", "Bpi/helpdesk", "Uci/incidents", null), (mappings["fec"], mappings["fec-2"], mappings["helpdesk"], mappings["incident-event-log"], mappings["emp-attrition"]));
        Assert.Equal(0, HubProcess.Run(Hub, "validate").Code);

        var runs = Ask(Hub, "run").EnumerateArray().ToDictionary(run => run.GetProperty("pipeline").GetString()!, run => run.GetProperty("outcome").GetProperty("counts"));
        Assert.Equal(
            [("fec", 2_102L, 2_102L), ("fec-2", 934L, 934L), ("helpdesk", 13_710L, 13_710L), ("incident-event-log", 5_998L, 5_998L)],
            runs.Select(run => (run.Key, run.Value.GetProperty("read").GetInt64(), run.Value.GetProperty("mapped").GetInt64())).Order());
        Assert.Equal(
            [("fec", "Credit", 1_265_350.82m), ("fec", "Debit", 1_265_350.82m), ("fec-2", "Credit", 225_682.23m), ("fec-2", "Debit", 225_682.23m)],
            Ask(Hub, "pipeline", "totals").EnumerateArray().Select(total => (total.GetProperty("pipeline").GetString()!, total.GetProperty("measure").GetString()!, total.GetProperty("canonical").GetDecimal())).Order());
        Assert.Equal("85", Read("SELECT count(*) FROM accounting_account WHERE connection = 'files'"));
        Assert.Equal("890", Read("SELECT count(*) FROM helpdesk_ticket WHERE connection = 'files-2'"));
        // The second ledger is IBM850: its degree sign is one.
        Assert.NotEqual("0", Read("SELECT count(*) FROM accounting_journal_line WHERE memo LIKE 'CREAT°%'"));
    }

    private string Hub => Path.Combine(folder.FullName, "hub");

    private void Put(string file)
    {
        var copy = folder.CreateSubdirectory("data");
        File.WriteAllBytes(Path.Combine(copy.FullName, Path.GetFileName(file)), File.ReadAllBytes(file));
    }

    private static JsonElement Ask(string place, params string[] command)
    {
        var (code, output) = HubProcess.Run(place, [.. command, "--json"]);
        Assert.True(code is 0 or 4, output);
        return JsonDocument.Parse(output).RootElement;
    }

    private string Read(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Hub, "store", "hub.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!.ToString()!;
    }
}
