namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Functions that choose: by condition, or by a code list.</summary>
internal static class ChoosingFunctions
{
    public static Evaluate When(Call call)
    {
        var (condition, then) = (Conditions.Require(call[0]), call[1]);
        if (call.Arguments.Count == 2) return scope => condition.Holds(scope) ? then.Run(scope) : default;
        var otherwise = call[2];
        return scope => condition.Holds(scope) ? then.Run(scope) : otherwise.Run(scope);
    }

    public static Evaluate NullIf(Call call)
    {
        string[] nothing = [.. Enumerable.Range(1, call.Arguments.Count - 1).Select(at => call.Literal(at, "what stands for nothing"))];
        return scope => call[0].Run(scope) is { IsNone: false } value && !nothing.AsSpan().Contains(value.ToText()) ? value : default;
    }

    public static Evaluate Crosswalk(Call call)
    {
        var list = call.Literal(0, "the name of the code list");
        var code = call[1];
        return scope =>
        {
            if (code.Run(scope).ToText() is not { } from) return default;
            return scope.Crosswalks.Named(list)?.Lookup(from, scope.Day) is { } to
                ? Value.Of(to)
                : scope.Fail("code.unmapped", call.Path, $"The code list '{list}' has no meaning for this code on the record's date; add it to crosswalks/{list}.csv.");
        };
    }
}
