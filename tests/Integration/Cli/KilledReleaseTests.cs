namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>Sealing and delivering, killed at random instants: typed again, they end with one number and the very same file.</summary>
public sealed class KilledReleaseTests(DemoTests.Finished demo, ITestOutputHelper output) : IClassFixture<DemoTests.Finished>
{
    private const int Rounds = 6;
    private const string Name = "payroll_DE_2026-10_2.csv";

    [Fact]
    public async Task However_often_it_is_killed_a_release_leaves_once()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var approved = Approved();
        HashSet<string> files = [];
        for (var round = 0; round < Rounds; round++)
        {
            using var hub = new DemoCopy(approved.Folder);
            await KillAsync(hub, random, "release", "seal", "next");
            // Killed behind its commit, it is sealed already; then there is no next one.
            Assert.Contains(hub.As("anna", ["release", "seal", "next"]).Code, (int[])[0, 2, 4]);
            await KillAsync(hub, random, "release", "deliver", "2");
            Assert.Equal(0, hub.As("anna", ["release", "deliver", "2"]).Code);

            Assert.Equal(0, HubProcess.Run(hub.Folder, "audit", "verify").Code);
            Assert.Equal("Delivered 2", hub.Read("SELECT state || ' ' || sequence FROM release ORDER BY id DESC LIMIT 1"));
            Assert.Equal(4, Directory.GetFiles(Path.Combine(hub.Folder, "out", "bureau")).Length);
            files.Add(File.ReadAllText(Path.Combine(hub.Folder, "out", "bureau", Name)));
        }

        Assert.Single(files);
    }

    private DemoCopy Approved()
    {
        var hub = new DemoCopy(demo.Hub);
        File.WriteAllBytes(Path.Combine(hub.Folder, "in", "hr", "personal-2026-11.csv"), hub.Staff("4.600,75", "4.610,75"));
        HubProcess.Run(hub.Folder, "run", "staff");
        hub.As("mira", ["export", "draft", "payroll", "--period", "2026-10"]);
        foreach (var login in (string[])["anna", "bruno"]) Assert.Equal(0, hub.As(login, ["release", "approve", "next"]).Code);
        return hub;
    }

    private static async Task KillAsync(DemoCopy hub, Random random, params string[] command)
    {
        using var process = HubProcess.Start(hub.Folder, hub.Signed("anna", command));
        await Task.Delay(random.Next(200, 1400), TestContext.Current.CancellationToken);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
