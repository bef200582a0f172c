using System.Text;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language.Expressions;
using CsCheck;

namespace BackOffice.Integration.Tests.Unit.Mappings.Expressions;

public sealed class ExpressionPropertyTests
{
    private static readonly Formats German = new(',', '.', ["dd.MM.yyyy"], ["N/A"]);

    private static readonly CrosswalkSet Lists = new(new Dictionary<string, Crosswalk> { ["codes"] = new([new("A", "alpha", null, null, null)]) });

    private static readonly Gen<string> Path = OneOf("a", "b", "c.d", "c.e", "[\"x y\"]", "missing");

    private static readonly Gen<string> Literal = OneOf(
        "\"x\"", "\"\"", "\"A\"", "\"true\"", "\"N/A\"", "\"N\\/A\"", "\"1.234,50\"", "\"31.01.2026\"", "\"\\u00e9\\ud83d\\ude00b\"", "\"😀\"", "\"\\ud800\"",
        "0", "1.234", "-7", "1e5", "1E-30", "9e99", "123456789012345678901234567890.5", "true", "false", "null");

    // What can never work is told when it is compiled, so literals are calculated with here.
    [Fact]
    public void A_well_formed_expression_gives_the_same_twice_and_never_throws() =>
        Gen.Select(Any(3), Records(2)).Sample((text, json) =>
        {
            var (paths, payload) = (new RecordPaths(), Encoding.UTF8.GetBytes(json));
            List<string> faults = [];
            var expression = ExpressionCompiler.Compile(text, new() { Paths = paths, Error = (at, problem, _) => faults.Add($"{at}: {problem}") });
            Assert.Empty(faults);
            var scope = new Scope { Slots = new(paths, German), Formats = German, Crosswalks = Lists, RecordKey = "k", Day = new(2026, 1, 1) };
            var reader = new PathReader(paths);
            Assert.Equal(Evaluate(expression!, reader, scope, payload), Evaluate(expression!, reader, scope, payload));
        }, iter: 5_000);

    private static (bool, string?, Issue?) Evaluate(Expression expression, PathReader reader, Scope scope, byte[] payload)
    {
        scope.Issue = null;
        return reader.Read(payload, scope.Slots) ? (true, expression.Evaluate(scope).ToText(), scope.Issue) : (false, null, null);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(pick => texts[pick]);

    private static Gen<string> Any(int depth) => Gen.OneOf(Texts(depth), Numbers(depth), Dates(depth), Truths(depth));

    private static Gen<string> Texts(int depth)
    {
        if (depth == 0) return Gen.OneOf(Path, OneOf("'x'", "''", "'1,5'", "'a;b😀'", "recordKey", "'31.01.2026'"));
        var (text, number) = (Texts(depth - 1), Numbers(depth - 1));
        return Gen.OneOf(
            Texts(0),
            Gen.Select(OneOf("trim", "upper", "lower", "text", "key"), text, (name, one) => $"{name}({one})"),
            Gen.Select(OneOf("concat(", "join('-', ", "key("), text, Any(depth - 1), (start, one, other) => $"{start}{one}, {other})"),
            Gen.Select(text, text, (one, other) => $"({one} ?? {other})"),
            Gen.Select(Truths(depth - 1), text, text, (truth, one, other) => $"({truth} ? {one} : {other})"),
            Gen.Select(text, one => $"replace({one}, 'x', 'yy')"),
            Gen.Select(text, number, number, (one, start, length) => $"substring({one}, {start} + 0, {length} + 0)"),
            Gen.Select(text, number, (one, length) => $"pad({one}, {length} + 0, '0')"),
            Gen.Select(text, number, (one, place) => $"split({one}, ';', {place} + 0)"),
            Gen.Select(text, one => $"crosswalk('codes', {one})"));
    }

    private static Gen<string> Numbers(int depth)
    {
        if (depth == 0) return OneOf("0", "1", "2", "2.5", "1000", "79228162514264337593543950335", "0.0000000000000000000000000001", "number(a)", "money(b)");
        var number = Numbers(depth - 1);
        return Gen.OneOf(
            Numbers(0),
            Gen.Select(OneOf("number", "money"), Texts(depth - 1), (name, text) => $"{name}({text})"),
            Gen.Select(number, number, (one, digits) => $"round({one}, {digits} + 0)"),
            Gen.Select(number, OneOf("+", "-", "*", "/", "%", "??"), number, (one, sign, other) => $"({one} {sign} ({other} ?? 1))"),
            Gen.Select(number, one => $"(-{one})"),
            Gen.Select(Truths(depth - 1), number, number, (truth, one, other) => $"when({truth}, {one}, {other})"));
    }

    private static Gen<string> Dates(int depth) =>
        Gen.OneOf(Gen.Select(Texts(Math.Max(0, depth - 1)), text => $"date({text})"), Gen.Select(Texts(Math.Max(0, depth - 1)), text => $"date({text}, 'd.M.yy')"));

    private static Gen<string> Truths(int depth)
    {
        if (depth == 0) return Gen.OneOf(Path, OneOf("true", "false", "null"));
        var (truth, sign) = (Truths(depth - 1), OneOf("=", "!=", "<", "<=", ">", ">="));
        return Gen.OneOf(
            Truths(0),
            Gen.Select(Texts(depth - 1), sign, Texts(depth - 1), (one, test, other) => $"({one} {test} {other})"),
            Gen.Select(Numbers(depth - 1), sign, Numbers(depth - 1), (one, test, other) => $"({one} {test} {other})"),
            Gen.Select(Dates(depth - 1), sign, Dates(depth - 1), (one, test, other) => $"({one} {test} {other})"),
            Gen.Select(truth, OneOf("and", "or"), truth, (one, word, other) => $"({one} {word} {other})"),
            Gen.Select(truth, one => $"(not {one})"));
    }

    private static Gen<string> Records(int depth)
    {
        var value = depth == 0 ? Literal : Gen.OneOf(Literal, Records(depth - 1), Gen.Const("[1,{\"a\":2}]"));
        var field = Gen.Select(OneOf("a", "b", "c", "d", "e", "x y", "other", "\\u0061"), value, (name, one) => $"\"{name}\":{one}");
        return field.Array[0, 8].Select(fields => $"{{{string.Join(',', fields)}}}");
    }
}
