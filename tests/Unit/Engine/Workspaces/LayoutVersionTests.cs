using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Engine.Workspaces.Kinds;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

public sealed class LayoutVersionTests
{
    private static readonly string Version = VersionOf(new TestWorkspace());

    [Fact]
    public void Hashes_a_text_that_anybody_can_write()
    {
        var layout = new TestWorkspace().Valid().Exports["payroll"].Layout;

        Assert.Equal(
            "delimiter=1:;\nencoding=12:windows-1252\ndecimal=1:,\nline-end=4:crlf\nheader=4:true\nopens-in=7:machine\n"
            + "name=14:Personalnummer\nfrom=11:employee_no\nname=8:Eintritt\nfrom=8:hired_on\npattern=10:dd.MM.yyyy\n"
            + "name=6:Gehalt\nfrom=6:salary\npattern=4:0.00\nmark=5:SUMME\nsum=6:salary\ncurrency=15:salary_currency\n",
            LayoutVersion.Text(layout));
        Assert.Equal(WorkspaceHash.Of(System.Text.Encoding.UTF8.GetBytes(LayoutVersion.Text(layout))), layout.Version);
    }

    [Theory]
    [InlineData("  delimiter: \";\"\n", "  # as agreed\n\n  delimiter:   ';'\n")]
    [InlineData("  line-end: crlf\n  header: true\n", "  header: true\n  line-end: crlf\n")]
    [InlineData("  header: true\n", "")]
    [InlineData("windows-1252", "Windows-1252")]
    [InlineData("approvals: 2", "approvals: 3")]
    [InlineData("file-name: \"payroll_", "file-name: \"pay_")]
    public void Stays_for_what_only_looks_different(string before, string after) =>
        Assert.Equal(Version, VersionOf(new TestWorkspace().Change("exports/payroll.yaml", before, after)));

    [Theory]
    [InlineData("delimiter: \";\"", "delimiter: \"|\"")]
    [InlineData("windows-1252", "utf-8")]
    [InlineData("crlf", "lf")]
    [InlineData("header: true", "header: false")]
    [InlineData("opens-in: machine", "opens-in: spreadsheet")]
    [InlineData("name: Eintritt", "name: eintritt")]
    [InlineData("\"0.00\"", "\"0.0\"")]
    [InlineData(", pattern: \"0.00\"", "")]
    [InlineData("SUMME", "TOTAL")]
    [InlineData("  trailer: {mark: SUMME, sum: salary, currency: salary_currency}", "")]
    public void Changes_with_what_the_partner_sees(string before, string after) =>
        Assert.NotEqual(Version, VersionOf(new TestWorkspace().Change("exports/payroll.yaml", before, after)));

    private static string VersionOf(TestWorkspace workspace) => workspace.Valid().Exports["payroll"].Layout.Version;
}
