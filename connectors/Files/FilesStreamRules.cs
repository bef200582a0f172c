using System.ComponentModel.DataAnnotations;
using System.Globalization;
using BackOffice.Integration.Connectors.Files.Encodings;
using BackOffice.Integration.Connectors.Files.Selection;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>What must hold between the keys of a stream, and how their texts read.</summary>
internal static class FilesStreamRules
{
    public static IEnumerable<ValidationResult> Faults(FilesStreamOptions stream)
    {
        if (stream.Files is { AreWithinFolder: false })
            yield return new SettingFault(nameof(stream.Files), "Leads out of the folder.", "Write a name without slashes and without a leading dot.");
        if (stream.DoneMarker is { } marker && (marker.Length < 2 || marker.AsSpan().IndexOfAny("/\\*?") >= 0))
            yield return new SettingFault(nameof(stream.DoneMarker), "Is no suffix.", "Write a suffix such as .done.");
        if (stream.Settle is { } settle && Duration(settle) is null)
            yield return new SettingFault(nameof(stream.Settle), "Is no duration.", "Write a number and ms, s, m or h, such as 5s.");
        if (FileEncoding.Find(stream.Encoding) is null)
            yield return new SettingFault(nameof(stream.Encoding), "Is no encoding that is read here.", "Write utf-8, windows-1252, utf-16, shift_jis or another name of an encoding.");
        if (stream.Where is { } where && RecordSelection.Parse(where).Fault is { } wrong)
            yield return new SettingFault(nameof(stream.Where), wrong, "Write a comparison such as model == 'stock.stockitem', several of them joined by and.");
        if (stream.Member is "")
            yield return new SettingFault(nameof(stream.Member), "Is empty.", "Write a pattern such as *.csv, or remove it.");
        foreach (var fault in stream.Format is FileKind.Csv ? CsvFaults(stream) : []) yield return fault;
        foreach (var fault in ShapeRules.Faults(stream)) yield return fault;
    }

    public static char? Delimiter(string text) => text is "tab" or "\\t" or "\t" ? '\t' : Printable(text);

    /// <summary>Null where the text is no quote; NUL where quoting is off.</summary>
    public static char? Quote(string text) => text is "none" or "" ? '\0' : Printable(text);

    public static TimeSpan? Duration(string text)
    {
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > 6) return null;
        var number = int.Parse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        return text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => null,
        };
    }

    private static IEnumerable<ValidationResult> CsvFaults(FilesStreamOptions stream)
    {
        if (Delimiter(stream.Delimiter) is not { } delimiter || delimiter == stream.Quote.FirstOrDefault())
            yield return new SettingFault(nameof(stream.Delimiter), "Is no delimiter.", "Write one printable ASCII character other than the quote, or tab.");
        if (Quote(stream.Quote) is null)
            yield return new SettingFault(nameof(stream.Quote), "Is no quote.", "Write one printable ASCII character, or none.");
        foreach (var fault in ColumnFaults(stream)) yield return fault;
    }

    /// <summary>What must hold of the columns of separated text and of sheets.</summary>
    public static IEnumerable<ValidationResult> ColumnFaults(FilesStreamOptions stream)
    {
        if (stream.Header == true && stream.Columns is not null)
            yield return new SettingFault(nameof(stream.Columns), "Stands beside a header.", "Remove columns, or write header: false.");
        if (stream.Header == false && stream.Columns is null)
            yield return new SettingFault(nameof(stream.Columns), "Is missing in a file without a header.", "List the field names in columns.");
        if (stream.Columns is { Count: 0 })
            yield return new SettingFault(nameof(stream.Columns), "Is empty.", "List the field names in columns.");
        if (stream is { Columns.Count: > 0, Key: not null } && Unknown(stream) is { } field)
            yield return new SettingFault(nameof(stream.Key), $"Names '{field}', which is not among the columns.", Spelling.Remedy(field, FieldNames.Unique(stream.Columns)));
    }

    private static string? Unknown(FilesStreamOptions stream) =>
        stream.Key!.Fields.Except(FieldNames.Unique(stream.Columns!)).FirstOrDefault();

    private static char? Printable(string text) => text is [>= ' ' and <= '~'] ? text[0] : null;
}
