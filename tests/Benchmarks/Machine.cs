using System.Runtime.InteropServices;

namespace BackOffice.Integration.Benchmarks;

/// <summary>Describes the machine that a figure was measured on.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Environment.ProcessorCount} x {Processor()}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    private static string Processor() => File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]
            : RuntimeInformation.ProcessArchitecture.ToString();
}
