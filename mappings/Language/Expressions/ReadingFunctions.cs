namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Functions that read raw text by the stream's formats.</summary>
internal static class ReadingFunctions
{
    private const int MoneyDigits = 4;
    private const int Longest = 64;

    // A literal is what JSON writes without quotes; it has its own signs.
    private delegate bool Reader<T>(ReadOnlySpan<char> text, Formats formats, bool literal, out T value);

    public static Evaluate Date(Call call)
    {
        if (call.Arguments.Count == 1) return Reading(call, (ReadOnlySpan<char> text, Formats formats, bool _, out DateOnly date) => DateText.TryParse(text, formats, out date), Value.Of, "date.unreadable", "Not a date as the stream's formats describe it; correct the source, or add its pattern to formats.");
        var pattern = call.Literal(1, "the pattern");
        if (!DateText.TellsADay(pattern)) throw new ExpressionFault(call[1].At, "The date pattern does not tell a day.", "Use yyyy, MM and dd, such as 'dd.MM.yyyy'.");
        return Reading(call, (ReadOnlySpan<char> text, Formats _, bool _, out DateOnly date) => DateText.TryParse(text, pattern, out date), Value.Of, "date.unreadable", "Not a date in the pattern the mapping names; correct the source or the pattern.");
    }

    public static Evaluate Instant(Call call)
    {
        if (call.Arguments.Count == 1) return Reading(call, (ReadOnlySpan<char> text, Formats formats, bool _, out long micros) => InstantText.TryParse(text, formats, out micros), Value.OfInstant, "instant.unreadable", "Not an instant as the stream's formats describe it, or one that the zone's clocks skip; correct the source, or add its pattern to formats.");
        var pattern = call.Literal(1, "the pattern");
        if (!InstantText.TellsAnInstant(pattern)) throw new ExpressionFault(call[1].At, "The pattern does not tell a day and a time.", "Use yyyy, MM, dd, HH and mm, such as 'dd.MM.yyyy HH:mm'.");
        return Reading(call, (ReadOnlySpan<char> text, Formats formats, bool _, out long micros) => InstantText.TryParse(text, [pattern], formats.Zone, out micros), Value.OfInstant, "instant.unreadable", "Not an instant in the pattern the mapping names, or one that the zone's clocks skip; correct the source or the pattern.");
    }

    public static Evaluate Number(Call call) =>
        Reading<decimal>(call, ReadNumber, Value.Of, "number.unreadable", "Not a number as the stream's formats describe it, or one of too many digits; correct the source, or the signs in formats.");

    public static Evaluate Money(Call call)
    {
        var number = Number(call);
        return scope =>
        {
            var value = number(scope);
            return value.IsNone || decimal.Round(value.Number, MoneyDigits) == value.Number
                ? value
                : scope.Fail("number.too-precise", call.Path, "Money has at most four digits behind the point; write round(number(x), n) in the mapping if rounding is wanted.");
        };
    }

    private static bool ReadNumber(ReadOnlySpan<char> text, Formats formats, bool literal, out decimal number) =>
        literal ? NumberText.TryParseJson(text, out number) : NumberText.TryParse(text, formats, out number);

    private static Evaluate Reading<T>(Call call, Reader<T> read, Func<T, Value> wrap, string code, string message)
    {
        var argument = call[0];
        return argument.Slot >= 0
            ? scope => FromSlot(scope, argument.Slot)
            : scope => argument.Run(scope) is { IsNone: false } value ? FromValue(scope, value) : default;

        // The common case, a path alone, is read without making a text of it.
        Value FromSlot(Scope scope, int slot)
        {
            Span<char> copy = stackalloc char[Longest];
            if (scope.Reads is null && scope.Slots.TryCopy(slot, copy, out var length)) return FromText(scope, copy[..length], scope.Slots.IsLiteral(slot));
            var value = scope.Path(slot);
            return value.IsNone ? default : FromText(scope, value.Text, value.IsLiteral);
        }

        Value FromValue(Scope scope, Value value)
        {
            if (value.Kind == ValueKind.Text) return FromText(scope, value.Text, value.IsLiteral);
            return value.Kind == wrap(default!).Kind ? value : Operators.Mismatch(scope, call.Path);
        }

        Value FromText(Scope scope, ReadOnlySpan<char> text, bool literal)
        {
            if (text.Trim(' ').IsEmpty) return default;
            return read(text, scope.Formats, literal, out var value) ? wrap(value) : scope.Fail(code, call.Path, message);
        }
    }
}
