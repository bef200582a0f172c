using System.Text;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files.Archives;
using BackOffice.Integration.Connectors.Files.Workbooks.Xls;
using BackOffice.Integration.Connectors.Files.Workbooks.Xlsx;

namespace BackOffice.Integration.Connectors.Files.Workbooks;

/// <summary>Opens a workbook by what its bytes are, whatever its name says.</summary>
internal static class WorkbookFile
{
    private static ReadOnlySpan<byte> Zip => "PK\u0003\u0004"u8;

    private static ReadOnlySpan<byte> Compound => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>The sheet that is wanted, before its first row, and all that are there.</summary>
    public static (Sheet Sheet, IReadOnlyList<ListedSheet> All) Open(string file, Stream bytes, SheetOption? wanted, PackedLimits limits)
    {
        var first = First(bytes);
        if (first.StartsWith(Zip)) return XlsxSheet.Open(file, bytes, wanted, limits);
        if (first.StartsWith(Compound) && !CompoundFile.IsSound(bytes)) throw WorkbookFault.Damaged(file);
        if (first.StartsWith(Compound) || IsOldXls(first)) return XlsSheet.Open(file, bytes, wanted);
        throw Other(file, first);
    }

    public static bool IsWhole(Stream bytes)
    {
        var first = First(bytes);
        return first.StartsWith(Zip) ? ZipMembers.IsWhole(bytes) : first.StartsWith(Compound) && CompoundFile.Workbook(bytes) is not null;
    }

    // Workbooks of before 1997 begin with their first record.
    private static bool IsOldXls(ReadOnlySpan<byte> first) => first is [9, 0 or 2 or 4 or 8, ..];

    private static ConnectorException Other(string file, byte[] first)
    {
        var text = Encoding.UTF8.GetString(first).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        if (first.StartsWith("PK"u8)) return WorkbookFault.Damaged(file);
        if (text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)) return WorkbookFault.NoWorkbook(file, "XML", "Have it saved as .xlsx.");
        if (text.StartsWith('<')) return WorkbookFault.NoWorkbook(file, "a web page", "Open it in Excel and save it as .xlsx, or have the system export a real workbook or CSV.");
        return first.AsSpan().IndexOfAnyExceptInRange((byte)' ', byte.MaxValue) is var control and >= 0 && first[control] is not ((byte)'\t' or (byte)'\r' or (byte)'\n')
            ? WorkbookFault.NoWorkbook(file, "no workbook", "Have it saved as .xlsx and sent again.")
            : WorkbookFault.NoWorkbook(file, "text", "If it is CSV, write format: csv on the stream.");
    }

    private static byte[] First(Stream bytes)
    {
        var first = new byte[64];
        bytes.Position = 0;
        var read = bytes.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        bytes.Position = 0;
        return first[..read];
    }
}
