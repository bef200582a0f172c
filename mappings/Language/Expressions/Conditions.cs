namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>What holds and what does not; a text is neither, and nothing does not hold.</summary>
internal static class Conditions
{
    /// <summary>Refuses a part whose kind is known to be no truth.</summary>
    public static Compiled Require(Compiled part)
    {
        if (part.IsRaw || part.Type is null or ValueKind.None or ValueKind.Boolean) return part;
        throw new ExpressionFault(part.At, $"This is neither true nor false, but a {Operators.Word(part.Type.Value)}.", "Compare it with something, such as x != ''.");
    }

    public static bool Holds(this Compiled part, Scope scope)
    {
        var value = part.Run(scope);
        if (value.Kind == ValueKind.Boolean) return value.Boolean;
        if (value.IsNone) return false;
        if (value is { IsLiteral: true, Text: "true" or "false" }) return value.Text == "true";
        scope.Fail("type.mismatch", part.Path, "The value is neither true nor false; compare it with something, such as x = 'yes'.");
        return false;
    }

    /// <summary>A whole expression as a condition.</summary>
    public static Compiled Of(Compiled whole)
    {
        Require(whole);
        return whole.Type == ValueKind.Boolean ? whole : whole with { Run = scope => Value.Of(whole.Holds(scope)), Type = ValueKind.Boolean };
    }
}
