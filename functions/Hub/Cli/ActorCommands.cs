using System.CommandLine;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs on the people who act.</summary>
internal static class ActorCommands
{
    public static Command Actor() => new("actor", "People who act, each with a credential of his own.") { Add(), List() };

    private static Command Add()
    {
        var login = new Argument<string>("login") { Description = "How the actor signs in." };
        var name = new Option<string>("--name") { Description = "The actor's name; the login when absent." };
        var roles = new Option<string[]>("--role") { Description = "Roles such as finance; may be given several times.", DefaultValueFactory = _ => [] };
        var command = new Command("add", "Adds an actor, whose passphrase comes by prompt, BACKOFFICE_NEW_PASSPHRASE or --new-passphrase-file; after the first, an actor adds the next (--as).")
        {
            login, name, roles, Credentials.NewPassphraseFile, WorkspaceCommands.As, Credentials.PassphraseFile,
        };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var by = session.Engine.Actors.List().Count == 0 ? Engine.Actors.Actor.Hub : Credentials.Actor(verb, session);
            var actor = await session.Engine.Actors.AddAsync(new(verb.Get(login), verb.Get(name) ?? verb.Get(login), verb.Get(roles)!), Credentials.NewPassphrase(verb), by, verb.Stop);
            verb.Screen.Thing(new { actor.Login }, ("added", actor.Login));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the actors.");
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            verb.Screen.Rows(
                session.Engine.Actors.List(),
                "There are no actors yet; `backoffice actor add LOGIN` adds one.",
                ("login", actor => actor.Login),
                ("name", actor => actor.Name),
                ("roles", actor => string.Join(", ", actor.Roles)),
                ("disabled", actor => actor.DisabledAt));
            return ExitCode.Ok;
        });
        return command;
    }
}
