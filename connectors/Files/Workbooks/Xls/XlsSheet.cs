using System.Text;
using BackOffice.Integration.Connectors.Contract;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace BackOffice.Integration.Connectors.Files.Workbooks.Xls;

/// <summary>One sheet of an .xls file.</summary>
internal sealed class XlsSheet : Sheet
{
    private readonly IExcelDataReader reader;
    private readonly XlsScan scan;
    private readonly Dictionary<string, NumberFormat> formats = new(StringComparer.Ordinal);

    static XlsSheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private XlsSheet(string file, IExcelDataReader reader, XlsScan scan)
        : base(file, reader.Name)
    {
        (this.reader, this.scan) = (reader, scan);
        Merged = [.. (reader.MergeCells ?? []).Select(range => new MergedCells(range.FromRow, range.ToRow, range.FromColumn, range.ToColumn))];
    }

    public override IReadOnlyList<MergedCells> Merged { get; }

    public static (Sheet Sheet, IReadOnlyList<ListedSheet> All) Open(string file, Stream bytes, SheetOption? wanted)
    {
        IExcelDataReader? reader = null;
        try
        {
            return Sorted(file, () =>
            {
                reader = ExcelReaderFactory.CreateReader(bytes, new() { LeaveOpen = true });
                var sheets = List(reader);
                var number = SheetChoice.Of(file, sheets, wanted);
                var scan = XlsScan.Of(bytes, number);
                for (reader.Reset(); number > 0; number--) reader.NextResult();
                return (new XlsSheet(file, reader, scan), sheets);
            });
        }
        catch
        {
            reader?.Dispose();
            throw;
        }
    }

    protected override T Guarded<T>(Func<T> read) => Sorted(File, read);

    protected override bool Move()
    {
        Cells.Clear();
        if (!reader.Read()) return false;
        Row++;
        IsHiddenRow = scan.IsHidden(Row - 1);
        for (var column = 0; column < reader.FieldCount; column++)
        {
            if (scan.ErrorAt(Row - 1, column) is { } error) Cells.Add(new(column, error, CellFault.Error));
            else if (reader.GetValue(column) is { } value) Cells.Add(new(column, Text(value, column)));
        }

        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) reader.Dispose();
    }

    private static List<ListedSheet> List(IExcelDataReader reader)
    {
        List<ListedSheet> sheets = [];
        do sheets.Add(new(reader.Name, reader.VisibleState != "visible"));
        while (reader.NextResult());
        return sheets;
    }

    // The reader takes the bytes at their word, so a damaged file makes it fail in any way.
    private static T Sorted<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException locked)
        {
            throw WorkbookFault.Encrypted(file, locked);
        }
        catch (Exception broken) when (broken is not (ConnectorException or IOException or OutOfMemoryException) || broken is EndOfStreamException)
        {
            throw WorkbookFault.Damaged(file, cause: broken);
        }
    }

    private string Text(object value, int column) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTime moment => CellText.Of(Days(moment, FormatOf(column)), FormatOf(column), is1904: false),
        TimeSpan duration => CellText.Of(duration.TotalDays, FormatOf(column) with { IsDuration = true }, is1904: false),
        IConvertible number => CellText.Number(number.ToDouble(null)),
        _ => throw new InvalidDataException(),
    };

    // The reader has moved days before March 1900 by one, and those of 1904 to the usual epoch.
    private static double Days(DateTime moment, NumberFormat format)
    {
        var days = moment.ToOADate();
        return !format.IsDate && days is >= 1462 and < 1463 ? days - 1462 : days < 61 ? days - 1 : days;
    }

    private NumberFormat FormatOf(int column)
    {
        var code = reader.GetNumberFormatString(column) ?? "";
        if (!formats.TryGetValue(code, out var format)) formats[code] = format = NumberFormat.Parse(code);
        return format;
    }
}
