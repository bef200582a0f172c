using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Every function of the language: drives checks, hints and the reference page.</summary>
public static class FunctionCatalog
{
    public static IReadOnlyList<Function> All { get; } =
    [
        new("date", "date(text) or date(text, 'dd.MM.yyyy')", "Reads a date by the stream's patterns, or by this one.", 1, 2, ValueKind.Date, ReadingFunctions.Date),
        new("instant", "instant(text) or instant(text, 'dd.MM.yyyy HH:mm')", "Reads a day with a time by the stream's patterns and zone, or by this pattern.", 1, 2, ValueKind.Instant, ReadingFunctions.Instant),
        new("money", "money(text)", "Reads a decimal of at most four digits behind the point by the stream's signs.", 1, 1, ValueKind.Number, ReadingFunctions.Money),
        new("number", "number(text)", "Reads a decimal by the stream's signs, exactly or not at all.", 1, 1, ValueKind.Number, ReadingFunctions.Number),
        new("round", "round(number, digits)", "Rounds half to even.", 2, 2, ValueKind.Number, TextFunctions.Round),
        new("abs", "abs(number)", "Without its sign.", 1, 1, ValueKind.Number, CountingFunctions.Abs),
        new("min", "min(a, b, ...)", "The smallest; missing ones are left out.", 2, 16, null, CountingFunctions.Min),
        new("max", "max(a, b, ...)", "The greatest; missing ones are left out.", 2, 16, null, CountingFunctions.Max),
        new("text", "text(value)", "The canonical text form of any value.", 1, 1, ValueKind.Text, TextFunctions.Text),
        new("trim", "trim(text)", "Without spaces at both ends.", 1, 1, ValueKind.Text, TextFunctions.Trim),
        new("upper", "upper(text)", "In capitals.", 1, 1, ValueKind.Text, TextFunctions.Upper),
        new("lower", "lower(text)", "In small letters.", 1, 1, ValueKind.Text, TextFunctions.Lower),
        new("replace", "replace(text, 'old', 'new')", "With every 'old' replaced.", 3, 3, ValueKind.Text, GrowingFunctions.Replace),
        new("substring", "substring(text, start, length)", "A part; the first character is 1.", 2, 3, ValueKind.Text, TextFunctions.Substring),
        new("concat", "concat(a, b, ...)", "All texts one after the other; a missing one counts as empty.", 1, 16, ValueKind.Text, GrowingFunctions.Concat),
        new("pad", "pad(text, length, '0')", "Filled up at its left.", 2, 3, ValueKind.Text, GrowingFunctions.Pad),
        new("join", "join(', ', a, b, ...)", "Texts with a sign between; missing ones are left out.", 2, 16, ValueKind.Text, GrowingFunctions.Join),
        new("split", "split(text, ',', n)", "The n-th part between signs, counted from 1; nothing where there are fewer.", 3, 3, ValueKind.Text, TextFunctions.Split),
        new("length", "length(text)", "How many characters it has.", 1, 1, ValueKind.Number, TestingFunctions.Length),
        new("contains", "contains(text, 'part')", "Whether the part stands in it, letter by letter.", 2, 2, ValueKind.Boolean, TestingFunctions.Contains),
        new("startsWith", "startsWith(text, 'part')", "Whether it begins so.", 2, 2, ValueKind.Boolean, TestingFunctions.StartsWith),
        new("endsWith", "endsWith(text, 'part')", "Whether it ends so.", 2, 2, ValueKind.Boolean, TestingFunctions.EndsWith),
        new("matches", "matches(text, '[A-Z]{2}[0-9]+')", "Whether the whole text is of this regular expression.", 2, 2, ValueKind.Boolean, TestingFunctions.Matches),
        new("capture", "capture(text, 'KST ([0-9]+)')", "The first group of the first match of a regular expression; nothing where none matches.", 2, 2, ValueKind.Text, TestingFunctions.Capture),
        new("nullIf", "nullIf(value, '0', ...)", "Nothing where it is one of these texts, else itself.", 2, 16, null, ChoosingFunctions.NullIf),
        new("year", "year(date)", "Of a date, as a number.", 1, 1, ValueKind.Number, CalendarFunctions.Year),
        new("month", "month(date)", "Of a date, from 1 to 12.", 1, 1, ValueKind.Number, CalendarFunctions.Month),
        new("day", "day(date)", "Of a date, from 1 to 31.", 1, 1, ValueKind.Number, CalendarFunctions.Day),
        new("addDays", "addDays(date, number)", "So many days later, or earlier.", 2, 2, ValueKind.Date, CalendarFunctions.AddDays),
        new("addMonths", "addMonths(date, number)", "So many months later, or earlier; the last day where the month is shorter.", 2, 2, ValueKind.Date, CalendarFunctions.AddMonths),
        new("monthEnd", "monthEnd(date)", "The last day of its month.", 1, 1, ValueKind.Date, CalendarFunctions.MonthEnd),
        new("key", "key(a, b, ...)", "A key of several parts, as the key of an entity is written.", 1, 16, ValueKind.Text, TextFunctions.Key),
        new("when", "when(condition, a, b)", "The second where the condition holds, else the third.", 2, 3, null, ChoosingFunctions.When),
        new("crosswalk", "crosswalk('list', code)", "The code's meaning on the entity's own date; an unmapped code is an issue.", 2, 2, ValueKind.Text, ChoosingFunctions.Crosswalk),
    ];

    internal static Function? Find(string name) => All.FirstOrDefault(function => function.Name == name);
}

/// <summary>One function: what it is called with and what it gives.</summary>
public sealed class Function
{
    internal Function(string name, string signature, string description, int least, int most, ValueKind? gives, Func<Call, Evaluate> build) =>
        (Name, Signature, Description, Least, Most, Gives, Build) = (name, signature, description, least, most, gives, build);

    public string Name { get; }

    public string Signature { get; }

    public string Description { get; }

    internal int Least { get; }

    internal int Most { get; }

    internal ValueKind? Gives { get; }

    internal Func<Call, Evaluate> Build { get; }
}
