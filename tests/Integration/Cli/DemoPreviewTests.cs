namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>Connections of a workspace that has run: files were taken, and there is a store.</summary>
public sealed class DemoPreviewTests(DemoTests.Finished demo) : IClassFixture<DemoTests.Finished>
{
    [Fact]
    public void Discovers_the_fields_of_a_file_that_was_taken()
    {
        var (code, output) = HubProcess.Run(demo.Hub, "connection", "discover", "desk");
        Assert.Equal(0, code);
        Assert.Contains("id, subject, kind", output, StringComparison.Ordinal);
        Assert.Contains("the file taken last", output, StringComparison.Ordinal);
        Assert.Contains("in .taken", HubProcess.Run(demo.Hub, "connection", "preview", "hr", "staff").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_stay_masked_without_reveal_and_the_file_waits_on()
    {
        using var copy = new DemoCopy(demo.Hub);
        var file = Path.Combine(copy.Folder, "in", "hr", "personal-2026-11.csv");
        File.WriteAllBytes(file, copy.Staff("4.600,75", "4.610,75"));
        var (code, output) = HubProcess.Run(copy.Folder, "connection", "preview", "hr", "staff");
        Assert.Equal(0, code);
        Assert.Contains("9.999,99", output, StringComparison.Ordinal);
        foreach (var personal in (string[])["Weber", "00101", "4.380", "DE89"]) Assert.DoesNotContain(personal, output, StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void Revealed_values_are_shown_and_audited()
    {
        using var copy = new DemoCopy(demo.Hub);
        File.WriteAllBytes(Path.Combine(copy.Folder, "in", "hr", "personal-2026-11.csv"), copy.Staff("4.600,75", "4.610,75"));
        Assert.Contains("Weber", copy.As("mira", ["connection", "preview", "hr", "staff", "--reveal"]).Output, StringComparison.Ordinal);
        Assert.Equal("mira hr/staff", copy.Read("SELECT actor || ' ' || object FROM audit WHERE action = 'connection.revealed'"));
    }
}
