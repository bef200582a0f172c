using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Tests.Unit.Engine.Releases;

namespace BackOffice.Integration.Tests.Unit.Engine.Datasets;

public sealed class PayrollTests : IAsyncLifetime
{
    private static readonly DatasetDescriptor Payroll = DatasetCatalog.All["payroll"];

    private ReleaseFixture hub = null!;

    public async ValueTask InitializeAsync() => hub = await ReleaseFixture.OpenAsync();

    public ValueTask DisposeAsync()
    {
        hub.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void It_has_the_agreed_columns_in_their_order() => Assert.Equal(
        ["company", "employee_no", "last_name", "first_name", "hired_on", "left_on", "valid_from", "salary", "salary_currency", "pay_period", "cost_centre", "iban"],
        Payroll.Columns.Select(column => column.Name));

    [Fact]
    public void Every_column_shows_a_field_of_its_entity() => Assert.All(Payroll.Columns, column =>
        Assert.True(column.Field == "validFrom" || Payroll.Of(column).Entity.IndexOf(column.Field) >= 0));

    [Fact]
    public void Salary_and_iban_are_sensitive() => Assert.Equal(
        ["salary", "iban"], Payroll.Columns.Where(column => column.Class == FieldClass.Sensitive).Select(column => column.Name));

    [Fact]
    public void One_row_for_each_employment_in_ordinal_order() => Assert.Equal(["0017", "0018", "0019"], Numbers("2026-03"));

    [Fact]
    public void Nobody_is_in_it_before_he_is_hired() => Assert.Empty(Numbers("2019-12"));

    [Fact]
    public void A_leaver_is_in_it_up_to_his_last_month()
    {
        hub.Execute("UPDATE hr_employment SET left_on = '2026-03-01' WHERE source_key = '0018'");
        Assert.Equal(["0017", "0018", "0019"], Numbers("2026-03"));
        Assert.Equal(["0017", "0019"], Numbers("2026-04"));
    }

    [Fact]
    public void A_salary_that_starts_later_waits_for_its_month()
    {
        hub.Read(ReleaseFixture.Record("0017", "Müller", "5.000", from: "2026-03-31"));
        Assert.Equal("4250.5000", Row("2026-02").Values["salary"]);
        Assert.Equal(("5000.0000", "2026-03-31"), (Row("2026-03").Values["salary"], Row("2026-03").Values["valid_from"]));
    }

    [Fact]
    public void A_missing_salary_leaves_the_row_and_says_what_it_lacks()
    {
        hub.Execute("UPDATE hr_compensation SET deleted = 1 WHERE source_key = '0017'");
        var row = Row("2026-03");
        Assert.Null(row.Values["salary"]);
        Assert.Equal(["compensation"], row.Lacks);
        Assert.Equal(["hr.employment", "hr.person", "hr.bank-account"], row.From.Select(origin => origin.Entity));
    }

    [Fact]
    public void An_account_of_another_connection_is_not_mistaken_for_his()
    {
        hub.Execute("UPDATE hr_bank_account SET connection = 'other' WHERE source_key = '0017'");
        Assert.Null(Row("2026-03").Values["iban"]);
    }

    [Fact]
    public void A_period_is_a_month() => Assert.Equal("period.unreadable", Assert.Throws<Integration.Engine.RefusedException>(() => Period.Parse("2026-13")).Code);

    private DatasetRow Row(string period) => Rows(period)[0];

    private IEnumerable<string?> Numbers(string period) => Rows(period).Select(row => row.Values["employee_no"]);

    private IReadOnlyList<DatasetRow> Rows(string period)
    {
        using var view = hub.Store.Read();
        return view.Dataset(new(Payroll, Period.Parse(period), new Dictionary<string, string>())).Rows;
    }
}
