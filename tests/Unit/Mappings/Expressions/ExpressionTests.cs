using System.Text;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language.Expressions;
using CsCheck;

namespace BackOffice.Integration.Tests.Unit.Mappings.Expressions;

public sealed class ExpressionTests
{
    private const string Record = """
        {"name":" Weber ","n":"1.234,50","neg":"-3","day":"31.01.2026","empty":"","nothing":null,"flag":true,"count":7,
         "code":"A","Brutto (€)":"5,00","a":{"b":{"c":"deep"},"x y":"odd"},"list":[1],"esc":"a\"b\u00fc","blank":"  ","na":"N/A",
         "said":"true","off":false,"json":1234.567,"power":1.5e3}
        """;

    private static readonly Formats German = new(',', '.', ["dd.MM.yyyy", "yyyyMMdd"], ["N/A"]);

    private static readonly CrosswalkSet Lists = new(new Dictionary<string, Crosswalk>
    {
        ["codes"] = new([new("A", "alpha", null, new(2026, 1, 31), null), new("A", "aleph", new(2026, 2, 1), null, null)]),
    });

    [Theory]
    [InlineData("name", " Weber ")]
    [InlineData("trim(name)", "Weber")]
    [InlineData("a.b.c", "deep")]
    [InlineData("a[\"x y\"]", "odd")]
    [InlineData("[\"Brutto (€)\"]", "5,00")]
    [InlineData("esc", "a\"bü")]
    [InlineData("count", "7")]
    [InlineData("flag", "true")]
    [InlineData("list != null", "true")]
    [InlineData("null = list", "false")]
    [InlineData("a != null and a.b.c != null", "true")]
    [InlineData("missing = null and nothing = null", "true")]
    [InlineData("when(list = null, list, name)", " Weber ")]
    [InlineData("missing", null)]
    [InlineData("nothing", null)]
    [InlineData("na", null)]
    [InlineData("empty", "")]
    [InlineData("recordKey", "the|key")]
    [InlineData("'it''s'", "it's")]
    [InlineData("missing ?? empty ?? 'x'", "")]
    [InlineData("missing ?? 'x'", "x")]
    [InlineData("1 + 2 * 3 - 4 / 2 % 3", "5")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("-2 + 3", "1")]
    [InlineData("1/3 > 0.33 and 1/3 < 0.34", "true")]
    [InlineData("0.1 + 0.2 = 0.3", "true")]
    [InlineData("not 1 = 2 or false", "true")]
    [InlineData("count = '7' ? 'yes' : 'no'", "yes")]
    [InlineData("1 < 2 ? 2 < 1 ? 'a' : 'b' : 'c'", "b")]
    [InlineData("missing = null", "true")]
    [InlineData("name != null", "true")]
    [InlineData("missing > 'a'", "false")]
    [InlineData("number(n)", "1234.5")]
    [InlineData("money(n) + 1", "1235.5")]
    [InlineData("number(neg)", "-3")]
    [InlineData("number(empty)", null)]
    [InlineData("number(blank)", null)]
    [InlineData("money([\"Brutto (€)\"])", "5")]
    [InlineData("number('1.234.567,5')", "1234567.5")]
    [InlineData("date(day)", "2026-01-31")]
    [InlineData("date('20260228')", "2026-02-28")]
    [InlineData("date('28/02/2026', 'dd/MM/yyyy')", "2026-02-28")]
    [InlineData("date('2009-01-14 00:00:00.000', 'yyyy-MM-dd HH:mm:ss.fff')", "2009-01-14")]
    [InlineData("date(day) = '2026-01-31'", "true")]
    [InlineData("date(day) < date('01.02.2026')", "true")]
    [InlineData("round(2.5, 0)", "2")]
    [InlineData("round(3.5, 0)", "4")]
    [InlineData("round(-1.005, 2)", "-1")]
    [InlineData("text(1.50)", "1.5")]
    [InlineData("upper('aß')", "Aß")]
    [InlineData("lower('ÄB')", "äb")]
    [InlineData("replace('a b c', ' ', '')", "abc")]
    [InlineData("substring('abcd', 2, 2)", "bc")]
    [InlineData("substring('abcd', 3)", "cd")]
    [InlineData("substring('abcd', 9, 2)", "")]
    [InlineData("concat('a', missing, 1)", "a1")]
    [InlineData("pad(count, 3, '0')", "007")]
    [InlineData("join(', ', 'a', missing, 'b')", "a, b")]
    [InlineData("split('a;b;c', ';', 2)", "b")]
    [InlineData("split('a;b', ';', 3)", null)]
    [InlineData("key('a|b', 'c')", "a\\|b|c")]
    [InlineData("key('a#1')", "a\\#1")]
    [InlineData("when(count = '7', 'seven', 'other')", "seven")]
    [InlineData("when(false, 'x')", null)]
    [InlineData("crosswalk('codes', code)", "alpha")]
    [InlineData("crosswalk('codes', missing)", null)]
    [InlineData("number(json)", "1234.567")]
    [InlineData("number(json ?? n)", "1234.567")]
    [InlineData("number(trim(json))", "1234.567")]
    [InlineData("number(when(flag, json, n))", "1234.567")]
    [InlineData("number(text(1.234))", "1.234")]
    [InlineData("number(power)", "1500")]
    [InlineData("money(count)", "7")]
    [InlineData("flag ? 'yes' : 'no'", "yes")]
    [InlineData("off ? 'yes' : 'no'", "no")]
    [InlineData("missing ? 'yes' : 'no'", "no")]
    [InlineData("null ? 'yes' : 'no'", "no")]
    [InlineData("when(not off, 'yes')", "yes")]
    [InlineData("not (flag and off)", "true")]
    [InlineData("flag and not off", "true")]
    [InlineData("off or missing", "false")]
    [InlineData("(missing ?? flag) ? 'yes' : 'no'", "yes")]
    [InlineData("(off ? 1 = 1 : flag) and 1 = 1", "true")]
    [InlineData("substring('abcd', number(nothing), 2)", null)]
    [InlineData("substring('abcd', 2, number(nothing))", null)]
    [InlineData("pad('a', number(nothing))", null)]
    [InlineData("split('a;b', ';', number(nothing))", null)]
    [InlineData("substring('abcd', 2.0, 1)", "b")]
    [InlineData("substring('a😀b', 2, 2)", "😀")]
    [InlineData("join('-', missing, nothing)", "")]
    [InlineData("concat(missing)", "")]
    public void Gives(string expression, string? expected)
    {
        var (value, issue) = Run(expression);
        Assert.Null(issue);
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("number(name)", "number.unreadable", "name")]
    [InlineData("number('1,2,3')", "number.unreadable", "")]
    [InlineData("number('1.23,5')", "number.unreadable", "")]
    [InlineData("number('12345.678')", "number.unreadable", "")]
    [InlineData("number('1 000')", "number.unreadable", "")]
    [InlineData("number('3-')", "number.unreadable", "")]
    [InlineData("money('1,23456')", "number.too-precise", "")]
    [InlineData("date(name)", "date.unreadable", "name")]
    [InlineData("date('30.02.2026')", "date.unreadable", "")]
    [InlineData("date('1.2.2026')", "date.unreadable", "")]
    [InlineData("1 / (count = '7' ? 0 : 1)", "number.out-of-range", "count")]
    [InlineData("79228162514264337593543950335 * 10", "number.out-of-range", "")]
    [InlineData("crosswalk('codes', name)", "code.unmapped", "name")]
    [InlineData("(missing ?? 1) = name", "type.mismatch", "missing")]
    [InlineData("said ? 'yes' : 'no'", "type.mismatch", "said")]
    [InlineData("when(said, 'yes', 'no')", "type.mismatch", "said")]
    [InlineData("not said", "type.mismatch", "said")]
    [InlineData("said and flag", "type.mismatch", "said")]
    [InlineData("off or said", "type.mismatch", "said")]
    [InlineData("json ? 1 : 2", "type.mismatch", "json")]
    [InlineData("(missing ?? 1) ? 1 : 2", "type.mismatch", "missing")]
    [InlineData("substring(name, 1.5 + 0)", "number.not-whole", "name")]
    [InlineData("substring(name, 1, 0.5 + 0)", "number.not-whole", "name")]
    [InlineData("pad(name, 2.5 + 0)", "number.not-whole", "name")]
    [InlineData("split(name, ';', 1.5 + 0)", "number.not-whole", "name")]
    [InlineData("substring(name, when(flag, 'x', 1))", "type.mismatch", "name")]
    [InlineData("substring('a😀b', 2, 1)", "text.half-character", "")]
    [InlineData("substring('a😀b', 3)", "text.half-character", "")]
    [InlineData("pad(name, 1048577 + 0)", "text.too-long", "name")]
    [InlineData("number('1,23456789012345678901234567891')", "number.unreadable", "")]
    [InlineData("number(flag)", "number.unreadable", "flag")]
    [InlineData("list", "type.mismatch", "list")]
    [InlineData("a", "type.mismatch", "a")]
    [InlineData("a.b", "type.mismatch", "a.b")]
    [InlineData("list.name", "type.mismatch", "list.name")]
    [InlineData("list.name != null", "type.mismatch", "list.name")]
    [InlineData("list ?? name", "type.mismatch", "list")]
    [InlineData("missing ?? list ?? name", "type.mismatch", "list")]
    [InlineData("number(a)", "type.mismatch", "a")]
    [InlineData("number(trim(list))", "type.mismatch", "list")]
    [InlineData("concat(name, list)", "type.mismatch", "list")]
    [InlineData("max(1, number(list))", "type.mismatch", "list")]
    [InlineData("nullIf(a, '')", "type.mismatch", "a")]
    [InlineData("a = 'x'", "type.mismatch", "a")]
    [InlineData("list ? 1 : 2", "type.mismatch", "list")]
    [InlineData("round(1, when(flag, 29, 0))", "number.out-of-range", "flag")]
    public void Says_what_is_wrong_with_the_record_and_never_its_value(string expression, string code, string path)
    {
        var (value, issue) = Run(expression);
        Assert.Null(value);
        Assert.Equal((code, path), (issue?.Code, issue?.Path));
        Assert.DoesNotContain("Weber", issue!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0, "too early")]
    [InlineData("1 +", 3, "too early")]
    [InlineData("dat(x)", 0, "no function 'dat'")]
    [InlineData("trim(a, b)", 0, "other arguments")]
    [InlineData("a b", 2, "does not belong")]
    [InlineData("1 + 'x'", 4, "calculates with numbers")]
    [InlineData("name + 1", 0, "calculates with numbers")]
    [InlineData("1 = 'x'", 2, "cannot be compared")]
    [InlineData("date(day) = 'x'", 10, "cannot be compared")]
    [InlineData("crosswalk(name, code)", 10, "text literal")]
    [InlineData("'open", 0, "not closed")]
    [InlineData("a # b", 2, "no sign")]
    [InlineData("(a", 2, "not closed")]
    [InlineData("a ? b", 5, "needs both parts")]
    [InlineData("[name]", 1, "in quotes")]
    [InlineData("round('x', 2)", 6, "needs a number")]
    [InlineData("1 + 79228162514264337593543950336", 4, "no exact decimal")]
    [InlineData("0.00000000000000000000000000001", 0, "no exact decimal")]
    [InlineData("1 ? 2 : 3", 0, "neither true nor false")]
    [InlineData("trim(name) ? 2 : 3", 0, "neither true nor false")]
    [InlineData("when('x', 2)", 5, "neither true nor false")]
    [InlineData("not date(day)", 4, "neither true nor false")]
    [InlineData("1 = 1 and 'true'", 10, "neither true nor false")]
    [InlineData("money(n) or 1 = 1", 0, "neither true nor false")]
    [InlineData("date(day, 'dd.MM.')", 10, "does not tell a day")]
    [InlineData("date(day, 'HH:mm')", 10, "does not tell a day")]
    [InlineData("date(day, '')", 10, "does not tell a day")]
    [InlineData("round(number(n), -1)", 17, "can never work")]
    [InlineData("round(number(n), (-1))", 18, "can never work")]
    [InlineData("round(number(n), 29)", 17, "can never work")]
    [InlineData("round(number(n), 0.5)", 17, "can never work")]
    [InlineData("substring(name, 0, 2)", 16, "can never work")]
    [InlineData("substring(name, 1.5)", 16, "can never work")]
    [InlineData("substring(name, 1, 0)", 19, "can never work")]
    [InlineData("substring(name, 1, -2)", 19, "can never work")]
    [InlineData("split(name, ';', 0)", 17, "can never work")]
    [InlineData("pad(name, 2.5)", 10, "can never work")]
    [InlineData("pad(name, 1048577)", 10, "can never work")]
    [InlineData("addDays(date(day), 0.5)", 19, "can never work")]
    [InlineData("addMonths(date(day), 9999999)", 21, "can never work")]
    [InlineData("number(n) / 0", 12, "divided by 0")]
    [InlineData("number(n) % 0.00", 12, "divided by 0")]
    public void Says_where_an_expression_is_wrong(string expression, int at, string problem)
    {
        var fault = Assert.Single(Faults(expression));
        Assert.Equal(at, fault.At);
        Assert.Contains(problem, fault.Problem, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Remedy);
    }

    [Fact]
    public void Hints_at_what_was_meant() => Assert.Contains("Did you mean 'money'?", Assert.Single(Faults("mony(x)")).Remedy, StringComparison.Ordinal);

    [Fact]
    public void A_code_list_is_looked_up_on_the_day_of_the_entity() =>
        Assert.Equal("aleph", Run("crosswalk('codes', code)", new(2026, 2, 1)).Value);

    [Fact]
    public void Nesting_has_a_limit() => Assert.Contains("deeper", Assert.Single(Faults(new string('(', 1000))).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("+")]
    [InlineData("or a")]
    public void A_chain_has_a_limit(string sign)
    {
        Assert.Contains("500", Assert.Single(Faults(Chain(sign, 520))).Problem, StringComparison.Ordinal);
        Assert.Empty(Faults(Chain(sign, 490)));
    }

    [Theory]
    [InlineData("raw.5", 4)]
    [InlineData("raw.", 4)]
    [InlineData("raw.'x'", 4)]
    [InlineData("raw", 3)]
    public void A_raw_path_needs_a_name(string text, int at)
    {
        List<int> faults = [];
        Assert.Null(ExpressionCompiler.Compile(text, new() { Paths = new(), Fields = ["debit"], Error = (place, _, _) => faults.Add(place) }));
        Assert.Equal([at], faults);
    }

    [Theory]
    [InlineData("name ?? 'x'", "Text")]
    [InlineData("null ?? 1", null)]
    [InlineData("when(flag, name, 1) ?? 1", null)]
    [InlineData("1 ?? when(flag, name, 1)", null)]
    [InlineData("number(n) ?? 1", "Number")]
    public void What_stands_in_for_nothing_has_a_known_kind_only_where_both_have(string text, string? kind) =>
        Assert.Equal(kind, Compile(text).Type?.ToString());

    [Theory]
    [InlineData("replace(long, 'a', 'bb')")]
    [InlineData("concat(long, long)")]
    [InlineData("join('-', long, long)")]
    [InlineData("concat(concat(long, long), concat(long, long), 'x')")]
    public void A_result_has_a_limit(string expression)
    {
        var paths = new RecordPaths();
        var compiled = ExpressionCompiler.Compile(expression, new() { Paths = paths, Error = (_, _, _) => { } })!;
        var scope = new Scope { Slots = new(paths, German), Formats = German, Crosswalks = Lists };
        Assert.True(new PathReader(paths).Read(Encoding.UTF8.GetBytes($$"""{"long":"{{new string('a', 600_000)}}"}"""), scope.Slots));
        compiled.Evaluate(scope);
        Assert.Equal(("text.too-long", "long"), (scope.Issue?.Code, scope.Issue?.Path));
    }

    [Fact]
    public void Names_the_paths_and_lists_it_reads()
    {
        var expression = ExpressionCompiler.Compile("crosswalk('codes', a.b.c) ?? [\"x y\"] ?? a.b.c", new() { Paths = new(), Error = (_, _, _) => { } })!;
        Assert.Equal(["a.b.c", "[\"x y\"]"], expression.Paths);
        Assert.Equal(["codes"], expression.Crosswalks);
    }

    [Fact]
    public void No_text_makes_the_compiler_or_an_expression_throw() =>
        Gen.OneOf(Gen.String, Gen.Int[0, Words.Length - 1].Array[1, 12].Select(picks => string.Join(' ', picks.Select(pick => Words[pick]))))
            .Sample(text => Run(text), iter: 20_000);

    private static readonly string[] Words =
        ["name", "1", "'x'", "(", ")", "+", "-", "*", "/", "?", ":", "??", "=", "<", "and", "or", "not", "date(", "money(", "trim(", ",", "null", "[\"q\"]", "."];

    private static (string? Value, Issue? Issue) Run(string text, DateOnly? day = null)
    {
        var paths = new RecordPaths();
        if (ExpressionCompiler.Compile(text, new() { Paths = paths, Error = (_, _, _) => { } }) is not { } expression) return (null, null);
        var scope = new Scope { Slots = new(paths, German), Formats = German, Crosswalks = Lists, RecordKey = "the|key", Day = day ?? new(2026, 1, 1) };
        Assert.True(new PathReader(paths).Read(Encoding.UTF8.GetBytes(Record), scope.Slots));
        var value = expression.Evaluate(scope).ToText();
        return (scope.Issue is null ? value : null, scope.Issue);
    }

    private static string Chain(string sign, int length) => "1 = 1" + string.Concat(Enumerable.Repeat($" {sign}1", length));

    private static Expression Compile(string text) => ExpressionCompiler.Compile(text, new() { Paths = new(), Error = (_, _, _) => { } })!;

    private static List<(int At, string Problem, string Remedy)> Faults(string text)
    {
        List<(int, string, string)> faults = [];
        ExpressionCompiler.Compile(text, new() { Paths = new(), Error = (at, problem, remedy) => faults.Add((at, problem, remedy)) });
        return faults;
    }
}
