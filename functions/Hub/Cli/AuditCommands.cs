using System.CommandLine;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs on the audit log.</summary>
internal static class AuditCommands
{
    public static Command Audit() => new("audit", "The append-only log of everything that was decided.") { Verify() };

    private static Command Verify()
    {
        var command = new Command("verify", "Walks the hash chain and holds files and releases against it.");
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var outcome = session.Engine.Audit.Verify();
            verb.Screen.JsonOnly(outcome);
            verb.Screen.Say($"{outcome.Rows} audit rows, {outcome.Files} files, {outcome.Releases} releases: {(outcome.Holds ? "all as it was written" : $"{outcome.Problems.Count} problems")}.");
            foreach (var problem in outcome.Problems) verb.Screen.Fail(problem.Code, $"{problem.Object}: {problem.Message}");
            return outcome.Holds ? ExitCode.Ok : ExitCode.SomeoneWanted;
        });
        return command;
    }
}
