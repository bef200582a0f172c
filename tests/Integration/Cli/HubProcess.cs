using System.Diagnostics;

namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>The <c>backoffice</c> command as a user runs it: a process of its own in a folder of his.</summary>
internal static class HubProcess
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "backoffice.dll");

    public static (int Code, string Output) Run(string folder, params string[] arguments) =>
        Repository.Run("dotnet", [Program, .. arguments], folder, TimeSpan.FromMinutes(2));

    /// <summary>Started and left running; the caller kills and disposes it.</summary>
    public static Process Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
