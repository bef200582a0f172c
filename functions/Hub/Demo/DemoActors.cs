using System.Security.Cryptography;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Hub.Cli;

namespace BackOffice.Integration.Hub.Demo;

/// <summary>Three people with passphrases of their own: one prepares, two others approve.</summary>
internal sealed record DemoActors(Actor Clerk, IReadOnlyList<Actor> Approvers)
{
    private static readonly (string Login, string Name, string Role)[] People = [("mira", "Mira Vogt", "it"), ("anna", "Anna Keller", "finance"), ("bruno", "Bruno Costa", "finance")];

    /// <summary>Adds them once, with random passphrases in <c>actors.txt</c>; signs them in each time.</summary>
    public static async Task<DemoActors> OpenAsync(HubSession session, string folder, CancellationToken ct)
    {
        var file = Path.Combine(folder, "actors.txt");
        if (!File.Exists(file)) await AddAsync(session, file, ct);
        var actors = File.ReadLines(file).Select(line => line.Split(' ', 2)).Select(words => session.Engine.Actors.Authenticate(words[0], words[1])).ToList();
        return new(actors[0], actors[1..]);
    }

    private static async Task AddAsync(HubSession session, string file, CancellationToken ct)
    {
        List<string> lines = [];
        foreach (var (login, name, role) in People)
        {
            var passphrase = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));
            await session.Engine.Actors.AddAsync(new(login, name, [role]), passphrase, Actor.Hub, ct);
            lines.Add($"{login} {passphrase}");
        }

        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(file, options);
        foreach (var line in lines) await writer.WriteLineAsync(line);
    }
}
