namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Functions on texts and numbers; nothing in, nothing out.</summary>
internal static class TextFunctions
{
    private const decimal Furthest = 1 << 30;

    public static Evaluate Text(Call call) => OfText(call, text => text);

    public static Evaluate Trim(Call call) => OfText(call, text => text.Trim());

    public static Evaluate Upper(Call call) => OfText(call, text => text.ToUpperInvariant());

    public static Evaluate Lower(Call call) => OfText(call, text => text.ToLowerInvariant());

    public static Evaluate Round(Call call)
    {
        call.Wants(0, ValueKind.Number);
        call.WantsWhole(1, 0, 28, "Write how many digits stay behind the point, from 0 to 28.");
        var (number, digits) = (call[0], call[1]);
        return scope =>
        {
            var (value, places) = (number.Run(scope), digits.Run(scope));
            if (value.IsNone || places.IsNone) return default;
            if (value.Kind != ValueKind.Number || places.Kind != ValueKind.Number) return Operators.Mismatch(scope, call.Path);
            return places.Number is >= 0 and <= 28 && decimal.Truncate(places.Number) == places.Number
                ? Value.Of(decimal.Round(value.Number, (int)places.Number, MidpointRounding.ToEven))
                : scope.Fail("number.out-of-range", call.Path, "round() keeps between 0 and 28 digits; correct the mapping.");
        };
    }

    public static Evaluate Substring(Call call)
    {
        call.WantsWhole(1, 1, Furthest, "Characters are counted from 1: write the first that is wanted.");
        if (call.Arguments.Count == 3) call.WantsWhole(2, 1, Furthest, "Write how many characters are wanted, from 1.");
        return scope =>
        {
            if (call[0].Run(scope).ToText() is not { } text) return default;
            if (Whole(scope, call, 1) is not { } first) return default;
            var length = call.Arguments.Count == 3 ? Whole(scope, call, 2) : text.Length;
            return length is null ? default : Part(scope, call, text, first - 1, length.Value);
        };
    }

    public static Evaluate Split(Call call)
    {
        var between = call.Literal(1, "what stands between");
        if (between.Length == 0) throw new ExpressionFault(call[1].At, "'split' cannot split at an empty text.", "Name what stands between the parts.");
        call.WantsWhole(2, 1, Furthest, "Parts are counted from 1: write which is wanted.");
        return scope =>
        {
            if (call[0].Run(scope).ToText() is not { } text) return default;
            if (Whole(scope, call, 2) is not { } n) return default;
            var rest = text.AsSpan();
            for (; n > 1 && rest.IndexOf(between, StringComparison.Ordinal) is var at and >= 0; n--) rest = rest[(at + between.Length)..];
            if (n != 1) return default;
            var end = rest.IndexOf(between, StringComparison.Ordinal);
            return Value.Of((end < 0 ? rest : rest[..end]).ToString());
        };
    }

    public static Evaluate Key(Call call) => call.Arguments.Count == 1
        ? OfText(call, KeyText.Escape)
        : scope =>
        {
            var parts = new string[call.Arguments.Count];
            for (var index = 0; index < parts.Length; index++)
            {
                if (call[index].Run(scope).ToText() is not { Length: > 0 } part) return default;
                parts[index] = part;
            }

            return Value.Of(KeyText.Join(parts));
        };

    /// <summary>A whole number, or nothing and perhaps an issue.</summary>
    public static int? Whole(Scope scope, Call call, int index)
    {
        var value = call[index].Run(scope);
        if (value.IsNone) return null;
        if (value.Kind != ValueKind.Number) Operators.Mismatch(scope, call.Path);
        else if (decimal.Truncate(value.Number) != value.Number) scope.Fail("number.not-whole", call.Path, $"{call.Name.Text}() counts in whole numbers; use round(x, 0) in the mapping if that is meant.");
        else return (int)Math.Clamp(value.Number, -Furthest, Furthest);
        return null;
    }

    private static Evaluate OfText(Call call, Func<string, string> change)
    {
        var argument = call[0];
        return scope =>
        {
            var value = argument.Run(scope);
            if (value.ToText() is not { } text) return default;
            var changed = change(text);
            // A number keeps its point on its way through text() or trim().
            return (value.IsLiteral || value.Kind == ValueKind.Number) && changed == text ? Value.OfLiteral(text) : Value.Of(changed);
        };
    }

    // Some signs, such as emoji, are two characters long and mean nothing by halves.
    private static Value Part(Scope scope, Call call, string text, int start, int length)
    {
        if (start < 0 || start >= text.Length || length <= 0) return Value.Of("");
        var end = start + Math.Min(length, text.Length - start);
        return Splits(text, start) || Splits(text, end)
            ? scope.Fail("text.half-character", call.Path, "substring() would cut a sign that is two characters long; choose other places in the mapping.")
            : Value.Of(text[start..end]);
    }

    private static bool Splits(string text, int at) => at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);
}
