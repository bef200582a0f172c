using BackOffice.Integration.Engine.Workspaces.Shapes;
using BackOffice.Integration.Mappings.Layouts;

namespace BackOffice.Integration.Engine.Workspaces.Kinds;

/// <summary>What <c>layout:</c> of an export may say.</summary>
internal static class LayoutBlock
{
    private static readonly Key<string> Heading = Key.Required("name", "The column's heading.", TextShape.Any);
    private static readonly Key<string> From = Key.Required("from", "The dataset column it shows.", TextShape.Any);
    private static readonly Key<string?> Pattern = Key.Optional("pattern", "Explicit pattern of a number (0.00) or a date (dd.MM.yyyy).", TextShape.Any);

    private static readonly BlockShape<ProfileColumn> ColumnShape = new(
        [Heading, From, Pattern],
        block => new(block.Get(Heading), block.Get(From), block.Get(Pattern)));

    private static readonly Key<string> Mark = Key.Required("mark", "First field of the last line.", TextShape.Any);
    private static readonly Key<string?> Sum = Key.Optional("sum", "Dataset column to sum.", TextShape.Any);
    private static readonly Key<string?> Currency = Key.Optional("currency", "Dataset column that holds its currency.", TextShape.Any);

    private static readonly BlockShape<ProfileTrailer> TrailerShape = new(
        [Mark, Sum, Currency],
        block => new(block.Get(Mark), block.Get(Sum), block.Get(Currency)));

    private static readonly Key<string> Delimiter = Key.Optional("delimiter", "The sign between fields.", Words.Sign, ";");
    private static readonly Key<string> Encoding = Key.Optional("encoding", "IANA name, such as utf-8 or windows-1252.", TextShape.Any, "utf-8");
    private static readonly Key<string> Decimal = Key.Optional("decimal", "The decimal sign.", new TextShape("[.,]", "a point or a comma"), ".");
    private static readonly Key<string> LineEnd = Key.Optional("line-end", "How lines end.", new ChoiceShape<string>(("crlf", "\r\n"), ("lf", "\n")), "\r\n");
    private static readonly Key<bool> Header = Key.Optional("header", "Whether the first line holds the headings.", new FlagShape(), true);
    private static readonly Key<bool> OpensIn = Key.Optional(
        "opens-in", "Who opens the file; formula text is neutralised only for a spreadsheet.", new ChoiceShape<bool>(("machine", false), ("spreadsheet", true)), false);
    private static readonly Key<IReadOnlyList<ProfileColumn>> Columns = Key.Required("columns", "The columns, in order.", new ListShape<ProfileColumn>(ColumnShape, least: 1));
    private static readonly Key<ProfileTrailer?> Trailer = Key.Optional("trailer", "The last line: mark, row count, sum for each currency.", TrailerShape);

    public static BlockShape<DelimitedProfile> Shape { get; } = new(
        [Delimiter, Encoding, Decimal, LineEnd, Header, OpensIn, Columns, Trailer],
        block => LayoutVersion.Stamp(new(
            "",
            block.Get(Delimiter)[0],
            block.Get(Encoding).ToLowerInvariant(),
            block.Get(Decimal)[0],
            block.Get(LineEnd),
            block.Get(Header),
            block.Get(OpensIn),
            block.Get(Columns),
            block.Get(Trailer))));
}
