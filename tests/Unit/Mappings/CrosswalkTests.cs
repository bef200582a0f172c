using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class CrosswalkTests
{
    private const string Head = "from,to,valid_from,valid_to,owner\n";

    [Fact]
    public void A_code_means_what_holds_on_the_day()
    {
        var list = Parse(Head + "V,sales,,2025-12-31,ann\nV,markets,2026-01-01,,ann\nX,\"one, \"\"two\"\"\nthree\",,,\n");
        Assert.Equal("sales", list.Lookup("V", new(2025, 12, 31)));
        Assert.Equal("markets", list.Lookup("V", new(2026, 1, 1)));
        Assert.Null(list.Lookup("V", null));
        Assert.Null(list.Lookup("v", new(2026, 1, 1)));
        Assert.Equal("one, \"two\"\nthree", list.Lookup("X", null));
        Assert.Equal(new CrosswalkEntry("V", "sales", null, new(2025, 12, 31), "ann"), list.Entries[0]);
        Assert.Null(list.Entries[2].Owner);
    }

    [Theory]
    [InlineData("to,from\r\nsales,V\r\n")]
    [InlineData("\uFEFFfrom,to\nV,sales")]
    [InlineData("from,to\n\nV,sales\n\n\n")]
    [InlineData("\"from\",\"to\"\n\"V\",\"sales\"\n")]
    public void Order_line_ends_and_quotes_are_free(string text) => Assert.Equal("sales", Parse(text).Lookup("V", null));

    [Theory]
    [InlineData("", 1, 1, "empty")]
    [InlineData("from,too\n", 1, 6, "not known")]
    [InlineData("from,from,to\n", 1, 6, "twice")]
    [InlineData("from\na\n", 1, 1, "needed")]
    [InlineData("from,to\na\n", 2, 1, "1 fields")]
    [InlineData("from,to\na,b,c\n", 2, 1, "3 fields")]
    [InlineData("from,to\n,b\n", 2, 1, "code is empty")]
    [InlineData("from,to\na,\n", 2, 3, "meaning is empty")]
    [InlineData(Head + "a,b,1.1.2026,,\n", 2, 5, "not a day")]
    [InlineData(Head + "a,b,,2026-02-30,\n", 2, 6, "not a day")]
    [InlineData(Head + "a,b,2026-02-02,2026-02-01,\n", 2, 16, "before it begins")]
    [InlineData("from,to\na,\"b\n", 2, 3, "never closed")]
    [InlineData("from,to\na,b\"c\n", 2, 4, "within a field")]
    [InlineData("from,to\na,\"b\"c\"\n", 2, 7, "within a field")]
    [InlineData("from,to\n\"a\nb\",\"c\"\n,d\n", 4, 1, "code is empty")]
    [InlineData("from,to\na,b\nc,d\na,b\n", 4, 1, "line 2")]
    [InlineData(Head + "a,b,2026-01-01,,\na,c,,2026-01-01,\n", 3, 1, "line 2")]
    [InlineData(Head + "a,b,,,\na,c,2026-01-01,2026-01-31,\n", 3, 1, "line 2")]
    public void A_fault_is_told_at_its_place(string text, int line, int column, string words)
    {
        var errors = new List<FileError>();
        Assert.Null(Crosswalk.Parse("crosswalks/a.csv", text, errors));
        Assert.Contains(errors, error => (error.File, error.Line, error.Column) == ("crosswalks/a.csv", line, column) && error.Problem.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_day_between_two_long_meanings_is_found_too()
    {
        var errors = new List<FileError>();
        Assert.Null(Crosswalk.Parse("a.csv", Head + "a,b,2026-01-01,2026-12-31,\na,c,2026-02-01,2026-02-02,\na,d,2026-03-01,2026-03-02,\n", errors));
        Assert.Equal([3, 4], errors.Select(error => error.Line));
    }

    [Fact]
    public void A_fault_quotes_no_value()
    {
        var errors = new List<FileError>();
        Crosswalk.Parse("a.csv", Head + "zq7marker,zq7marker,zq7marker,zq7marker,\nzq7marker,zq7marker,,,\nzq7marker,zq7marker,,,\n", errors);
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.DoesNotContain("zq7marker", error.ToString(), StringComparison.Ordinal));
    }

    private static Crosswalk Parse(string text)
    {
        var errors = new List<FileError>();
        var list = Crosswalk.Parse("crosswalks/a.csv", text, errors);
        Assert.Empty(errors);
        return list!;
    }
}
