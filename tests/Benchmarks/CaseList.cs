using BackOffice.Integration.Benchmarks.Cases;

namespace BackOffice.Integration.Benchmarks;

/// <summary>The cases by the name under which a child process is asked for them.</summary>
internal static class CaseList
{
    public const string Parse = "parse";
    public const string Load = "load";
    public const string LoadFloor = "load-by-hand";
    public const string Mapping = "mapping";
    public const string MappingFloor = "mapping-by-hand";
    public const string Csv = "csv";
    public const string CsvFloor = "csv-plain";
    public const string Xlsx = "xlsx";
    public const string XlsxFloor = "xlsx-plain";

    public static ICase Named(string name) => name switch
    {
        Parse => new BareParse(),
        Load => new EngineLoad(),
        LoadFloor => new HandWrittenLoad(),
        Mapping => new EngineMapping(),
        MappingFloor => new HandWrittenMapping(),
        Csv => new LayoutExport(workbook: false),
        CsvFloor => new PlainExport(workbook: false),
        Xlsx => new LayoutExport(workbook: true),
        XlsxFloor => new PlainExport(workbook: true),
        _ => throw new ArgumentException($"There is no case '{name}'."),
    };
}
