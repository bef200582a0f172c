namespace BackOffice.Integration.Hub.Cli;

/// <summary>Ends a command with a message for the person who typed it.</summary>
internal sealed class CliException(string code, string message, int exitCode = ExitCode.Usage) : Exception(message)
{
    public string Code { get; } = code;

    public int ExitCode { get; } = exitCode;
}
