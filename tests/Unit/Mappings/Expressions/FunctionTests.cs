using System.Text;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Tests.Unit.Mappings.Expressions;

public sealed class FunctionTests
{
    private const string Record = """
        {"text":"KST 4711 / Süd","day":"2024-02-29","last":"9999-12-31","n":"-3.5","zero":"0","when":"31.03.2024 01:30","gap":"31.03.2024 02:30",
         "twice":"27.10.2024 02:30","iso":"2024-05-01T10:00:00+02:00","plain":"2024-05-01 10:00:00.250","zulu":"2024-05-01T08:00:00Z","bad":"soon"}
        """;

    [Theory]
    [InlineData("instant(zulu)", "2024-05-01T08:00:00.000000Z")]
    [InlineData("instant(iso)", "2024-05-01T08:00:00.000000Z")]
    [InlineData("instant(plain)", "2024-05-01T10:00:00.250000Z")]
    [InlineData("instant(missing)", null)]
    [InlineData("instant(zulu) = instant(iso)", "true")]
    [InlineData("instant(zulu) < instant(plain)", "true")]
    [InlineData("abs(number(n))", "3.5")]
    [InlineData("min(number(n), 2, number(missing))", "-3.5")]
    [InlineData("max('b', 'a', 'c')", "c")]
    [InlineData("max(date(day), date(last))", "9999-12-31")]
    [InlineData("min(missing, missing)", null)]
    [InlineData("length(text)", "14")]
    [InlineData("contains(text, '4711')", "true")]
    [InlineData("startsWith(text, 'kst')", "false")]
    [InlineData("endsWith(text, 'Süd')", "true")]
    [InlineData("contains(missing, 'x')", null)]
    [InlineData("matches(text, 'KST [0-9]+ / .*')", "true")]
    [InlineData("matches(text, 'KST')", "false")]
    [InlineData("capture(text, 'KST ([0-9]+)')", "4711")]
    [InlineData("capture(text, 'X([0-9]+)')", null)]
    [InlineData("nullIf(zero, '0', '-')", null)]
    [InlineData("nullIf(n, '0')", "-3.5")]
    [InlineData("year(date(day))", "2024")]
    [InlineData("month(date(day)) * 100 + day(date(day))", "229")]
    [InlineData("addDays(date(day), 1)", "2024-03-01")]
    [InlineData("addMonths(date('2024-01-31'), 1)", "2024-02-29")]
    [InlineData("monthEnd(date('2023-02-01'))", "2023-02-28")]
    [InlineData("monthEnd(date(last))", "9999-12-31")]
    public void It_gives_what_the_reference_says(string expression, string? expected)
    {
        var (value, issue) = Run(expression, Formats.Default);
        Assert.Null(issue);
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("instant(bad)", "instant.unreadable")]
    [InlineData("instant(day)", "instant.unreadable")]
    [InlineData("addDays(date(last), 1)", "date.out-of-range")]
    [InlineData("min(1, 'a')", "type.mismatch")]
    public void What_it_cannot_give_is_an_issue(string expression, string code) =>
        Assert.Equal(code, Run(expression, Formats.Default).Issue?.Code);

    // Python: datetime(2024, 3, 31, 1, 30, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC) and so on.
    [Theory]
    [InlineData("instant(when)", "2024-03-31T00:30:00.000000Z")]
    [InlineData("instant(twice)", "2024-10-27T00:30:00.000000Z")]
    [InlineData("instant(zulu, 'yyyy-MM-ddTHH:mm:ssK')", "2024-05-01T08:00:00.000000Z")]
    public void A_time_without_an_offset_is_on_the_clocks_of_the_zone(string expression, string expected) =>
        Assert.Equal(expected, Run(expression, Berlin).Value);

    [Theory]
    [InlineData("text(instant('01.01.0001 00:10'))")]
    [InlineData("instant('31.12.9999 23:59')", "America/New_York")]
    public void A_time_beyond_the_calendar_of_UTC_is_none(string expression, string zone = "Europe/Berlin") =>
        Assert.Equal("instant.unreadable", Run(expression, Berlin with { Zone = zone }).Issue?.Code);

    [Fact]
    public void A_time_that_the_clocks_skip_is_none() => Assert.Equal("instant.unreadable", Run("instant(gap)", Berlin).Issue?.Code);

    [Fact]
    public void An_offset_in_the_text_goes_before_the_zone() =>
        Assert.Equal("2024-05-01T08:00:00.000000Z", Run("instant(iso)", new(Zone: "America/New_York")).Value);

    [Theory]
    [InlineData("matches(text, '(')")]
    [InlineData("matches(text, '(?=x)y')")]
    [InlineData("capture(text, 'x')")]
    [InlineData("matches(text, day)")]
    [InlineData("instant(when, 'dd.MM.yyyy')")]
    [InlineData("instant(when, 'HH:mm')")]
    [InlineData("nullIf(text, zero)")]
    [InlineData("year(text)")]
    public void What_cannot_mean_anything_is_told_before_the_first_record(string expression) => Assert.Null(Compile(expression, new()));

    [Fact]
    public void A_regular_expression_that_would_never_end_ends()
    {
        var paths = new RecordPaths();
        var expression = Compile("matches(long, '(a+)+b') or matches(long, '(a|aa)+$')", paths)!;
        var scope = new Scope { Slots = new(paths, Formats.Default), Formats = Formats.Default, Crosswalks = CrosswalkSet.Empty };
        Assert.True(new PathReader(paths).Read(Encoding.UTF8.GetBytes($$"""{"long":"{{new string('a', 100_000)}}!"}"""), scope.Slots));
        Assert.False(expression.Evaluate(scope).IsTrue);
        Assert.Null(scope.Issue);
    }

    private static readonly Formats Berlin = new(Instant: ["dd.MM.yyyy HH:mm", "yyyy-MM-dd'T'HH:mm:ssK"], Zone: "Europe/Berlin");

    private static Expression? Compile(string text, RecordPaths paths) => ExpressionCompiler.Compile(text, new() { Paths = paths, Error = (_, _, _) => { } });

    private static (string? Value, Issue? Issue) Run(string text, Formats formats)
    {
        var paths = new RecordPaths();
        var expression = Compile(text, paths);
        Assert.NotNull(expression);
        var scope = new Scope { Slots = new(paths, formats), Formats = formats, Crosswalks = CrosswalkSet.Empty };
        Assert.True(new PathReader(paths).Read(Encoding.UTF8.GetBytes(Record), scope.Slots));
        var value = expression.Evaluate(scope).ToText();
        return (scope.Issue is null ? value : null, scope.Issue);
    }
}
