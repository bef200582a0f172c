using System.Diagnostics;
using System.Globalization;
using BackOffice.Integration.Benchmarks.Cases;

namespace BackOffice.Integration.Benchmarks;

/// <summary>A process of its own for one case, so that no case warms up or slows down another.</summary>
internal static class Child
{
    /// <summary>Runs a case in a new process.</summary>
    public static Measured Run(string name, CaseFolder folder)
    {
        var output = Output(Environment.ProcessPath!, "--case", name, "--folder", folder.Path, "--rows", folder.Rows.ToString(CultureInfo.InvariantCulture));
        var parts = output.Trim().Split('\t');
        return new(TimeSpan.FromTicks(long.Parse(parts[0], CultureInfo.InvariantCulture)), parts[1]);
    }

    /// <summary>What the new process says to its parent.</summary>
    public static async Task AnswerAsync(string name, CaseFolder folder)
    {
        var measured = await CaseList.Named(name).RunAsync(folder);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measured.Cpu.Ticks}\t{measured.Result}"));
    }

    /// <summary>The standard output of a program; throws when it fails.</summary>
    public static string Output(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {process.ExitCode}.");
    }
}
