using System.Text.Json;
using BackOffice.Integration.Tests.Integration.Cli;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration.RealData;

/// <summary>A workspace in a folder of its own, used by its commands alone; it goes with the test.</summary>
internal sealed class CommandHub : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hub test ");

    /// <param name="workspace">Name of a folder beside this file.</param>
    /// <param name="files">Put into the folder that its connections read.</param>
    public CommandHub(string workspace, params ReadOnlySpan<string> files)
    {
        Copy(RealData.Workspace(workspace));
        foreach (var file in files) Put($"in/{Path.GetFileName(file)}", File.ReadAllBytes(file));
    }

    public string Folder => folder.FullName;

    public void Put(string name, byte[] content)
    {
        var file = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }

    /// <summary>What a command says as JSON.</summary>
    public JsonElement Ask(params string[] command) => JsonDocument.Parse(HubProcess.Run(Folder, [.. command, "--json"]).Output).RootElement;

    /// <summary>Runs all pipelines: how many records each read, mapped and quarantined.</summary>
    public IReadOnlyDictionary<string, (long Read, long Mapped, long Quarantined)> Run() => Ask("run").EnumerateArray()
        .GroupBy(run => run.GetProperty("pipeline").GetString()!, run => run.GetProperty("outcome").GetProperty("counts"))
        .ToDictionary(runs => runs.Key, runs => (Sum(runs, "read"), Sum(runs, "mapped"), Sum(runs, "quarantined")));

    /// <summary>The totals of all pipelines: measure, what the source said, what rounding adds, what the hub holds.</summary>
    public IReadOnlyList<(string Measure, decimal Source, decimal Rounding, decimal Hub)> Totals() =>
    [
        .. Ask("pipeline", "totals").EnumerateArray().Select(total => (
            $"{total.GetProperty("pipeline")}.{total.GetProperty("measure")}",
            total.GetProperty("source").GetDecimal(),
            total.GetProperty("rounding").GetDecimal(),
            total.GetProperty("canonical").GetDecimal())),
    ];

    /// <summary>How many findings of each rule are open.</summary>
    public IReadOnlyDictionary<string, int> Findings() => Ask("finding", "list", "--limit", "100000").EnumerateArray()
        .CountBy(finding => finding.GetProperty("rule").GetString()!).ToDictionary();

    /// <summary>The rows of a dataset as lines of some of its columns, numbers without needless zeros, in ordinal order.</summary>
    public IReadOnlyList<string> Figures(string dataset, string period, params string[] columns) =>
    [
        .. Ask("dataset", "show", dataset, "--period", period).GetProperty("rows").EnumerateArray()
            .Select(row => string.Join('|', columns.Select(column => Text(row.GetProperty(column))))).Order(StringComparer.Ordinal),
    ];

    /// <summary>One value, or the rows of one column, of the store.</summary>
    public IReadOnlyList<string> Read(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Directory.EnumerateFiles(Folder, "*.db", SearchOption.AllDirectories).Single()};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read()) rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Text(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Number => cell.GetDecimal().ToString("0.############", System.Globalization.CultureInfo.InvariantCulture),
        _ => cell.GetString()!,
    };

    private void Copy(string workspace)
    {
        foreach (var file in Directory.EnumerateFiles(workspace, "*", SearchOption.AllDirectories)) Put(Path.GetRelativePath(workspace, file), File.ReadAllBytes(file));
    }

    private static long Sum(IEnumerable<JsonElement> counts, string name) => counts.Sum(count => count.GetProperty(name).GetInt64());
}
