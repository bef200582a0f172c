using System.Text.Json;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Benchmarks.Cases;

/// <summary>Ledger lines as raw records in memory, handed out again and again.</summary>
internal sealed class LedgerRecords
{
    private const int Distinct = 10_000;
    private const int WarmUp = 50_000;

    private readonly SourceRecord[] records = [.. Enumerable.Range(0, Distinct).Select(Record)];

    /// <summary>CPU time of mapping this many records, warm-up not counted.</summary>
    public Measured Measure(IMapping mapping, int rows)
    {
        MapAll(mapping, WarmUp);
        var before = Environment.CpuUsage.TotalTime;
        var result = MapAll(mapping, rows);
        return new(Environment.CpuUsage.TotalTime - before, result);
    }

    private string MapAll(IMapping mapping, int rows)
    {
        var output = new MappingOutput();
        long sum = 0, letters = 0;
        for (var row = 0; row < rows; row++)
        {
            output.Clear();
            mapping.Map(records[row % Distinct], output);
            var entity = output.Entities[0];
            letters += entity.Key.Length;
            foreach (var cell in entity.Cells)
            {
                sum += cell.Number;
                letters += cell.Text?.Length ?? 0;
            }
        }

        return $"{rows} rows, numbers {sum}, letters {letters}";
    }

    private static SourceRecord Record(int row)
    {
        var fields = Ledger.Columns.Zip(Ledger.Fields(row)).ToDictionary(field => field.First, field => field.Second);
        return new("ledger", fields["id"], JsonSerializer.SerializeToUtf8Bytes(fields));
    }
}
