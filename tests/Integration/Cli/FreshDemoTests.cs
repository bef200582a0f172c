namespace BackOffice.Integration.Tests.Integration.Cli;

public sealed class FreshDemoTests(DemoTests.Finished demo) : IClassFixture<DemoTests.Finished>
{
    [Fact]
    public void Fresh_forgets_the_demo_before_and_starts_over()
    {
        using var copy = new DemoCopy(demo.Folder);
        var hub = Path.Combine(copy.Folder, "backoffice-demo");
        var before = File.ReadAllText(Path.Combine(hub, "actors.txt"));
        File.WriteAllText(Path.Combine(hub, "mappings", "staff.yaml"), "spoiled");

        var (code, output) = HubProcess.Run(copy.Folder, "demo", "--fresh");

        Assert.Equal(0, code);
        Assert.Contains("payroll/1 for bureau", output, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing changed", output, StringComparison.Ordinal);
        Assert.NotEqual(before, File.ReadAllText(Path.Combine(hub, "actors.txt")));
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(demo.Hub, "out", "bureau", "payroll_DE_2026-10_1.csv")),
            File.ReadAllBytes(Path.Combine(hub, "out", "bureau", "payroll_DE_2026-10_1.csv")));
    }
}
