namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>What the signs of the language do; nothing in, nothing out.</summary>
internal static class Operators
{
    public static Compiled Choose(Compiled condition, Compiled then, Compiled otherwise) => new(
        scope => condition.Holds(scope) ? then.Run(scope) : otherwise.Run(scope),
        then.Type == otherwise.Type ? then.Type : null,
        condition.At,
        Path: FirstPath(then, otherwise, condition),
        IsRaw: then.IsRaw || otherwise.IsRaw);

    public static Compiled Otherwise(Compiled left, Compiled right) => new(
        scope => left.Run(scope) is { IsNone: false } value ? value : scope.Issue is null ? right.Run(scope) : default,
        left.Type == right.Type ? right.Type : null,
        left.At,
        Path: FirstPath(left, right),
        IsRaw: left.IsRaw || right.IsRaw);

    public static Compiled Logic(Token sign, Compiled left, Compiled right)
    {
        Conditions.Require(left);
        Conditions.Require(right);
        Evaluate run = sign.Text == "and"
            ? scope => Value.Of(left.Holds(scope) && right.Holds(scope))
            : scope => Value.Of(left.Holds(scope) || right.Holds(scope));
        return new(run, ValueKind.Boolean, left.At, Path: FirstPath(left, right));
    }

    public static Compiled Not(Token sign, Compiled inner)
    {
        Conditions.Require(inner);
        return new(scope => Value.Of(!inner.Holds(scope)), ValueKind.Boolean, sign.At, Path: inner.Path);
    }

    public static Compiled Negate(Token sign, Compiled inner)
    {
        Refuse(sign, inner, ValueKind.Number);
        return new(
            scope => inner.Run(scope) is { IsNone: false } value ? (value.Kind == ValueKind.Number ? Value.Of(-value.Number) : Mismatch(scope, inner.Path)) : default,
            ValueKind.Number,
            sign.At,
            Path: inner.Path)
        { Constant = -inner.Constant };
    }

    public static Compiled Calculate(Token sign, Compiled left, Compiled right)
    {
        Refuse(sign, left, ValueKind.Number);
        Refuse(sign, right, ValueKind.Number);
        if (sign.Text is "/" or "%" && right.Constant == 0) throw new ExpressionFault(right.At, "Nothing can be divided by 0.", "Write another number.");
        var (operation, path) = (Operation(sign.Text), FirstPath(left, right));
        return new(
            scope =>
            {
                var (one, other) = (left.Run(scope), right.Run(scope));
                if (one.IsNone || other.IsNone) return default;
                if (one.Kind != ValueKind.Number || other.Kind != ValueKind.Number) return Mismatch(scope, path);
                try
                {
                    return Value.Of(operation(one.Number, other.Number));
                }
                catch (ArithmeticException)
                {
                    return scope.Fail("number.out-of-range", path, "The result of a calculation is no decimal number; guard the division or correct the source.");
                }
            },
            ValueKind.Number,
            left.At,
            Path: path);
    }

    public static Compiled Compare(Token sign, Compiled left, Compiled right)
    {
        if (left.Type is { } one && right.Type is { } other && one != other && !Dates(left, right))
            throw new ExpressionFault(sign.At, $"A {Word(one)} cannot be compared with a {Word(other)}.", "Read the raw text with number(), money() or date() first.");
        var (test, path) = (Test(sign.Text), FirstPath(left, right));
        // Whether there is a list can be asked, although a list is no value.
        if (sign.Text is "=" or "==" or "!=" && (left.IsNull ? right : right.IsNull ? left : null)?.Stands is { } stands)
            return new(scope => Value.Of(stands(scope) == (sign.Text == "!=")), ValueKind.Boolean, left.At, Path: path);
        return new(scope => Compare(scope, left.Run(scope), right.Run(scope), sign.Text, test, path), ValueKind.Boolean, left.At, Path: path);
    }

    public static Value Mismatch(Scope scope, string path) =>
        scope.Fail("type.mismatch", path, "The value is of another kind than the expression needs; read it with number(), money(), date(), instant() or text().");

    public static string Word(ValueKind kind) => kind switch
    {
        ValueKind.Number => "number",
        ValueKind.Date => "date",
        ValueKind.Instant => "instant",
        ValueKind.Boolean => "truth",
        _ => "text",
    };

    private static Value Compare(Scope scope, Value left, Value right, string sign, Func<int, bool> test, string path)
    {
        if (left.IsNone || right.IsNone) return Value.Of(sign == "!=" ? left.IsNone != right.IsNone : sign is "=" or "==" && left.IsNone && right.IsNone);
        if (left.Kind == right.Kind) return Value.Of(test(Order(left, right)));
        if (left.Kind == ValueKind.Date && right.Text is { } day && DateText.TryParse(day, Formats.Default, out var date)) return Value.Of(test(left.Date.CompareTo(date)));
        if (right.Kind == ValueKind.Date && left.Text is { } text && DateText.TryParse(text, Formats.Default, out date)) return Value.Of(test(date.CompareTo(right.Date)));
        return Mismatch(scope, path);
    }

    /// <summary>Below zero where the left of two values of one kind comes first.</summary>
    public static int Order(Value left, Value right) => left.Kind switch
    {
        ValueKind.Number or ValueKind.Instant => left.Number.CompareTo(right.Number),
        ValueKind.Date => left.Date.CompareTo(right.Date),
        ValueKind.Boolean => left.IsTrue.CompareTo(right.IsTrue),
        _ => string.CompareOrdinal(left.Text, right.Text),
    };

    private static Func<int, bool> Test(string sign) => sign switch
    {
        "<" => order => order < 0,
        "<=" => order => order <= 0,
        ">" => order => order > 0,
        ">=" => order => order >= 0,
        "!=" => order => order != 0,
        _ => order => order == 0,
    };

    private static Func<decimal, decimal, decimal> Operation(string sign) => sign switch
    {
        "+" => decimal.Add,
        "-" => decimal.Subtract,
        "*" => decimal.Multiply,
        "/" => decimal.Divide,
        _ => decimal.Remainder,
    };

    // A date may stand against a literal such as '2026-01-31'.
    private static bool Dates(Compiled left, Compiled right) =>
        (left.Type == ValueKind.Date && IsDay(right.Literal)) || (right.Type == ValueKind.Date && IsDay(left.Literal));

    private static bool IsDay(string? literal) => literal is not null && DateText.TryParse(literal, Formats.Default, out _);

    private static void Refuse(Token sign, Compiled operand, ValueKind wanted)
    {
        if (operand.Type is { } type && type != wanted)
            throw new ExpressionFault(operand.At, $"'{sign.Text}' calculates with numbers, and this is a {Word(type)}.", "Read a raw text with number() or money(); join texts with concat().");
    }

    private static string FirstPath(params ReadOnlySpan<Compiled> parts)
    {
        foreach (var part in parts)
            if (part.Path.Length > 0) return part.Path;
        return "";
    }
}
