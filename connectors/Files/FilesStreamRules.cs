using System.ComponentModel.DataAnnotations;
using System.Globalization;
using BackOffice.Integration.Connectors.Files.Encodings;
using BackOffice.Integration.Connectors.Files.Json;
using BackOffice.Integration.Connectors.Files.Selection;
using BackOffice.Integration.Connectors.Files.Xml;

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
        if (stream.Widths is not null && stream.Format is not FileKind.Fixed)
            yield return new SettingFault(nameof(stream.Widths), $"Has no meaning for {Word(stream.Format)}.", "Remove it, or write format: fixed.");
        if (stream.Arrays is not null && stream.Format is not FileKind.Xml)
            yield return new SettingFault(nameof(stream.Arrays), $"Has no meaning for {Word(stream.Format)}.", "Remove it: only xml does not say what may repeat.");
        foreach (var fault in OfFormat(stream)) yield return fault;
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
        if (stream.Header == true && stream.Columns is not null)
            yield return new SettingFault(nameof(stream.Columns), "Stands beside a header.", "Remove columns, or write header: false.");
        if (stream.Header == false && stream.Columns is null)
            yield return new SettingFault(nameof(stream.Columns), "Is missing in a file without a header.", "List the field names in columns.");
        if (stream.Columns is { Count: 0 })
            yield return new SettingFault(nameof(stream.Columns), "Is empty.", "List the field names in columns.");
        if (stream is { Columns.Count: > 0, Key: not null } && Unknown(stream) is { } field)
            yield return new SettingFault(nameof(stream.Key), $"Names '{field}', which is not among the columns.", Spelling.Remedy(field, FieldNames.Unique(stream.Columns)));
    }

    private static IEnumerable<ValidationResult> OfFormat(FilesStreamOptions stream) => stream.Format switch
    {
        FileKind.Csv => [.. CsvFaults(stream), .. DocumentOnly(stream)],
        FileKind.Ndjson => [.. HeaderFaults(stream), .. DocumentOnly(stream)],
        FileKind.Fixed => [.. HeaderFaults(stream), .. DocumentOnly(stream), .. FixedFaults(stream)],
        FileKind.Xml => [.. HeaderFaults(stream), .. XmlFaults(stream)],
        FileKind.Json => [.. HeaderFaults(stream), .. JsonFaults(stream)],
        _ => [],
    };

    private static IEnumerable<ValidationResult> HeaderFaults(FilesStreamOptions stream)
    {
        if (stream.Columns is not null || stream.Header is not null)
            yield return new SettingFault(nameof(stream.Columns), $"Has no meaning for {Word(stream.Format)}.", "Remove header and columns.");
    }

    private static IEnumerable<ValidationResult> DocumentOnly(FilesStreamOptions stream)
    {
        if (stream.Records is not null)
            yield return new SettingFault(nameof(stream.Records), $"Has no meaning for {Word(stream.Format)}.", "Remove it, or write format: json or xml.");
    }

    private static IEnumerable<ValidationResult> FixedFaults(FilesStreamOptions stream)
    {
        if (stream.Widths is not { Names: var names })
        {
            yield return new SettingFault(nameof(stream.Widths), "Is missing.", "Write the columns and their widths, such as {id: 6, name: 30}.");
            yield break;
        }

        if (names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            yield return new SettingFault(nameof(stream.Widths), $"Names '{twice.Key}' twice.", "Give each column its own name.");
        if (stream.Key?.Fields.Except(names).FirstOrDefault() is { } field)
            yield return new SettingFault(nameof(stream.Key), $"Names '{field}', which is not among the columns.", Spelling.Remedy(field, names));
    }

    private static IEnumerable<ValidationResult> JsonFaults(FilesStreamOptions stream)
    {
        if (RecordsPath.Parse(stream.Records) is null)
            yield return new SettingFault(nameof(stream.Records), "Is no path.", "Write names joined by points, such as data.items; the last may be *.");
        foreach (var fault in SkipFaults(stream)) yield return fault;
    }

    private static IEnumerable<ValidationResult> XmlFaults(FilesStreamOptions stream)
    {
        if (ElementPath.Parse(stream.Records) is null)
            yield return new SettingFault(nameof(stream.Records), "Is no element.", "Write the name of an element, or names joined by slashes such as Invoice/Line.");
        foreach (var fault in SkipFaults(stream)) yield return fault;
    }

    private static IEnumerable<ValidationResult> SkipFaults(FilesStreamOptions stream)
    {
        if (stream.Skip > 0)
            yield return new SettingFault(nameof(stream.Skip), $"Has no meaning for {Word(stream.Format)}.", "Remove it.");
    }

    private static string Word(FileKind kind) => kind.ToString().ToLowerInvariant();

    private static string? Unknown(FilesStreamOptions stream) =>
        stream.Key!.Fields.Except(FieldNames.Unique(stream.Columns!)).FirstOrDefault();

    private static char? Printable(string text) => text is [>= ' ' and <= '~'] ? text[0] : null;
}
