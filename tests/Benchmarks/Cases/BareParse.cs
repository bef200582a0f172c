using System.Globalization;
using CsvHelper;

namespace BackOffice.Integration.Benchmarks.Cases;

/// <summary>CsvHelper alone: every field of every line as a string.</summary>
internal sealed class BareParse : ICase
{
    public Task<Measured> RunAsync(CaseFolder folder)
    {
        long characters = 0;
        using (var reader = CsvReader.FromFile(folder.Input, new CsvReaderOptions { Separator = ';' }))
        {
            while (reader.Read())
                for (var field = 0; field < Ledger.Columns.Length; field++) characters += reader.GetString(field).Length;
        }

        return Task.FromResult(new Measured(Environment.CpuUsage.TotalTime, characters.ToString(CultureInfo.InvariantCulture)));
    }
}
