namespace BackOffice.Integration.Tests.Integration.RealData;

/// <summary>Headcount and payroll cost against sums that Python works out of the same database or files.</summary>
public sealed class StaffFiguresRealDataTests
{
    private static readonly string[] People = ["Department.csv", "Employee.csv", "EmployeeDepartmentHistory.csv", "EmployeePayHistory.csv"];

    // Staff of a day stand in the department that they entered last, of those that they are in on that day, else were in up to it in the year.
    private const string Headcount = """
        import sqlite3, sys
        db = sqlite3.connect(sys.argv[1])
        start, end = sys.argv[2:4]
        staff = {}
        for number, hired in db.execute("SELECT emp_no, hire_date FROM employee WHERE hire_date <= ?", (end,)):
            open_first = lambda row: (row[2] >= end or row[2] == "9999-01-01", row[1])
            places = sorted((row for row in db.execute("SELECT dept_no, from_date, to_date FROM dept_emp WHERE emp_no = ?", (number,)) if row[1] <= end and row[2] >= start), key=open_first)
            counts = staff.setdefault(places[-1][0] if places else "", [0, 0])
            counts[0] += 1
            counts[1] += hired >= start
        for place in staff: print(place, *staff[place], sep="|")
        """;

    private const string Cost = """
        import sqlite3, sys
        from decimal import Decimal, ROUND_HALF_EVEN, getcontext
        getcontext().prec = 60
        db = sqlite3.connect(sys.argv[1])
        day = sys.argv[2]
        cost = {}
        for number, in db.execute("SELECT emp_no FROM employee WHERE hire_date <= ?", (day,)):
            holding = lambda sql: sorted((row for row in db.execute(sql, (number,)) if row[1] <= day <= row[2]), key=lambda row: row[1])
            pay, places = holding("SELECT amount, from_date, to_date FROM salary WHERE emp_no = ?"), holding("SELECT dept_no, from_date, to_date FROM dept_emp WHERE emp_no = ?")
            assert len(places) < 2 or places[-1][1] != places[-2][1]
            key = (places[-1][0] if places else "", "contractual" if pay else "pay unknown")
            known = cost.setdefault(key, [Decimal(0), 0])
            if pay: known[0] += (Decimal(pay[-1][0]) / 12).quantize(Decimal("0.0001"), ROUND_HALF_EVEN)
            known[1] += 1
        for key in cost: print(*key, f"{cost[key][0].normalize():f}" if key[1] == "contractual" else "", cost[key][1], sep="|")
        """;

    private const string Departments = """
        import sys
        rows = lambda path: [line.rstrip("\r\n").split("\t") for line in open(path, encoding="utf-8-sig") if line.strip()]
        day = lambda text: text[:10]
        start, end = sys.argv[3:5]
        staff = {}
        for employee in rows(sys.argv[1]):
            if day(employee[9]) > end: continue
            own = [row for row in rows(sys.argv[2]) if row[0] == employee[0] and day(row[3]) <= end and (not row[4] or day(row[4]) >= start)]
            own.sort(key=lambda row: (not row[4] or day(row[4]) >= end, day(row[3])))
            counts = staff.setdefault(own[-1][1] if own else "", [0, 0])
            counts[0] += 1
            counts[1] += day(employee[9]) >= start
        for place in staff: print(place, *staff[place], sep="|")
        """;

    [Fact]
    public void Staff_and_what_it_costs_are_those_of_the_database()
    {
        var database = RealData.File("hr", "employee-db-small", "employee.db");
        using var hub = new CommandHub("EmployeeDbStaff");
        hub.Put("employee.db", File.ReadAllBytes(database));
        hub.Run();
        var staff = hub.Figures("headcount", "1995", "cost_centre", "headcount", "joiners");
        Assert.Equal(RealData.Lines(Headcount, database, "1995-01-01", "1995-12-31"), staff);
        Assert.Equal(933, staff.Sum(line => int.Parse(line.Split('|')[1], System.Globalization.CultureInfo.InvariantCulture)));

        var cost = hub.Figures("payroll-cost", "1995-06", "cost_centre", "basis", "cost", "employments");
        Assert.Equal(RealData.Lines(Cost, database, "1995-06-30"), cost);
        Assert.Contains("d005|contractual|817503.5833|165", cost);
        Assert.Contains("|pay unknown||275", cost);
    }

    [Fact]
    public void Pay_by_the_hour_is_counted_and_never_made_up()
    {
        string[] files = [.. People.Select(name => RealData.File("hr", "adventureworks", name))];
        using var hub = new CommandHub("AdventureWorks", files);
        hub.Run();
        Assert.Equal(RealData.Lines(Departments, files[1], files[2], "2010-01-01", "2010-12-31"), hub.Figures("headcount", "2010", "cost_centre", "headcount", "joiners"));
        var cost = hub.Figures("payroll-cost", "2020-01", "basis", "cost", "employments").Select(line => line.Split('|')).ToList();
        Assert.All(cost, line => Assert.Equal(("hours unknown", ""), (line[0], line[1])));
        Assert.Equal(290, cost.Sum(line => int.Parse(line[2], System.Globalization.CultureInfo.InvariantCulture)));
    }
}
