using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Workbooks;

/// <summary>Why a workbook is not read, each with its next step.</summary>
internal static class WorkbookFault
{
    public static ConnectorException Damaged(string file, string? what = null, Exception? cause = null) =>
        new(Recovery.Stop, $"{file} is damaged or not whole{(what is null ? "" : $": {what}")}. Open it in Excel, save it as .xlsx and send it again.", cause) { Code = "workbook.damaged" };

    public static ConnectorException TooLarge(string file, string what) =>
        new(Recovery.Stop, $"{file} {what}, which no ordinary workbook has. Check where it comes from; have the data sent as CSV if it is what it should be.") { Code = "workbook.too-large" };

    public static ConnectorException Encrypted(string file, Exception? cause = null) =>
        new(Recovery.Stop, $"{file} is protected by a password to open, which is not read. Have it saved without one (File, Info, Protect Workbook) and sent again.", cause) { Code = "workbook.encrypted" };

    public static ConnectorException NoWorkbook(string file, string isWhat, string nextStep) =>
        new(Recovery.Stop, $"{file} is {isWhat}, whatever its name says. {nextStep}") { Code = "workbook.none" };

    public static ConnectorException NoSheet(string file, SheetOption? wanted, IReadOnlyList<string> names) => names.Count == 0 ? Damaged(file, "it lists no sheet at all") : wanted is null
        ? new(Recovery.Stop, $"{file} has no sheet that is not hidden. Write sheet on the stream.") { Code = "workbook.no-sheet" }
        : new(Recovery.Reconfigure, $"{file} has no sheet '{wanted}'; it has {names.Count}. {(wanted.Name is null ? "Correct sheet on the stream." : Spelling.Remedy(wanted.Name, names))}") { Code = "workbook.no-sheet" };
}
