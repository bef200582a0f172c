using System.Diagnostics;

namespace BackOffice.Integration.Tests.Integration;

/// <summary>The checkout these tests were built from, and programs run beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(new(AppContext.BaseDirectory));

    /// <summary>Runs a program to its end; it is killed when it takes longer.</summary>
    public static (int Code, string Output) Run(string program, IEnumerable<string> arguments, string folder, TimeSpan limit)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{program} took longer than {limit}.");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }

    private static string FindRoot(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "global.json")) ? folder.FullName : FindRoot(folder.Parent!);
}
