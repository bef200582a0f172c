namespace BackOffice.Integration.Mappings.Layouts;

/// <summary>A partner's separated text file, as written inline in an export.</summary>
/// <param name="Version">SHA-256, lower-case hex, over the profile's text: the layout version.</param>
/// <param name="Encoding">An IANA name; a character it cannot hold is an error, never a <c>?</c>.</param>
/// <param name="OpensInSpreadsheet">True when people open the file in a spreadsheet: only then formula text is neutralised.</param>
public sealed record DelimitedProfile(
    string Version,
    char Delimiter,
    string Encoding,
    char DecimalSign,
    string LineEnd,
    bool Header,
    bool OpensInSpreadsheet,
    IReadOnlyList<ProfileColumn> Columns,
    ProfileTrailer? Trailer)
{
    /// <summary>The dataset columns that a row holds, in this order: those shown, then those only the trailer needs.</summary>
    public IReadOnlyList<string> Cells =>
        [.. Columns.Select(column => column.From).Concat(new[] { Trailer?.Sum, Trailer?.Currency }.OfType<string>()).Distinct()];
}

/// <summary>One column: its heading, the dataset column it shows and the explicit pattern of its numbers or dates.</summary>
public sealed record ProfileColumn(string Heading, string From, string? Pattern)
{
    /// <summary>Digits behind the point that its pattern shows; without one, all that a decimal can have.</summary>
    internal int Digits { get; } = Pattern is null ? 28 : Pattern.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? Pattern.AsSpan(point).Count('0') + Pattern.AsSpan(point).Count('#') : 0;
}

/// <summary>The last line: a mark, then the row count, then the sum of one column for each currency.</summary>
/// <param name="Mark">First field of the line, so that readers can tell it apart.</param>
/// <param name="Sum">Dataset column to sum, or null.</param>
/// <param name="Currency">Dataset column that holds its currency.</param>
public sealed record ProfileTrailer(string Mark, string? Sum, string? Currency);
