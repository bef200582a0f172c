namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>The samples beside the demo's mappings, and what <c>mapping test</c> says of others.</summary>
public sealed class MappingTestTests(DemoTests.Finished demo) : IClassFixture<DemoTests.Finished>
{
    [Fact]
    public void Each_mapping_of_the_demo_does_what_its_sample_expects()
    {
        var (code, output) = HubProcess.Run(demo.Hub, "mapping", "test");
        Assert.Equal(0, code);
        Assert.Equal(8, output.Split('\n').Count(line => line.Contains(".yaml", StringComparison.Ordinal) && line.Contains(" ok ", StringComparison.Ordinal)));
        foreach (var expected in Directory.GetFiles(Path.Combine(demo.Hub, "mappings"), "*.expected.json")) Assert.Contains("\"code\"", File.ReadAllText(expected), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapping_is_named_short_or_by_its_path()
    {
        Assert.Equal(0, HubProcess.Run(demo.Hub, "mapping", "test", "staff").Code);
        Assert.Equal(0, HubProcess.Run(demo.Hub, "mapping", "test", "mappings/staff.yaml").Code);
        var (code, output) = HubProcess.Run(demo.Hub, "mapping", "test", "stuff");
        Assert.Equal(2, code);
        Assert.Contains("mappings/staff.yaml", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_and_a_missing_sample_are_told()
    {
        using var copy = new DemoCopy(demo.Hub);
        var expected = Path.Combine(copy.Folder, "mappings", "staff.expected.json");
        File.WriteAllText(expected, File.ReadAllText(expected).Replace("4380.5", "4380.6", StringComparison.Ordinal));
        File.Delete(Path.Combine(copy.Folder, "mappings", "ledger-de.sample.json"));
        var (code, output) = HubProcess.Run(copy.Folder, "mapping", "test");
        Assert.Equal(4, code);
        Assert.Contains("differs", output, StringComparison.Ordinal);
        Assert.Contains("no sample beside it", output, StringComparison.Ordinal);
    }
}
