using System.CommandLine;
using BackOffice.Integration.Engine.Actors;
using Spectre.Console;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Who acts, proved by a passphrase that never stands on the command line.</summary>
internal static class Credentials
{
    public static readonly Option<FileInfo> PassphraseFile = new("--passphrase-file") { Description = "File that holds the passphrase in its first line." };

    /// <summary>The actor named by <c>--as</c>, once the passphrase fits.</summary>
    public static Actor Actor(Verb verb, HubSession session) => verb.Get(WorkspaceCommands.As) is { } login
        ? session.Engine.Actors.Authenticate(login, Passphrase(verb))
        : throw new CliException("actor.missing", "Say who acts: --as LOGIN. `backoffice actor list` shows the actors.");

    public static string Passphrase(Verb verb)
    {
        if (verb.Get(PassphraseFile) is { } file)
            return file.Exists ? File.ReadLines(file.FullName).FirstOrDefault() ?? "" : throw new CliException("passphrase.missing", $"There is no file {file.FullName}.");
        if (Environment.GetEnvironmentVariable("BACKOFFICE_PASSPHRASE") is { Length: > 0 } given) return given;
        return Console.IsInputRedirected
            ? throw new CliException("passphrase.missing", "Give the passphrase by BACKOFFICE_PASSPHRASE or --passphrase-file.")
            : AnsiConsole.Prompt(new TextPrompt<string>("Passphrase:").Secret());
    }
}
