using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Releases.Comparing;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Tests.Unit.Engine.Releases.Comparing;

public sealed class FileComparisonTests
{
    private const DifferenceCause Format = DifferenceCause.Format, Rounding = DifferenceCause.Rounding, Code = DifferenceCause.Code, Other = DifferenceCause.Other;

    private static readonly (Formats Old, Formats New) Numbers = (new('.', ','), new(',', '.'));

    [Theory]
    [InlineData("4380.5", "4380,50")]
    [InlineData("4,380.50", "4380,5")]
    [InlineData("12.50-", "-12,50")]
    [InlineData("0042", "42")]
    [InlineData("MUELLER", "Mueller ")]
    [InlineData("DE89 3704", "DE893704")]
    [InlineData("000", "0")]
    [InlineData("=1+1", "'=1+1")]
    public void The_same_value_written_otherwise_is_format(string old, string now) => Assert.Equal([Format], Causes(new("x"), (old, now)));

    [Theory]
    [InlineData("1.234", "1,23", Rounding)]
    [InlineData("1.239", "1,23", Rounding)]
    [InlineData("1.24", "1,23", Other)]
    [InlineData("1.2301", "1,2349", Other)]
    [InlineData("100", "100,99", Rounding)]
    [InlineData("100", "101", Other)]
    [InlineData("1.5", "", Other)]
    public void Rounding_stays_below_the_last_digit_of_the_coarser_file(string old, string now, DifferenceCause cause) => Assert.Equal([cause], Causes(new("x"), (old, now)));

    [Fact]
    public void The_last_digit_is_that_of_the_column_not_of_the_cell() =>
        Assert.Equal([Other, null], Causes(new("x"), ("12", "12,40"), ("1.25", "1,25"), ignoreFormat: true));

    [Theory]
    [InlineData(true, Rounding)]
    [InlineData(false, Other)]
    public void Half_a_cent_is_rounding_in_money_alone(bool isMoney, DifferenceCause cause) => Assert.Equal([cause], Causes(new("x") { IsMoney = isMoney }, ("1.2350", "1,2301")));

    [Fact]
    public void Texts_that_always_stand_for_each_other_are_a_code() =>
        Assert.Equal([Code, Code, Code, Code], Causes(new("x"), ("M", "month"), ("M", "month"), ("H", "hour"), ("M", "month")));

    [Fact]
    public void A_text_with_two_meanings_is_no_code_and_spoils_what_is_seen_once() =>
        Assert.Equal([Code, Code, Other, Other, Other], Causes(new("x"), ("M", "month"), ("M", "month"), ("H", "hour"), ("H", "day"), ("Y", "year")));

    [Fact]
    public void A_text_that_also_stands_for_itself_is_no_code() =>
        Assert.Equal([Other, Other, null], Causes(new("x"), ("M", "month"), ("M", "month"), ("M", "M")));

    [Fact]
    public void Pairs_seen_once_each_are_no_code() => Assert.Equal([Other, Other], Causes(new("x"), ("Smith", "Jones"), ("Lee", "Berg")));

    [Fact]
    public void Amounts_that_change_alike_are_no_code() =>
        Assert.Equal([Other, Other], Causes(new("x") { IsMoney = true }, ("4000", "4200"), ("4000", "4200")));

    [Fact]
    public void Nothing_is_no_code_for_something() => Assert.Equal([Other, Other], Causes(new("x"), ("", "EUR"), ("", "EUR")));

    [Fact]
    public void Days_are_compared_as_days() =>
        Assert.Equal([Format, Format, Other], Causes(new("x") { DatePattern = "dd.MM.yyyy" }, ("2026-01-31", "31.01.2026"), ("2026-02-01", "01.02.2026"), ("2026-02-02", "03.02.2026")));

    [Fact]
    public void Where_day_and_month_could_be_either_most_days_agree() =>
        Assert.Equal([Format, Format, Other], Causes(new("x") { DatePattern = "dd.MM.yyyy" }, ("02/01/2026", "01.02.2026"), ("03/04/2026", "04.03.2026"), ("03/05/2026", "03.05.2026")));

    [Fact]
    public void Rows_on_one_side_are_missing_extra_or_late()
    {
        var (_, differences) = Compare(Table(["id"], ["1"], ["2"], ["3"]), Table(["id"], ["2"], ["4"]), [0], key => key == "3");
        Assert.Equal(["Missing 1 line 1", "Late 3 line 3", "Extra 4 row 2"], differences.Select(cell => $"{cell.Cause} {cell.Row.Cells[0].Text} {(cell.OldLine is { } line ? $"line {line}" : $"row {cell.Line}")}"));
    }

    [Fact]
    public void A_key_without_its_zeros_finds_its_row_where_only_one_can_be_meant()
    {
        var (rows, differences) = Compare(Table(["id"], ["7"], ["8"], ["08"]), Table(["id"], ["007"], ["0008"]), [0]);
        Assert.Equal(1, rows);
        Assert.Equal([DifferenceCause.Missing, DifferenceCause.Missing, DifferenceCause.Extra, Format], differences.Select(cell => cell.Cause));
    }

    [Fact]
    public void A_key_that_stands_twice_is_an_error_with_its_lines_and_without_its_value()
    {
        var error = Assert.Throws<RefusedException>(() => Compare(Table(["id"], ["77"], ["2"], ["77"]), Table(["id"], ["2"]), [0]));
        Assert.Equal("compare.key-twice", error.Code);
        Assert.Contains("lines 1 and 3", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("77", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_counted_through_quoted_line_ends()
    {
        var rows = ComparedTable.Read(new MemoryStream("\uFEFFid;x\r\n1;\"a\r\nb\"\r\n\r\n2;c\r\n"u8.ToArray()), ';', "utf-8");
        Assert.Equal([1, 2, 5], rows.Select(row => row.Line));
        Assert.True(new ComparedColumn(rows[0].Cells[0]).IsCalled("ID"));
    }

    private static DifferenceCause?[] Causes(ComparedColumn column, params (string Old, string New)[] values)
    {
        var pair = new ColumnPair(column, values, Numbers, oldDate: null);
        return [.. values.Select(value => pair.Judge(value.Old, value.New))];
    }

    private static DifferenceCause?[] Causes(ComparedColumn column, (string Old, string New) first, (string Old, string New) second, bool ignoreFormat) =>
        [.. Causes(column, first, second).Select(cause => ignoreFormat && cause == Format ? null : cause)];

    private static (int Rows, IReadOnlyList<ComparedCell> Differences) Compare(ComparedTable old, ComparedTable now, int[] keys, Func<string, bool>? isLate = null)
    {
        List<(int, int)> places = [.. Enumerable.Range(0, now.Columns.Count).Select(place => (place, place))];
        var comparison = new FileComparison(old, now, [.. keys.Select(key => (key, key))], places, Numbers, oldDate: null);
        var differences = comparison.Differences(isLate ?? (_ => false));
        return (comparison.Rows, differences);
    }

    private static ComparedTable Table(string[] columns, params string[][] rows) =>
        new([.. columns.Select(name => new ComparedColumn(name))], [.. rows.Select((cells, index) => new ComparedRow(index + 1, cells))]);
}
