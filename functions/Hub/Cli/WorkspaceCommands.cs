using System.CommandLine;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs on the workspace as a whole.</summary>
internal static class WorkspaceCommands
{
    public static readonly Option<string> As = new("--as") { Description = "Login of the actor who does it.", Recursive = true };

    public static Command Validate()
    {
        var command = new Command("validate", "Checks all files of the workspace, offline, and reports every fault at once.");
        command.Runs(verb =>
        {
            var folder = HubSession.Find(verb.Folder);
            List<FileError> errors = [];
            var workspace = HubSession.LoadOffline(folder, errors);
            if (workspace is null) return Task.FromResult(Refuse(verb.Screen, errors));
            verb.Screen.Thing(
                new { workspace.Hash, files = workspace.Files.Count },
                ("valid", $"{workspace.Files.Count} files, {workspace.Pipelines.Count} pipelines, {workspace.Exports.Count} exports"),
                ("version", workspace.Hash));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    public static Command Publish()
    {
        var command = new Command("publish", "Validates the workspace and stores it as a version that runs can be pinned to.") { As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var actor = Credentials.ActorOrHub(verb, session);
            var published = await session.Engine.Publisher.PublishAsync(session.Folder, actor, verb.Stop);
            if (published.Workspace is null) return Refuse(verb.Screen, published.Errors);
            verb.Screen.Thing(
                new { published.Hash, published.New },
                (published.New ? "published" : "unchanged", published.Hash));
            if (actor == Engine.Actors.Actor.Hub && published.New) verb.Screen.Say("Nobody answers for it: releases that rest on it are held until `backoffice publish --as LOGIN`.");
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Shows every fault; returns the exit code of an invalid workspace.</summary>
    public static int Refuse(Screen screen, IReadOnlyCollection<FileError> errors)
    {
        screen.JsonOnly(errors);
        foreach (var error in errors) screen.Say(error.ToString());
        screen.Fail("workspace.invalid", errors.Count == 1 ? "1 fault; nothing was changed." : $"{errors.Count} faults; nothing was changed.");
        return ExitCode.Usage;
    }
}
