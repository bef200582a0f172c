using System.Security.Cryptography;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Layouts;
using BackOffice.Integration.Mappings.Layouts.Workbooks;

namespace BackOffice.Integration.Benchmarks.Cases;

/// <summary>The hub's layouts, with sums of both amounts on the way and a hash over the written file.</summary>
internal sealed class LayoutExport(bool workbook) : ICase
{
    public Task<Measured> RunAsync(CaseFolder folder) => ExportRows.MeasureAsync(async output =>
    {
        decimal debit = 0, credit = 0;
        var rows = ExportRows.Of(folder.Rows).Select(row =>
        {
            debit += (decimal)row[ExportRows.Debit]!;
            credit += (decimal)row[ExportRows.Credit]!;
            return row;
        });
        if (workbook) await new WorkbookLayout().WriteAsync([new Sheet("Journal", [.. ExportRows.Headings.Select((heading, place) => new SheetColumn(heading, 2, place is ExportRows.Debit or ExportRows.Credit ? 4 : 2))], rows)], output, CancellationToken.None);
        else Csv().Write(rows.Select(row => new PartnerRow(row)), new("1", DateTimeOffset.UnixEpoch), output);
        output.Position = 0;
        var hash = await SHA256.HashDataAsync(output);
        return hash.Length == 32 ? $"{folder.Rows} rows, {debit} {credit}" : "";
    });

    private static DelimitedLayout Csv() => new(new(
        "", ';', "utf-8", '.', "\r\n", Header: true, OpensInSpreadsheet: false, [.. ExportRows.Headings.Select((heading, place) => new ProfileColumn(heading, heading, place is ExportRows.Debit or ExportRows.Credit ? "0.00" : null))], Trailer: null));
}
