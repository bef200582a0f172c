using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Styling;

namespace BackOffice.Integration.Mappings.Layouts.Workbooks;

/// <summary>Gives each value the cell that shows it whole: numbers as numbers, days as days, text as text.</summary>
internal sealed class SheetCells
{
    // Excel cuts what is longer, and keeps fifteen digits of a number.
    private const int TextLength = 32_767, NumberDigits = 15;
    private const int NarrowestColumn = 8, WidestColumn = 60;

    private static readonly DateOnly DayZero = new(1899, 12, 30);

    private readonly Spreadsheet workbook;
    private readonly Dictionary<string, StyleId> numbers = [];
    private readonly StyleId text, day, longNumber;

    public SheetCells(Spreadsheet workbook)
    {
        this.workbook = workbook;
        Heading = workbook.AddStyle(new Style { Font = { Bold = true }, Fill = { Color = System.Drawing.Color.FromArgb(0xE8, 0xEE, 0xF4) }, Alignment = { WrapText = false } });
        // Marked as text, so that an account 0012 stays one when its cell is edited.
        text = workbook.AddStyle(new Style { Format = NumberFormat.Standard(StandardNumberFormat.Text) });
        day = workbook.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd") });
        longNumber = workbook.AddStyle(new Style { Format = NumberFormat.Standard(StandardNumberFormat.Text), Alignment = { Horizontal = HorizontalAlignment.Right } });
    }

    public StyleId Heading { get; }

    public StyleId[] StylesOf(IReadOnlyList<SheetColumn> columns) => [.. columns.Select(NumberStyle)];

    public Cell Of(object? value, StyleId number, long row, SheetColumn column) => value switch
    {
        null => default,
        string given => new Cell(Whole(given, row, column), text),
        decimal amount when Digits(amount) > NumberDigits => new Cell(amount.ToString(CultureInfo.InvariantCulture), longNumber),
        decimal amount => new Cell(amount, number),
        long count => new Cell(count, number),
        DateOnly date when date > DayZero.AddDays(60) => new Cell(date.DayNumber - DayZero.DayNumber, day),
        DateOnly date => new Cell(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), text),
        _ => throw new LayoutException("layout.cell-type", row, column.Heading, $"holds a {value.GetType().Name}; give text, decimal, count or day."),
    };

    /// <summary>In signs of the standard font.</summary>
    public static double WidthOf(SheetColumn column, IEnumerable<object?> values) =>
        Math.Clamp(values.Select(value => Shown(value, column)).Append(column.Heading.Length).Max() + 2, NarrowestColumn, WidestColumn);

    private static int Shown(object? value, SheetColumn column) => value switch
    {
        null => 0,
        string given => given.Length,
        decimal amount => decimal.Truncate(amount).ToString("#,##0", CultureInfo.InvariantCulture).Length + 1 + Math.Max(column.Digits, Math.Min(column.MostDigits, amount.Scale)),
        _ => 10,
    };

    private StyleId NumberStyle(SheetColumn column)
    {
        var format = "#,##0" + (column.MostDigits == 0 ? "" : $".{new string('0', column.Digits)}{new string('#', column.MostDigits - column.Digits)}");
        if (numbers.TryGetValue(format, out var known)) return known;
        return numbers[format] = workbook.AddStyle(new Style { Format = NumberFormat.Custom(format) });
    }

    private static string Whole(string given, long row, SheetColumn column)
    {
        if (given.Length > TextLength) throw new LayoutException("layout.text-too-long", row, column.Heading, $"holds more signs than the {TextLength} that a cell of Excel can; leave the column out or shorten it at its source.");
        // XML knows no control characters; one that vanished would be a change that nobody sees.
        return given.AsSpan().ContainsAnyInRange('\0', '\u001f') ? string.Create(given.Length, given, (shown, from) =>
        {
            for (var at = 0; at < from.Length; at++) shown[at] = from[at] is < ' ' and not ('\t' or '\n' or '\r') ? '\uFFFD' : from[at];
        }) : given;
    }

    private static int Digits(decimal amount)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(amount, bits);
        var units = new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        // Zeros at the end of a fraction are no digits that could be lost.
        for (var scale = amount.Scale; scale > 0 && units % 10 == 0; scale--) units /= 10;
        var digits = 0;
        for (; units > 0; units /= 10) digits++;
        return digits;
    }
}
