using System.Globalization;

namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>What an expression gives: nothing, a text, a decimal, a date, an instant or a truth.</summary>
internal readonly struct Value
{
    private readonly int day;

    private Value(ValueKind kind, string? text = null, decimal number = 0, int day = 0, bool literal = false) =>
        (Kind, IsLiteral, Text, Number, this.day) = (kind, literal, text, number, day);

    public ValueKind Kind { get; }

    /// <summary>A text that is a number or a truth as JSON writes it, whatever the stream's signs.</summary>
    public bool IsLiteral { get; }

    public string? Text { get; }

    public decimal Number { get; }

    public DateOnly Date => DateOnly.FromDayNumber(day);

    /// <summary>Microseconds since 1970 in UTC.</summary>
    public long Instant => (long)Number;

    public bool Boolean => day != 0;

    public bool IsTrue => Kind == ValueKind.Boolean && Boolean;

    public bool IsNone => Kind == ValueKind.None;

    public static Value None => default;

    public static Value Of(string? text) => text is null ? default : new(ValueKind.Text, text);

    public static Value OfLiteral(string text) => new(ValueKind.Text, text, literal: true);

    public static Value Of(decimal number) => new(ValueKind.Number, number: number);

    public static Value Of(DateOnly date) => new(ValueKind.Date, day: date.DayNumber);

    public static Value OfInstant(long micros) => new(ValueKind.Instant, number: micros);

    public static Value Of(bool truth) => new(ValueKind.Boolean, day: truth ? 1 : 0);

    /// <summary>The canonical text form; null for nothing.</summary>
    public string? ToText() => Kind switch
    {
        ValueKind.Text => Text,
        ValueKind.Number => Number.ToString("0.############################", CultureInfo.InvariantCulture),
        ValueKind.Date => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ValueKind.Instant => DateTimeOffset.UnixEpoch.AddTicks(Instant * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        ValueKind.Boolean => day != 0 ? "true" : "false",
        _ => null,
    };
}

/// <summary>The kinds of value the language knows.</summary>
internal enum ValueKind : byte
{
    None,
    Text,
    Number,
    Date,
    Instant,
    Boolean,
}
