using System.Buffers.Binary;

namespace BackOffice.Integration.Connectors.Files.Workbooks.Xls;

/// <summary>What the library that reads .xls keeps to itself (MS-XLS): cells that show an error, and hidden rows.</summary>
internal sealed class XlsScan
{
    private readonly Dictionary<(int Row, int Column), string> errors = [];
    private readonly HashSet<int> hiddenRows = [];

    /// <summary>What such a cell shows; null where it shows none. Both counted from zero.</summary>
    public string? ErrorAt(int row, int column) => errors.GetValueOrDefault((row, column));

    public bool IsHidden(int row) => hiddenRows.Contains(row);

    public static XlsScan Of(Stream bytes, int sheet)
    {
        var scan = new XlsScan();
        if (CompoundFile.Workbook(bytes) is not { } workbook || Start(workbook, sheet) is not { } start) return scan;
        var depth = 0;
        foreach (var (id, at, length) in Records(workbook, start))
        {
            if (id == Biff.Begin) depth++;
            else if (id == Biff.End && --depth <= 0) break;
            else if (depth == 1) scan.Note(workbook, id, at, length);
        }

        return scan;
    }

    private static long? Start(WorkbookBytes workbook, int sheet)
    {
        var found = new byte[6];
        foreach (var (id, at, _) in Records(workbook, 0))
        {
            if (id == Biff.End) return null;
            if (id != Biff.Sheet || !workbook.TryRead(at, found) || found[5] != Biff.IsWorksheet) continue;
            if (sheet-- == 0) return BinaryPrimitives.ReadUInt32LittleEndian(found);
        }

        return null;
    }

    private static IEnumerable<(int Id, long At, int Length)> Records(WorkbookBytes workbook, long at)
    {
        var head = new byte[4];
        while (workbook.TryRead(at, head))
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(2));
            yield return (BinaryPrimitives.ReadUInt16LittleEndian(head), at + 4, length);
            at += 4 + length;
        }
    }

    private void Note(WorkbookBytes workbook, int id, long at, int length)
    {
        Span<byte> content = stackalloc byte[14];
        if (id is not (Biff.Row or Biff.BooleanOrError or Biff.Formula)) return;
        content = content[..Math.Min(content.Length, length)];
        if (!workbook.TryRead(at, content) || content.Length < 8) return;
        var (row, column) = (BinaryPrimitives.ReadUInt16LittleEndian(content), BinaryPrimitives.ReadUInt16LittleEndian(content[2..]));
        if (id == Biff.Row && content.Length == 14 && (content[12] & Biff.RowIsHidden) != 0) hiddenRows.Add(row);
        if (id == Biff.BooleanOrError && content[7] == 1) errors[(row, column)] = Biff.Shown(content[6]);
        // The result of a formula: two bytes FF say that it is no number, the first which kind it is.
        if (id == Biff.Formula && content is [_, _, _, _, _, _, 2, _, var code, _, _, _, 0xFF, 0xFF]) errors[(row, column)] = Biff.Shown(code);
    }
}

/// <summary>The few records of MS-XLS that are looked at.</summary>
internal static class Biff
{
    public const int Begin = 0x0809;
    public const int End = 0x000A;
    public const int Sheet = 0x0085;
    public const int Row = 0x0208;
    public const int BooleanOrError = 0x0205;
    public const int Formula = 0x0006;
    public const int IsWorksheet = 0;
    public const int RowIsHidden = 0x20;

    public static string Shown(int code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
}
