using System.Text;
using BackOffice.Integration.Mappings.Canonical;
using CsvHelper;

namespace BackOffice.Integration.Engine.Releases.Comparing;

/// <summary>A file as columns and rows of text.</summary>
internal sealed record ComparedTable(IReadOnlyList<ComparedColumn> Columns, IReadOnlyList<ComparedRow> Rows)
{
    /// <summary>The records of a text, each with the line it begins on.</summary>
    public static List<ComparedRow> Read(Stream file, char delimiter, string encoding)
    {
        using var reader = CsvReader.Create(
            file, new CsvReaderOptions { Separator = delimiter, HasHeader = false, Encoding = EncodingOf(encoding), TrackLineNumbers = true, IncludeValuesInExceptions = false }, leaveOpen: true);
        List<ComparedRow> rows = [];
        while (reader.Read()) rows.Add(new((int)reader.LineNumber, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]));
        return rows;
    }

    private static Encoding EncodingOf(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw new RefusedException("compare.encoding", "There is no encoding of this name; write an IANA name, such as utf-8 or windows-1252.");
        }
    }
}

/// <summary>A column and what is known of it.</summary>
internal sealed record ComparedColumn(string Name)
{
    /// <summary>Another name that people know it by.</summary>
    public string? Alias { get; init; }

    public FieldClass Class { get; init; } = FieldClass.Sensitive;

    public bool IsMoney { get; init; }

    /// <summary>How it writes days; null where it holds none or nobody knows.</summary>
    public string? DatePattern { get; init; }

    public bool IsCalled(string name) =>
        Name.Trim('\uFEFF', ' ').Equals(name.Trim(), StringComparison.OrdinalIgnoreCase) || Alias?.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>A row of a file.</summary>
/// <param name="Line">Where it begins in its file; of a release, its row counted from one.</param>
internal sealed record ComparedRow(int Line, IReadOnlyList<string> Cells);
