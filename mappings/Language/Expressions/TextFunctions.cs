namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Functions on texts and numbers; nothing in, nothing out.</summary>
internal static class TextFunctions
{
    public static Evaluate Text(Call call) => OfText(call, text => text);

    public static Evaluate Trim(Call call) => OfText(call, text => text.Trim());

    public static Evaluate Upper(Call call) => OfText(call, text => text.ToUpperInvariant());

    public static Evaluate Lower(Call call) => OfText(call, text => text.ToLowerInvariant());

    public static Evaluate Round(Call call)
    {
        call.Wants(0, ValueKind.Number);
        call.Wants(1, ValueKind.Number);
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

    public static Evaluate Replace(Call call)
    {
        var (old, with) = (call.Literal(1, "what is replaced"), call.Literal(2, "what replaces it"));
        if (old.Length == 0) throw new ExpressionFault(call[1].At, "'replace' cannot replace an empty text.", "Name what is to be replaced.");
        return OfText(call, text => text.Replace(old, with, StringComparison.Ordinal));
    }

    public static Evaluate Substring(Call call)
    {
        call.Wants(1, ValueKind.Number);
        if (call.Arguments.Count == 3) call.Wants(2, ValueKind.Number);
        return scope =>
        {
            if (call[0].Run(scope).ToText() is not { } text) return default;
            var start = Whole(call[1].Run(scope)) - 1;
            var length = call.Arguments.Count == 3 ? Whole(call[2].Run(scope)) : text.Length;
            return start < 0 || start >= text.Length || length <= 0 ? Value.Of("") : Value.Of(text.Substring(start, Math.Min(length, text.Length - start)));
        };
    }

    public static Evaluate Concat(Call call) => scope => Value.Of(string.Concat(call.Arguments.Select(argument => argument.Run(scope).ToText())));

    public static Evaluate Pad(Call call)
    {
        call.Wants(1, ValueKind.Number);
        var sign = call.Arguments.Count == 3 ? call.Literal(2, "the sign to fill with") : " ";
        if (sign.Length != 1) throw new ExpressionFault(call[2].At, "'pad' fills with one sign.", "Give one character.");
        return scope => call[0].Run(scope).ToText() is { } text ? Value.Of(text.PadLeft(Math.Clamp(Whole(call[1].Run(scope)), 0, 1_000), sign[0])) : default;
    }

    public static Evaluate Join(Call call)
    {
        var between = call.Literal(0, "what stands between");
        return scope => Value.Of(string.Join(between, call.Arguments.Skip(1).Select(argument => argument.Run(scope).ToText()).Where(text => text is not null)));
    }

    public static Evaluate Split(Call call)
    {
        var between = call.Literal(1, "what stands between");
        if (between.Length == 0) throw new ExpressionFault(call[1].At, "'split' cannot split at an empty text.", "Name what stands between the parts.");
        call.Wants(2, ValueKind.Number);
        return scope =>
        {
            if (call[0].Run(scope).ToText() is not { } text) return default;
            var (parts, n) = (text.Split(between), Whole(call[2].Run(scope)));
            return n >= 1 && n <= parts.Length ? Value.Of(parts[n - 1]) : default;
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

    private static Evaluate OfText(Call call, Func<string, string> change)
    {
        var argument = call[0];
        return scope => argument.Run(scope).ToText() is { } text ? Value.Of(change(text)) : default;
    }

    private static int Whole(Value value) => value.Kind == ValueKind.Number ? (int)Math.Clamp(value.Number, -1_000_000m, 1_000_000m) : 0;
}
