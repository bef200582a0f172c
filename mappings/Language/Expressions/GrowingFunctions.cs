using System.Runtime.CompilerServices;

namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Functions that may give more than they read; a limit guards memory.</summary>
internal static class GrowingFunctions
{
    private const int Longest = 1 << 20;

    public static Evaluate Replace(Call call)
    {
        var (old, with) = (call.Literal(1, "what is replaced"), call.Literal(2, "what replaces it"));
        if (old.Length == 0) throw new ExpressionFault(call[1].At, "'replace' cannot replace an empty text.", "Name what is to be replaced.");
        var grows = with.Length - old.Length;
        return scope =>
        {
            if (call[0].Run(scope).ToText() is not { } text) return default;
            var length = text.Length + (grows == 0 ? 0 : (long)grows * text.AsSpan().Count(old));
            return length > Longest ? TooLong(scope, call) : Value.Of(text.Replace(old, with, StringComparison.Ordinal));
        };
    }

    public static Evaluate Concat(Call call) => scope => Joined(scope, call, 0, "");

    public static Evaluate Pad(Call call)
    {
        call.WantsWhole(1, 1, Longest, "Write how many characters the text shall have, from 1.");
        var sign = call.Arguments.Count == 3 ? call.Literal(2, "the sign to fill with") : " ";
        if (sign.Length != 1) throw new ExpressionFault(call[2].At, "'pad' fills with one sign.", "Give one character.");
        return scope =>
        {
            if (call[0].Run(scope).ToText() is not { } text || TextFunctions.Whole(scope, call, 1) is not { } length) return default;
            return length > Longest ? TooLong(scope, call) : Value.Of(text.PadLeft(Math.Max(length, 0), sign[0]));
        };
    }

    public static Evaluate Join(Call call)
    {
        var between = call.Literal(0, "what stands between");
        return scope => Joined(scope, call, 1, between);
    }

    private static Value Joined(Scope scope, Call call, int from, string between)
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, null, stackalloc char[256]);
        var (length, first) = (0L, true);
        for (var index = from; index < call.Arguments.Count && length <= Longest; index++)
        {
            if (call[index].Run(scope).ToText() is not { } part) continue;
            length += part.Length + (first ? 0 : between.Length);
            if (length > Longest) break;
            if (!first) text.AppendLiteral(between);
            text.AppendLiteral(part);
            first = false;
        }

        var joined = text.ToStringAndClear();
        return length > Longest ? TooLong(scope, call) : Value.Of(joined);
    }

    private static Value TooLong(Scope scope, Call call) =>
        scope.Fail("text.too-long", call.Path, $"{call.Name.Text}() would give a text of more than {Longest} characters; shorten the source or the mapping.");
}
