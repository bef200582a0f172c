using System.Diagnostics;
using BackOffice.Integration.Benchmarks.Cases;

namespace BackOffice.Integration.Benchmarks;

/// <summary>Runs all cases in turn, several times, and keeps the least of each.</summary>
internal sealed class Comparison(string folder, int rows)
{
    private const int ChangedEvery = 100;

    private readonly Dictionary<string, List<double>> seconds = [];

    private string FirstFile => Path.Combine(folder, "first.csv");

    private string ChangedFile => Path.Combine(folder, "changed.csv");

    public void Prepare()
    {
        Directory.CreateDirectory(folder);
        Ledger.Write(FirstFile, rows, changedEvery: 0);
        Ledger.Write(ChangedFile, rows, ChangedEvery);
        LedgerWorkspace.Write(Path.Combine(folder, "parse"));
        File.Copy(FirstFile, new CaseFolder(Path.Combine(folder, "parse"), rows).Input);
    }

    public void Pass()
    {
        Measure("parse", CaseList.Parse, new(Path.Combine(folder, "parse"), rows));
        var hand = Measure("load by hand", CaseList.LoadFloor, Fresh("hand"));
        var engine = Fresh("engine");
        Same(hand, Measure("load", CaseList.Load, engine));
        File.Copy(ChangedFile, engine.Input);
        Measure("re-sync", CaseList.Load, engine);
        Same(Measure("csv, nothing else", CaseList.CsvFloor, new("", rows)), Measure("csv", CaseList.Csv, new("", rows)));
        Same(Measure("xlsx, nothing else", CaseList.XlsxFloor, new("", rows)), Measure("xlsx", CaseList.Xlsx, new("", rows)));
        Same(Measure("mapping by hand", CaseList.MappingFloor, new("", rows)), Measure("mapping", CaseList.Mapping, new("", rows)));
    }

    /// <summary>Elapsed time of <c>backoffice validate</c> on the demo workspace.</summary>
    public void Start(string demo)
    {
        var clock = Stopwatch.StartNew();
        Child.Output("dotnet", Path.Combine(AppContext.BaseDirectory, "backoffice.dll"), "validate", "--workspace", demo);
        Add("validate", clock.Elapsed);
    }

    public double Least(string name) => seconds[name].Min();

    public double Median(string name) => seconds[name].Order().ElementAt(seconds[name].Count / 2);

    private Measured Measure(string name, string testCase, CaseFolder at)
    {
        var measured = Child.Run(testCase, at);
        Add(name, measured.Cpu);
        return measured;
    }

    private void Add(string name, TimeSpan time)
    {
        if (!seconds.TryGetValue(name, out var times)) seconds[name] = times = [];
        times.Add(time.TotalSeconds);
    }

    private CaseFolder Fresh(string name)
    {
        var fresh = new CaseFolder(Path.Combine(folder, name), rows);
        if (Directory.Exists(fresh.Path)) Directory.Delete(fresh.Path, recursive: true);
        LedgerWorkspace.Write(fresh.Path);
        File.Copy(FirstFile, fresh.Input);
        return fresh;
    }

    private static void Same(Measured floor, Measured measured)
    {
        if (floor.Result != measured.Result)
            throw new InvalidOperationException($"The two sides differ: {floor.Result} by hand, {measured.Result} by the hub.");
    }
}
