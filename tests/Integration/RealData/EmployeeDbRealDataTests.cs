using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Integration.RealData;

public sealed class EmployeeDbRealDataTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Employees_and_salaries_come_out_of_the_database_and_stay_as_they_are()
    {
        await using var hub = await OpenAsync();
        foreach (var again in (bool[])[false, true])
        {
            var counts = new[] { Assert.Single(await hub.RunAsync("employee", Ct)).Counts, Assert.Single(await hub.RunAsync("salary", Ct)).Counts };
            Assert.Equal([(1000, 0), (9488, 0)], counts.Select(count => (count.Read, count.Quarantined)));
            Assert.Equal(again ? [1000, 9488] : [0, 0], counts.Select(count => count.Unchanged));
            Assert.Equal(["1000"], hub.Read("SELECT count(*) FROM v_hr_person"));
            Assert.Equal(["9488|6094978030000|802"], hub.Read("SELECT count(*), sum(amount), sum(valid_to = '9999-01-01') FROM hr_compensation WHERE deleted = 0"));
        }

        var total = Assert.Single(await hub.Engine.Totals.ReadAsync(Ct));
        Assert.Equal((609497803m, 609497803m), (total.Source, total.Canonical));
    }

    /// <summary>The database says itself what the chained hashes of its tables are.</summary>
    [Theory]
    [InlineData("employee", "emp_no,birth_date,first_name,last_name,gender,hire_date")]
    [InlineData("department", "dept_no,dept_name")]
    [InlineData("dept_emp", "dept_no,emp_no,from_date,to_date")]
    [InlineData("dept_manager", "dept_no,emp_no,from_date,to_date")]
    [InlineData("title", "emp_no,title,from_date,to_date")]
    [InlineData("salary", "emp_no,amount,from_date,to_date")]
    public async Task The_rows_have_the_checksums_that_the_database_expects(string table, string columns)
    {
        await using var hub = await OpenAsync(("checked", $"{{query: SELECT * FROM {table}, key: [{(table is "dept_emp" or "dept_manager" ? "dept_no, emp_no" : table == "department" ? "dept_no" : table == "employee" ? "emp_no" : table == "title" ? "emp_no, title, from_date" : "emp_no, from_date")}]}}"));
        Assert.Empty((await hub.Engine.Publisher.PublishAsync(hub.Folder, new("test", "test"), Ct)).Errors);
        var source = (ISource)hub.Engine.Connect((await hub.Engine.LatestAsync(Ct))!, "hr");

        var expected = (await RowsAsync(source, "expected_value")).Single(row => Text(row, "table_name") == table);
        var rows = await RowsAsync(source, "checked");
        var hash = rows.Aggregate("", (before, row) => Md5(string.Join('#', columns.Split(',').Select(column => Text(row, column)).Prepend(before))));

        Assert.Equal((Text(expected, "recs"), Text(expected, "crc_md5")), ($"{rows.Count}", hash));
    }

#pragma warning disable CA5351 // The database was published with this hash.
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    private static string Text(JsonElement row, string column) => row.GetProperty(column).ToString();

    private static async Task<List<JsonElement>> RowsAsync(ISource source, string stream)
    {
        List<JsonElement> rows = [];
        await foreach (var batch in source.ReadAsync(ReadRequest.Whole(stream), Ct)) rows.AddRange(batch.Records.Select(record => JsonSerializer.Deserialize<JsonElement>(record.Payload.Span)));
        return rows;
    }

    private static async Task<TestHub> OpenAsync((string Name, string Yaml)? more = null)
    {
        var database = await File.ReadAllBytesAsync(RealData.File("hr", "employee-db-small", "employee.db"), Ct);
        var hub = await TestHub.OpenAsync(RealData.Workspace("EmployeeDb"), Ct);
        hub.Put("employee.db", database);
        var connection = Path.Combine(hub.Folder, "connections", "hr.yaml");
        if (more is var (name, yaml)) await File.AppendAllTextAsync(connection, $"  {name}: {yaml}\n", Ct);
        return hub;
    }
}
