using BackOffice.Integration.Engine.Landing;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>The landed original edited, broken or gone: nothing claims to be reproducible.</summary>
public sealed class TamperedLandingTests(DemoTests.Finished demo) : IClassFixture<DemoTests.Finished>
{
    [Theory]
    [InlineData(Tampering.AnotherSalary)]
    [InlineData(Tampering.BrokenBlock)]
    [InlineData(Tampering.Gone)]
    public void A_tampered_landing_is_told_with_the_step_that_differs(Tampering tampering)
    {
        using var copy = new DemoCopy(demo.Hub);
        Tamper(copy, tampering);

        var (why, explanation) = HubProcess.Run(copy.Folder, "why", "--release", "1", "--row", "1", "--column", "Gehalt");
        Assert.Equal(4, why);
        Assert.Contains("NOT REPRODUCIBLE", explanation, StringComparison.Ordinal);
        Assert.Contains("DAMAGED", explanation, StringComparison.Ordinal);

        var (reproduce, proof) = HubProcess.Run(copy.Folder, "release", "reproduce", "1");
        Assert.Equal(4, reproduce);
        Assert.Contains("NOT REPRODUCIBLE", proof, StringComparison.Ordinal);
        Assert.Contains("read    differs", proof, StringComparison.Ordinal);
        Assert.Contains("row 1: the landed record behind hr.compensation is not the one that was read", proof, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"[49]\.?380[.,]5", explanation + proof);
    }

    [Fact]
    public void Another_value_in_the_store_is_not_what_the_mapping_gives()
    {
        using var copy = new DemoCopy(demo.Hub);
        copy.Read("UPDATE hr_compensation SET amount = 93805000 WHERE source_key = '00101' AND valid_from = '2026-01-01' RETURNING 1");
        var (code, explanation) = HubProcess.Run(copy.Folder, "why", "hr.compensation", "hr:00101", "amount", "--valid-from", "2026-01-01");
        Assert.Equal(4, code);
        Assert.Contains("NOT REPRODUCIBLE", explanation, StringComparison.Ordinal);
    }

    private static void Tamper(DemoCopy copy, Tampering tampering)
    {
        var landing = Path.Combine(copy.Folder, "store", "landing");
        if (tampering == Tampering.Gone)
        {
            Directory.Delete(landing, recursive: true);
            return;
        }

        var file = Path.Combine(landing, copy.Read("SELECT uri FROM landing WHERE connection = 'hr' AND stream = 'staff'"));
        if (tampering == Tampering.BrokenBlock)
        {
            using var broken = File.OpenWrite(file);
            broken.Position = 40;
            broken.Write("broken"u8);
            return;
        }

        using var written = File.Create(file);
        LandedBlock.Write(copy.Staff("4.380,50", "9.380,50"), written);
    }

    public enum Tampering
    {
        AnotherSalary,
        BrokenBlock,
        Gone,
    }
}
