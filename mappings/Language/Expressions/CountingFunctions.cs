namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Functions that compare or change numbers; nothing in, nothing out.</summary>
internal static class CountingFunctions
{
    public static Evaluate Abs(Call call)
    {
        call.Wants(0, ValueKind.Number);
        return scope => call[0].Run(scope) switch
        {
            { IsNone: true } => default,
            { Kind: ValueKind.Number } value => Value.Of(Math.Abs(value.Number)),
            _ => Operators.Mismatch(scope, call.Path),
        };
    }

    public static Evaluate Min(Call call) => Best(call, order => order < 0);

    public static Evaluate Max(Call call) => Best(call, order => order > 0);

    private static Evaluate Best(Call call, Func<int, bool> isBetter) => scope =>
    {
        Value best = default;
        foreach (var argument in call.Arguments)
        {
            var value = argument.Run(scope);
            if (value.IsNone) continue;
            if (!best.IsNone && best.Kind != value.Kind) return Operators.Mismatch(scope, call.Path);
            if (best.IsNone || isBetter(Operators.Order(value, best))) best = value;
        }

        return best;
    };
}
