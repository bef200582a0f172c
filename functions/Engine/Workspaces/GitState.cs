using System.ComponentModel;
using System.Diagnostics;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>The commit a workspace's folder stands at, where it is kept in Git.</summary>
/// <param name="Commit">Null without Git.</param>
/// <param name="Dirty">Whether any of the workspace's files differs from that commit.</param>
internal sealed record GitState(string? Commit, bool Dirty)
{
    private static readonly GitState None = new(null, false);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string[] Roots = ["hub.yaml", "connections", "pipelines", "exports", "partners", "mappings", "crosswalks"];

    public static async Task<GitState> OfAsync(string folder, CancellationToken ct)
    {
        var commit = (await RunAsync(folder, ct, "rev-parse", "--verify", "HEAD"))?.Trim();
        if (string.IsNullOrEmpty(commit)) return None;
        var changes = await RunAsync(folder, ct, ["status", "--porcelain", "--ignored=matching", "--untracked-files=all", "--", .. Roots]);
        return new(commit, Dirty: changes is null || changes.Length > 0);
    }

    // Null when there is no git, no repository, or it is too odd for an answer: publishing goes on without.
    private static async Task<string?> RunAsync(string folder, CancellationToken ct, params string[] arguments)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        using var git = new Process { StartInfo = Start(folder, arguments) };
        try
        {
            git.Start();
            git.StandardInput.Close();
            var problems = git.StandardError.ReadToEndAsync(patience.Token);
            var output = await git.StandardOutput.ReadToEndAsync(patience.Token);
            await problems;
            await git.WaitForExitAsync(patience.Token);
            return git.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            git.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            return null;
        }
    }

    // A repository's own settings could name programs to start, and a surrounding hook could name another repository.
    private static ProcessStartInfo Start(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        return start;
    }
}
