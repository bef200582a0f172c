using System.Diagnostics;
using System.Globalization;

namespace BackOffice.Integration.Engine.Runs;

/// <summary>A holder of leases: one place in one process on one machine.</summary>
/// <param name="Started">Start of the process in UTC ticks; a reused process number is another process.</param>
internal sealed record LeaseOwner(string Machine, int Process, long Started, string Place)
{
    private static readonly LeaseOwner Self = new(Environment.MachineName, Environment.ProcessId, StartOf(System.Diagnostics.Process.GetCurrentProcess()), "");

    /// <summary>A new holder in this process.</summary>
    public static LeaseOwner Current => Self with { Place = Guid.CreateVersion7().ToString("N")[20..] };

    /// <summary>False only when its process is known to be gone, so that a killed run resumes at once.</summary>
    public bool MayLive
    {
        get
        {
            if (Machine != Environment.MachineName) return true;
            try
            {
                using var process = System.Diagnostics.Process.GetProcessById(Process);
                return StartOf(process) == Started;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }

    public static LeaseOwner Parse(string text)
    {
        var parts = text.Split('/');
        return new(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture), parts[3]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Machine}/{Process}/{Started}/{Place}");

    // The kernel counts starts in hundredths of a second; what a process reads of itself and of another may differ below that.
    private static long StartOf(Process process) => process.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond;
}
