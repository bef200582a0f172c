using System.Data;
using System.IO.Compression;
using System.Xml.Linq;
using BackOffice.Integration.Mappings.Layouts;
using BackOffice.Integration.Mappings.Layouts.Workbooks;
using ExcelDataReader;

namespace BackOffice.Integration.Tests.Unit.Mappings.Layouts.Workbooks;

public sealed class WorkbookLayoutTests
{
    static WorkbookLayoutTests() => System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);

    private static readonly SheetColumn[] Columns = [new("Account"), new("Closing balance", 2, 4), new("Lines"), new("Day")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_keeps_its_zeros_and_numbers_their_digits()
    {
        var table = (await TablesAsync(Written(["001200", 1234.5600m, 3L, new DateOnly(2026, 2, 28)], ["=1+1", -0.0001m, 0L, null])))[0];
        Assert.Equal(["001200", 1234.56, 3.0, new DateTime(2026, 2, 28)], table.Rows[1].ItemArray);
        Assert.Equal(["=1+1", -0.0001, 0.0, DBNull.Value], table.Rows[2].ItemArray);
    }

    [Fact]
    public async Task A_number_of_more_digits_than_Excel_keeps_is_text()
    {
        var table = (await TablesAsync(Written(["1", 123456789012.3456m, 1L, null], ["1", 12345678901.3400m, 1L, null])))[0];
        Assert.Equal("123456789012.3456", table.Rows[1][1]);
        Assert.Equal(12345678901.34, table.Rows[2][1]);
    }

    [Fact]
    public async Task A_formula_is_never_more_than_text()
    {
        using var zip = new ZipArchive(new MemoryStream(await WriteAsync(Written(["=HYPERLINK(\"x\")", 1m, 1L, null]))));
        using var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        Assert.DoesNotContain((await XDocument.LoadAsync(sheet, LoadOptions.None, Ct)).Descendants(), element => element.Name.LocalName == "f");
    }

    [Fact]
    public async Task A_table_goes_on_in_another_sheet_where_one_is_full()
    {
        var rows = Enumerable.Range(1, 7).Select(number => (IReadOnlyList<object?>)[$"{number}", 1m, 1L, null]);
        var tables = await TablesAsync(new Sheet("Journal", Columns, rows), rowsPerSheet: 4);
        Assert.Equal(["Journal", "Journal (2)", "Journal (3)"], tables.Select(table => table.TableName));
        Assert.Equal([4, 4, 2], tables.Select(table => table.Rows.Count));
        Assert.All(tables, table => Assert.Equal("Account", table.Rows[0][0]));
        Assert.Equal("7", tables[2].Rows[1][0]);
    }

    [Fact]
    public async Task More_rows_than_are_measured_for_width_are_all_written()
    {
        var rows = Enumerable.Range(1, 250).Select(number => (IReadOnlyList<object?>)[$"{number}", (decimal)number, 1L, null]);
        var table = (await TablesAsync(new Sheet("Journal", Columns, rows)))[0];
        Assert.Equal(251, table.Rows.Count);
        Assert.Equal(31375.0, table.Rows.Cast<DataRow>().Skip(1).Sum(row => (double)row[1]));
    }

    [Fact]
    public async Task The_same_rows_give_the_same_bytes_at_any_time()
    {
        var first = await WriteAsync(Written(["1", 1m, 1L, null]));
        // A zip file tells time in steps of two seconds.
        await Task.Delay(TimeSpan.FromSeconds(2.1), Ct);
        Assert.Equal(first, await WriteAsync(Written(["1", 1m, 1L, null])));
    }

    [Fact]
    public async Task Names_that_Excel_refuses_are_mended_and_each_stands_once()
    {
        string[] names = ["P&L: a/b?*[x]", "Sales of the whole group by region and year", "Sales of the whole group by region and month", "", "'quoted'"];
        var tables = await TablesAsync([.. names.Select(name => new Sheet(name, Columns, []))], WorkbookLayout.ExcelRows);
        Assert.Equal(["P&L  a b   x", "Sales of the whole group by reg", "Sales of the whole group by (2)", "Sheet", "quoted"], tables.Select(table => table.TableName));
    }

    [Fact]
    public async Task A_control_sign_is_shown_and_does_not_vanish()
    {
        var table = (await TablesAsync(Written(["a\u0001b", 1m, 1L, null])))[0];
        Assert.Equal("a\uFFFDb", table.Rows[1][0]);
    }

    [Fact]
    public async Task A_text_that_Excel_would_cut_is_refused() => Assert.Equal(
        "layout.text-too-long", (await Assert.ThrowsAsync<LayoutException>(() => WriteAsync(Written([new string('x', 32_768), 1m, 1L, null])))).Code);

    private static Sheet Written(params IReadOnlyList<object?>[] rows) => new("Trial balance", Columns, rows);

    private static Task<byte[]> WriteAsync(Sheet sheet) => WriteAsync([sheet], WorkbookLayout.ExcelRows);

    private static async Task<byte[]> WriteAsync(Sheet[] sheets, int rowsPerSheet)
    {
        using var output = new MemoryStream();
        await new WorkbookLayout(rowsPerSheet).WriteAsync(sheets, output, Ct);
        return output.ToArray();
    }

    private static Task<List<DataTable>> TablesAsync(Sheet sheet, int rowsPerSheet = WorkbookLayout.ExcelRows) => TablesAsync([sheet], rowsPerSheet);

    private static async Task<List<DataTable>> TablesAsync(Sheet[] sheets, int rowsPerSheet)
    {
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(await WriteAsync(sheets, rowsPerSheet)));
        List<DataTable> tables = [];
        do
        {
            var table = new DataTable(reader.Name);
            for (var column = 0; column < reader.FieldCount; column++) table.Columns.Add(new DataColumn($"c{column}", typeof(object)));
            while (reader.Read()) table.Rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column) ?? DBNull.Value)]);
            tables.Add(table);
        }
        while (reader.NextResult());
        return tables;
    }
}
