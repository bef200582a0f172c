using System.ComponentModel.DataAnnotations;
using BackOffice.Integration.Connectors.Files.Json;
using BackOffice.Integration.Connectors.Files.Xml;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Which keys of a stream belong to which shape of file.</summary>
internal static class ShapeRules
{
    public static IEnumerable<ValidationResult> Faults(FilesStreamOptions stream) =>
        [.. Strays(stream), .. stream.Format switch
        {
            FileKind.Fixed => FixedFaults(stream),
            FileKind.Json => JsonFaults(stream),
            FileKind.Xml => XmlFaults(stream),
            FileKind.Excel => ExcelFaults(stream),
            _ => [],
        }];

    private static IEnumerable<ValidationResult> Strays(FilesStreamOptions stream)
    {
        if (stream.Format is not (FileKind.Csv or FileKind.Excel) && (stream.Columns is not null || stream.Header is not null))
            yield return Stray(stream, nameof(stream.Columns), "Remove header and columns.");
        if (stream.Format is not FileKind.Fixed && stream.Widths is not null)
            yield return Stray(stream, nameof(stream.Widths), "Remove it, or write format: fixed.");
        if (stream.Format is not FileKind.Csv && stream.Above is not null)
            yield return Stray(stream, nameof(stream.Above), "Remove it, or write format: csv.");
        if (stream.Above?.Facts.Any(fact => fact.Line > stream.Skip) == true)
            yield return new SettingFault(nameof(stream.Above), "Names a line that is not above the header.", "Write skip with the number of lines above the header.");
        if (stream.Format is not FileKind.Excel && stream.Sheet is not null)
            yield return Stray(stream, nameof(stream.Sheet), "Remove it, or write format: excel.");
        if (stream.Format is not FileKind.Xml && stream.Arrays is not null)
            yield return Stray(stream, nameof(stream.Arrays), "Remove it: only xml does not say what may repeat.");
        if (stream.Format is not (FileKind.Json or FileKind.Xml) && stream.Records is not null)
            yield return Stray(stream, nameof(stream.Records), "Remove it, or write format: json or xml.");
        if (stream.Format is FileKind.Json or FileKind.Xml && stream.Skip > 0)
            yield return Stray(stream, nameof(stream.Skip), "Remove it.");
    }

    private static SettingFault Stray(FilesStreamOptions stream, string key, string remedy) =>
        new(key, $"Has no meaning for {stream.Format.ToString().ToLowerInvariant()}.", remedy);

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
    }

    private static IEnumerable<ValidationResult> XmlFaults(FilesStreamOptions stream)
    {
        if (ElementPath.Parse(stream.Records) is null)
            yield return new SettingFault(nameof(stream.Records), "Is no element.", "Write the name of an element, or names joined by slashes such as Invoice/Line.");
    }

    private static IEnumerable<ValidationResult> ExcelFaults(FilesStreamOptions stream)
    {
        if (stream.Encoding != "utf-8")
            yield return new SettingFault(nameof(stream.Encoding), "Is not possible for excel.", "Remove it: a workbook tells its own.");
        foreach (var fault in FilesStreamRules.ColumnFaults(stream)) yield return fault;
    }
}
