namespace BackOffice.Integration.Tests.Integration.RealData;

public sealed class AdventureWorksRealDataTests
{
    private const string Rates = """
        import sys
        from decimal import Decimal
        print(int(sum(Decimal(line.split("\t")[2]) for line in open(sys.argv[1], encoding="utf-8") if line.strip()) * 10000))
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Employees_and_their_rates_come_without_a_heading()
    {
        await using var hub = await TestHub.OpenAsync(RealData.Workspace("AdventureWorks"), Ct);
        var pay = RealData.File("hr", "adventureworks", "EmployeePayHistory.csv");
        hub.Put("in/Employee.csv", await File.ReadAllBytesAsync(RealData.File("hr", "adventureworks", "Employee.csv"), Ct));
        hub.Put("in/EmployeePayHistory.csv", await File.ReadAllBytesAsync(pay, Ct));

        Assert.Equal(0, Assert.Single(await hub.RunAsync("employee", Ct)).Counts.Quarantined);
        Assert.Equal(0, Assert.Single(await hub.RunAsync("pay", Ct)).Counts.Quarantined);

        Assert.Equal(["290"], hub.Read("SELECT count(*) FROM hr_employment"));
        Assert.Equal(["290"], hub.Read("SELECT count(*) FROM hr_person"));
        Assert.Equal([$"316|USD|hour|{RealData.Python(Rates, pay)}"], hub.Read("SELECT count(*), min(currency), max(pay_period), sum(amount) FROM hr_compensation"));
        Assert.Empty(hub.Read("SELECT rule FROM finding WHERE closed_commit IS NULL"));
    }
}
