using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>What a command tells the shell.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Bug = 1;

    /// <summary>The command or the workspace is wrong.</summary>
    public const int Usage = 2;

    public const int RunFailed = 3;

    /// <summary>Something waits for a person: quarantine, a gate, an approval.</summary>
    public const int SomeoneWanted = 4;

    /// <summary>The other side cannot be reached; try later.</summary>
    public const int Border = 5;

    /// <summary>Outside of a run: a connection that must be mended is a wrong workspace, any other failure may pass.</summary>
    public static int OfConnection(Recovery recovery) => recovery == Recovery.Reconfigure ? Usage : Border;

    public static int Of(Recovery recovery) => recovery == Recovery.Retry ? Border : RunFailed;
}
