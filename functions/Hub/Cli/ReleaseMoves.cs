using System.CommandLine;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Releases;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs that move a release on; each needs an actor with his passphrase.</summary>
internal static class ReleaseMoves
{
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; kept in the audit log.", Required = true };

    public static IEnumerable<Command> All()
    {
        var gate = new Option<string>("--gate") { Description = "The gate that failed.", Required = true };
        var hash = new Option<string>("--rows-hash") { Description = "The hash of the rows you looked at; the stored one when absent." };
        yield return Move("override", "Passes a failed gate, with a reason.", [gate, Reason], (verb, releases, release, actor) => releases.OverrideAsync(release, verb.Get(gate)!, verb.Get(Reason)!, actor, verb.Stop));
        yield return Move("approve", "Approves exactly these rows; two actors are needed.", [hash], (verb, releases, release, actor) => releases.ApproveAsync(release, verb.Get(hash), actor, verb.Stop));
        yield return Move("reject", "Rejects the release.", [Reason], (verb, releases, release, actor) => releases.RejectAsync(release, verb.Get(Reason)!, actor, verb.Stop));
        yield return Move("redraft", "Voids a held release so that its export can be drafted anew.", [Reason], (verb, releases, release, actor) => releases.RedraftAsync(release, verb.Get(Reason)!, actor, verb.Stop));
        yield return Move("void", "Withdraws a release that is not sealed.", [Reason], (verb, releases, release, actor) => releases.VoidAsync(release, verb.Get(Reason)!, actor, verb.Stop));
        yield return Seal();
        yield return Deliver();
    }

    private static Command Move(string name, string description, Option[] options, Func<Verb, ReleaseDesk, string, Actor, Task<ReleaseListing>> move)
    {
        var command = new Command(name, description) { ReleaseCommands.Reference, WorkspaceCommands.As, Credentials.PassphraseFile };
        foreach (var option in options) command.Options.Add(option);
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var after = await move(verb, session.Engine.Releases, verb.Get(ReleaseCommands.Reference), Credentials.Actor(verb, session));
            verb.Screen.Thing(after, ("release", after.ShortId), ("state", after.State), ("next", Next(after)));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string? Next(ReleaseListing release) => release.State switch
    {
        ReleaseState.Held => $"override the other failed gates, see `backoffice release show {release.ShortId}`",
        ReleaseState.Submitted => "another actor approves",
        ReleaseState.Approved => $"backoffice release seal {release.ShortId} --as LOGIN",
        ReleaseState.Voided or ReleaseState.Rejected => $"backoffice export draft {release.Export} --as LOGIN",
        _ => null,
    };

    private static Command Seal()
    {
        var command = new Command("seal", "Gives the number, renders the file and its manifest.") { ReleaseCommands.Reference, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var sealing = await session.Engine.Seals.SealAsync(verb.Get(ReleaseCommands.Reference), Credentials.Actor(verb, session), verb.Stop);
            verb.Screen.Thing(sealing, ("sealed", sealing.Number), ("file", sealing.Path), ("sha256", sealing.Sha256));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Deliver()
    {
        var command = new Command("deliver", "Hands the sealed files to the partner and reads them back.") { ReleaseCommands.Reference, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var delivered = await session.Engine.Deliveries.DeliverAsync(verb.Get(ReleaseCommands.Reference), Credentials.Actor(verb, session), verb.Stop);
            verb.Screen.Thing(delivered, (delivered.Again ? "was delivered" : "delivered", delivered.Release), ("as", string.Join(", ", delivered.RemoteNames)));
            return ExitCode.Ok;
        });
        return command;
    }
}
