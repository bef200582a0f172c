namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>Who may decide on a release, asked at the command line.</summary>
public sealed class DecisionTests(DemoTests.Finished demo) : IClassFixture<DemoTests.Finished>
{
    [Fact]
    public void Nobody_approves_twice_or_his_own_work_or_with_a_wrong_passphrase()
    {
        using var hub = new DemoCopy(demo.Hub);
        File.WriteAllBytes(Path.Combine(hub.Folder, "in", "hr", "personal-2026-11.csv"), hub.Staff("4.600,75", "4.610,75"));
        Assert.Equal(4, HubProcess.Run(hub.Folder, "run", "staff").Code); // One record waits, as in the demo.
        Expect(0, "Submitted", hub.As("mira", ["export", "draft", "payroll", "--period", "2026-10"]));

        Expect(4, "release.participant", hub.As("mira", ["release", "approve", "next"]));
        Expect(2, "actor.refused", hub.As("anna", ["release", "approve", "next"], "not the passphrase"));
        Expect(2, "actor.refused", hub.As("nobody", ["release", "approve", "next"], "not the passphrase"));
        Expect(4, "release.illegal-move", hub.As("anna", ["release", "seal", "next"]));

        Expect(0, "Submitted", hub.As("anna", ["release", "approve", "next"]));
        Expect(4, "release.decided-before", hub.As("anna", ["release", "approve", "next"]));
        Expect(4, "release.rows-changed", hub.As("bruno", ["release", "approve", "next", "--rows-hash", new string('0', 64)]));
        Assert.Equal("1", hub.Read("SELECT count(*) FROM approval WHERE release_id = (SELECT id FROM release WHERE state = 'Submitted')"));

        Expect(0, "Approved", hub.As("bruno", ["release", "approve", "next"]));
        Expect(0, "payroll_DE_2026-10_2.csv", hub.As("bruno", ["release", "seal", "next"]));
        Expect(0, "payroll_DE_2026-10_2.csv", hub.As("bruno", ["release", "deliver", "2"]));
        Assert.Equal(0, HubProcess.Run(hub.Folder, "audit", "verify").Code);
    }

    [Fact]
    public void A_change_at_the_source_voids_what_was_approved()
    {
        using var hub = new DemoCopy(demo.Hub);
        var staff = Path.Combine(hub.Folder, "in", "hr", "personal-2026-11.csv");
        File.WriteAllBytes(staff, hub.Staff("4.600,75", "4.610,75"));
        HubProcess.Run(hub.Folder, "run", "staff");
        hub.As("mira", ["export", "draft", "payroll", "--period", "2026-10"]);
        Expect(0, "Submitted", hub.As("anna", ["release", "approve", "next"]));

        File.WriteAllBytes(staff, hub.Staff("4.380,50", "4.999,50"));
        HubProcess.Run(hub.Folder, "run", "staff");

        Assert.Equal("Voided", hub.Read("SELECT state FROM release ORDER BY id DESC LIMIT 1"));
        Expect(2, "release.unknown", hub.As("bruno", ["release", "approve", "next"]));
    }

    private static void Expect(int code, string text, (int Code, string Output) result)
    {
        Assert.Contains(text, result.Output, StringComparison.Ordinal);
        Assert.Equal(code, result.Code);
    }
}
