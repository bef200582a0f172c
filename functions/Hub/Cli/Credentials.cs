using System.CommandLine;
using BackOffice.Integration.Engine.Actors;
using Spectre.Console;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Who acts, proved by a passphrase that never stands on the command line.</summary>
internal static class Credentials
{
    public static readonly Option<FileInfo> PassphraseFile = new("--passphrase-file") { Description = "File that holds the passphrase in its first line." };

    public static readonly Option<FileInfo> NewPassphraseFile = new("--new-passphrase-file") { Description = "File that holds the new actor's passphrase in its first line." };

    /// <summary>The actor named by <c>--as</c>, once the passphrase fits.</summary>
    public static Actor Actor(Verb verb, HubSession session) => verb.Get(WorkspaceCommands.As) is { } login
        ? session.Engine.Actors.Authenticate(login, Passphrase(verb))
        : throw new CliException("actor.missing", "Say who acts: --as LOGIN. `backoffice actor list` shows the actors.");

    /// <summary>The actor named by <c>--as</c>, once the passphrase fits; the hub itself where nobody is named.</summary>
    public static Actor ActorOrHub(Verb verb, HubSession session) => verb.Get(WorkspaceCommands.As) is null ? Engine.Actors.Actor.Hub : Actor(verb, session);

    private static string Passphrase(Verb verb) => Read(verb, PassphraseFile, "BACKOFFICE_PASSPHRASE", "Passphrase:");

    /// <summary>What a new actor will sign in with.</summary>
    public static string NewPassphrase(Verb verb) => Read(verb, NewPassphraseFile, "BACKOFFICE_NEW_PASSPHRASE", "Passphrase of the new actor:");

    private static string Read(Verb verb, Option<FileInfo> option, string variable, string prompt)
    {
        if (verb.Get(option) is { } file)
            return file.Exists ? File.ReadLines(file.FullName).FirstOrDefault() ?? "" : throw new CliException("passphrase.missing", $"There is no file {file.FullName}.");
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } given) return given;
        return Console.IsInputRedirected
            ? throw new CliException("passphrase.missing", $"Give the passphrase by {variable} or {option.Name}.")
            : AnsiConsole.Prompt(new TextPrompt<string>(prompt).Secret());
    }
}
