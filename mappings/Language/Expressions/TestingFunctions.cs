using System.Text.RegularExpressions;

namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Functions that look into a text; nothing in, nothing out.</summary>
internal static class TestingFunctions
{
    public static Evaluate Length(Call call) => OfText(call, text => Value.Of((decimal)text.Length));

    public static Evaluate Contains(Call call) => Part(call, (text, part) => text.Contains(part, StringComparison.Ordinal));

    public static Evaluate StartsWith(Call call) => Part(call, (text, part) => text.StartsWith(part, StringComparison.Ordinal));

    public static Evaluate EndsWith(Call call) => Part(call, (text, part) => text.EndsWith(part, StringComparison.Ordinal));

    public static Evaluate Matches(Call call)
    {
        var pattern = Pattern(call, body => $@"\A(?:{body})\z");
        return OfText(call, text => Value.Of(pattern.IsMatch(text)));
    }

    public static Evaluate Capture(Call call)
    {
        var pattern = Pattern(call, body => body);
        if (pattern.GetGroupNumbers().Length < 2) throw new ExpressionFault(call[1].At, "The regular expression has no group to capture.", "Put brackets around the part that is wanted.");
        return OfText(call, text => pattern.Match(text) is { Success: true } match && match.Groups[1].Success ? Value.Of(match.Groups[1].Value) : default);
    }

    // Without backtracking the time is bounded by the length of the text, whatever the pattern.
    private static Regex Pattern(Call call, Func<string, string> around)
    {
        try
        {
            return new(around(call.Literal(1, "the regular expression")), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException)
        {
            throw new ExpressionFault(call[1].At, "This is no regular expression.", @"Check its brackets and signs; a sign that stands for itself takes a backslash, such as \.");
        }
        catch (NotSupportedException)
        {
            throw new ExpressionFault(call[1].At, "Regular expressions that look around or back, and very large ones, are not read.", "Write it without (?=...), (?<=...) and \\1, with smaller numbers in {n}.");
        }
    }

    private static Evaluate Part(Call call, Func<string, string, bool> test)
    {
        var part = call.Literal(1, "the part");
        return OfText(call, text => Value.Of(test(text, part)));
    }

    private static Evaluate OfText(Call call, Func<string, Value> give) =>
        scope => call[0].Run(scope).ToText() is { } text ? give(text) : default;
}
