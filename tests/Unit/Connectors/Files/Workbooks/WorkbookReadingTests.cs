using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files.Workbooks;

/// <summary>Workbooks of foreign writers, held against what foreign readers say.</summary>
public sealed class WorkbookReadingTests : IDisposable
{
    private const string Options = """{"files":"*.xls*","format":"excel","key":"id"}""";
    private const string Staff = """{"files":"*.xlsx","format":"excel","skip":1,"key":"ID"}""";
    private const string Headed = """{"files":"*.xlsx","format":"excel","skip":3,"key":"ID"}""";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("kinds.xlsx")]
    [InlineData("epoch1904.xlsx")]
    [InlineData("office.xlsx")]
    [InlineData("office.xls")]
    [InlineData("old.xls")]
    public async Task Gives_every_cell_as_other_programs_read_it(string name)
    {
        var values = (await ReadAsync(name)).ById();
        var expected = Fixture.Expected(name);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, expected.Keys.ToDictionary(key => key, key => values[key]));
    }

    [Theory]
    [InlineData("day 0", "1900-01-00")]
    [InlineData("day 60", "1900-02-29")]
    [InlineData("before", "-1")]
    public async Task Says_a_day_that_never_was_as_a_workbook_shows_it(string key, string value) =>
        Assert.Equal(value, (await ReadAsync("kinds.xlsx")).ById()[key]);

    [Fact]
    public async Task Day_0_of_the_epoch_of_1904_is_its_first() =>
        Assert.Equal("1904-01-01", (await ReadAsync("epoch1904.xlsx")).ById()["c of 1904"]);

    [Fact]
    public async Task A_merged_heading_names_each_of_its_columns()
    {
        var records = await ReadAsync("staff.xlsx", Headed);
        Assert.Equal("""{"ID":"00101","base":"4380.5","bonus":"0.3","Address":"Weg 1","Address_2":"Köln"}""", records[0].Json());
        Assert.StartsWith("""{"ID":"ID","Pay":"base","Pay_2":"bonus","Address":"","Address_2":""}""", (await ReadAsync("staff.xlsx", Staff))[0].Json().Replace("\"ID\":\"\"", "\"ID\":\"ID\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_keep_their_number_hidden_ones_are_read_and_empty_ones_are_none()
    {
        var records = await ReadAsync("staff.xlsx", Headed);
        Assert.Equal([5L, 7, 8, 9, 10, 11, 12], records.Select(record => record.Position.Index));
        Assert.All(records, record => Assert.Equal((-1L, 0, "Staff"), (record.Position.ByteOffset, record.Position.Length, record.Position.Part)));
        Assert.Equal("Staff row 7", records[1].Position.ToText());
        Assert.Equal("""{"ID":"00102","base":"2900","bonus":"","Address":"Weg 2","Address_2":""}""", records[1].Json());
    }

    [Fact]
    public async Task A_cell_without_a_value_is_a_problem_of_its_row_alone()
    {
        var records = await ReadAsync("staff.xlsx", Headed);
        Assert.Equal(
            [null, null, ("record.cell-error", "base"), ("record.not-calculated", "base"), ("record.ragged", ""), ("key.missing", "ID"), null],
            records.Select(record => record.Problem is { } problem ? (problem.Code, problem.Path) : default((string, string)?)));
        Assert.Contains("column C", records[2].Problem!.Message, StringComparison.Ordinal);
        Assert.Contains("column H", records[4].Problem!.Message, StringComparison.Ordinal);
        Assert.Contains("\"column_7\":\"checked\"", records[4].Json(), StringComparison.Ordinal);
        Assert.Equal("row 11", records[5].Key);
    }

    [Theory]
    [InlineData("\"Other\"", "1")]
    [InlineData("3", "1")]
    public async Task Reads_the_sheet_that_is_named(string sheet, string key) =>
        Assert.Equal(key, Assert.Single(await ReadAsync("staff.xlsx", Options.Replace("\"key\"", $"\"sheet\":{sheet},\"key\"", StringComparison.Ordinal))).Key);

    [Theory]
    [InlineData("\"Othr\"", "Did you mean 'Other'?")]
    [InlineData("4", "has no sheet '4'; it has 3")]
    public async Task Says_which_sheets_there_are_instead(string sheet, string message)
    {
        var failed = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync("staff.xlsx", Options.Replace("\"key\"", $"\"sheet\":{sheet},\"key\"", StringComparison.Ordinal)));
        Assert.Equal((Recovery.Reconfigure, "workbook.no-sheet"), (failed.Recovery, failed.Code));
        Assert.Contains(message, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_header_the_columns_are_those_of_the_stream()
    {
        var records = await ReadAsync("kinds.xlsx", """{"files":"*.xlsx","format":"excel","columns":["k","v"],"skip":1,"key":"k"}""");
        Assert.Equal("""{"k":"text","v":"Weber"}""", records[0].Json());
    }

    [Theory]
    [InlineData("staff.xlsx", Headed)]
    [InlineData("old.xls", Options)]
    public async Task Gives_rows_again_in_any_order(string name, string options)
    {
        folder.Write(name, Fixture.Bytes(name));
        var source = folder.Source(options);
        var file = Assert.Single(await source.ArrivedAsync());
        var records = (await source.RecordsAsync()).AsEnumerable().Reverse().ToList();
        Assert.Equal(records.Select(record => record.Json()), await source.AgainAsync(file, records.Select(record => record.Position)));
        await Assert.ThrowsAsync<ConnectorException>(() => source.AgainAsync(file, [new(1_000)]));
    }

    [Fact]
    public async Task Tells_hidden_things_when_it_is_asked_what_is_there()
    {
        folder.Write("staff.xlsx", Fixture.Bytes("staff.xlsx"));
        var stream = Assert.Single(await folder.Source(Headed).DiscoverAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Sheet 'Staff' of 3, 1 hidden; 10 rows that are not empty, heading included, 1 hidden ones among them", stream.Schema.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private Task<List<RawRecord>> ReadAsync(string name, string options = Options)
    {
        folder.Write(name, Fixture.Bytes(name));
        return folder.Source(options).RecordsAsync();
    }
}
