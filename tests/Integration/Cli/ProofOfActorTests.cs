namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>A name on the command line is not a proof: whoever acts shows his passphrase.</summary>
public sealed class ProofOfActorTests(DemoTests.Finished demo) : IClassFixture<DemoTests.Finished>
{
    [Theory]
    [InlineData("publish")]
    [InlineData("run")]
    [InlineData("serve", "--port", "0")]
    [InlineData("release", "diff", "1", "--reveal")]
    [InlineData("why", "hr.person", "hr:00101", "--reveal")]
    public void Another_ones_name_without_his_passphrase_is_refused(params string[] command)
    {
        using var hub = new DemoCopy(demo.Hub);
        File.AppendAllText(Path.Combine(hub.Folder, "exports", "payroll.yaml"), "\n# changed\n");
        var (code, output) = hub.As("anna", command, "not the passphrase");
        Assert.Equal(2, code);
        Assert.Contains("actor.refused", output, StringComparison.Ordinal);
        Assert.Equal("1", hub.Read("SELECT count(*) FROM workspace_version"));
    }

    [Fact]
    public void Values_are_shown_to_nobody_who_gives_no_name()
    {
        using var hub = new DemoCopy(demo.Hub);
        foreach (var command in (string[][])[["why", "hr.person", "hr:00101", "--reveal"], ["release", "diff", "1", "--reveal"], ["mapping", "try", "mappings/staff.yaml", Staff(hub), "--reveal"]])
        {
            var (code, output) = HubProcess.Run(hub.Folder, command);
            Assert.Equal(2, code);
            Assert.Contains("actor.missing", output, StringComparison.Ordinal);
        }

        Assert.Equal("0", hub.Read("SELECT count(*) FROM audit WHERE action LIKE '%.revealed'"));
        Assert.Equal(0, hub.As("anna", ["why", "hr.person", "hr:00101", "--reveal"]).Code);
        Assert.Equal("anna", hub.Read("SELECT actor FROM audit WHERE action = 'why.revealed'"));
    }

    [Fact]
    public void A_change_that_nobody_published_is_held_until_an_actor_answers_for_it()
    {
        using var hub = new DemoCopy(demo.Hub);
        File.AppendAllText(Path.Combine(hub.Folder, "partners", "bureau.yaml"), "\n# another address\n");
        File.WriteAllBytes(Path.Combine(hub.Folder, "in", "hr", "personal-2026-11.csv"), hub.Staff("4.600,75", "4.610,75"));
        Assert.Equal(4, HubProcess.Run(hub.Folder, "run", "staff").Code);

        var (code, drafted) = hub.As("anna", ["export", "draft", "payroll", "--period", "2026-10"]);
        Assert.Equal(4, code);
        Assert.Contains("partners/bureau.yaml", drafted, StringComparison.Ordinal);

        Assert.Contains("published", hub.As("bruno", ["publish"]).Output, StringComparison.Ordinal);
        Assert.Equal(0, hub.As("anna", ["release", "redraft", "next", "--reason", "bruno answers"]).Code);
        Assert.Equal(0, hub.As("anna", ["export", "draft", "payroll", "--period", "2026-10"]).Code);
        Assert.Contains("release.participant", hub.As("bruno", ["release", "approve", "next"]).Output, StringComparison.Ordinal);
        Assert.Equal(0, hub.As("mira", ["release", "approve", "next"]).Code);
    }

    [Fact]
    public void Only_an_actor_adds_the_second_one()
    {
        using var hub = new DemoCopy(demo.Hub);
        var file = Path.Combine(hub.Folder, "new.txt");
        File.WriteAllText(file, "a passphrase of dora");
        var (code, output) = HubProcess.Run(hub.Folder, "actor", "add", "dora", "--new-passphrase-file", file);
        Assert.Equal(2, code);
        Assert.Contains("actor.missing", output, StringComparison.Ordinal);

        Assert.Equal(0, hub.As("mira", ["actor", "add", "dora", "--new-passphrase-file", file]).Code);
        Assert.Equal("mira", hub.Read("SELECT actor FROM audit WHERE action = 'actor.added' AND object = 'dora'"));
        Assert.Contains("actor.passphrase-used", hub.As("mira", ["actor", "add", "dora2", "--new-passphrase-file", file]).Output, StringComparison.Ordinal);
    }

    private static string Staff(DemoCopy hub) => hub.StaffFile;
}
