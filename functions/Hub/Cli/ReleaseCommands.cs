using System.CommandLine;
using BackOffice.Integration.Engine.Releases;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs that look at releases or prove them.</summary>
internal static class ReleaseCommands
{
    public static readonly Argument<string> Reference = new("release") { Description = "Its number, export/number, `next` for the open one, or the start of its id." };

    public static Command Release()
    {
        var command = new Command("release", "Sealed file sets, from draft to delivery.");
        foreach (var verb in (Command[])[List(), Show(), Diff(), ReleaseComparing.Compare(), Preview(), .. ReleaseMoves.All(), Verify(), Reproduce()]) command.Subcommands.Add(verb);
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the releases, oldest first.");
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            verb.Screen.Rows(
                session.Engine.Releases.List(),
                "There are no releases yet; `backoffice export draft EXPORT` makes one.",
                ("release", release => release.Number is { } number ? $"{release.Export}/{number}" : release.ShortId),
                ("partner", release => release.Partner),
                ("period", release => release.Period),
                ("state", release => release.State),
                ("drafted", release => release.DraftedAt),
                ("rows hash", release => release.RowsHash[..16]));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Shows a release: gates, totals, decisions, files.") { Reference };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var detail = session.Engine.Releases.Show(verb.Get(Reference));
            verb.Screen.Thing(detail, [.. Lines(detail)]);
            if (verb.Screen.Json) return ExitCode.Ok;
            ReleaseTables.Gates(verb.Screen, detail.Gates);
            ReleaseTables.Totals(verb.Screen, detail.Totals);
            verb.Screen.Title("Decisions");
            verb.Screen.Table(detail.Decisions, ("actor", made => made.Login), ("decision", made => made.Decision), ("at", made => made.At), ("reason", made => made.Reason));
            return ExitCode.Ok;
        });
        return command;
    }

    private static IEnumerable<(string, object?)> Lines(ReleaseDetail detail)
    {
        var release = detail.Release;
        return
        [
            ("release", release.Number is { } number ? $"{release.Export}/{number}" : release.ShortId), ("partner", release.Partner), ("period", release.Period), ("state", release.State),
            ("why voided", detail.VoidReason), ("rows hash", release.RowsHash), ("workspace", detail.Workspace), ("layout", detail.LayoutVersion),
            ("participants", string.Join(", ", detail.Participants.Select(participant => $"{participant.Login} ({participant.Role})"))),
            ("approvals", $"{detail.Decisions.Count(made => made.Decision == Decision.Approved)} of {detail.ApprovalsWanted}"),
            .. detail.Files.Select(file => ("file", (object?)$"{file.Path} ({file.Length:#,##0} bytes, sha256 {file.Sha256})")),
            .. detail.Attempts.Select(attempt => ("delivery", (object?)$"{attempt.Number}: {attempt.State} {attempt.RemoteName} {attempt.ErrorCode}")),
        ];
    }

    private static Command Diff()
    {
        var command = new Command("diff", "Compares with the export's last delivered release, row by row.") { Reference, Reveal.Option, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var reveal = await Reveal.AllowedAsync(verb, session, "release.revealed", verb.Get(Reference));
            var diff = await session.Engine.Releases.DiffAsync(verb.Get(Reference), verb.Stop);
            string Key(RowKey key) => string.Join(' ', key.Cells.Select(cell => Reveal.Masked(cell.Text, cell.Class, reveal)));
            (string Change, string Row, string Column, string? Old, string? New)[] lines =
            [
                .. diff.Added.Select(key => ("added", Key(key), "", (string?)null, (string?)null)),
                .. diff.Changed.SelectMany(row => row.Cells, (row, cell) => ("changed", Key(row.Key), cell.Column, Reveal.Masked(cell.Old, cell.Class, reveal), Reveal.Masked(cell.New, cell.Class, reveal))),
                .. diff.Removed.Select(key => ("removed", Key(key), "", (string?)null, (string?)null)),
            ];
            verb.Screen.JsonOnly(new { diff.Against, changes = lines.Select(line => new { line.Change, line.Row, line.Column, line.Old, line.New }) });
            verb.Screen.Say(diff.Against is null ? "Nothing is out yet: every row is new." : $"Against {diff.Against}: {diff.Added.Count} added, {diff.Changed.Count} changed, {diff.Removed.Count} removed.");
            if (!verb.Screen.Json && lines.Length > 0)
                verb.Screen.Table(lines, ("", line => line.Change), ("row", line => line.Row), ("column", line => line.Column), ("old", line => line.Old), ("new", line => line.New));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Preview()
    {
        var folder = new Option<DirectoryInfo>("--to") { Description = "A folder that gets all files of the release; without it the main file goes to the terminal." };
        var command = new Command("preview", "Writes the very files that sealing would write; this is written to the audit log.") { Reference, folder, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var actor = Credentials.Actor(verb, session);
            await session.Engine.Audit.RecordAsync(actor.Login, "release.revealed", session.Engine.Releases.Show(verb.Get(Reference)).Release.Id.ToString(), verb.Stop);
            if (verb.Get(folder) is { } target)
            {
                foreach (var file in await session.Engine.Releases.PreviewAsync(verb.Get(Reference), target.FullName, verb.Stop)) verb.Screen.Say(file);
                return ExitCode.Ok;
            }

            await using var output = Console.OpenStandardOutput();
            await session.Engine.Releases.PreviewAsync(verb.Get(Reference), output, verb.Stop);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Verify()
    {
        var command = new Command("verify", "Hashes the sealed files again.") { Reference };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var proofs = session.Engine.Proofs.Verify(verb.Get(Reference));
            verb.Screen.Rows(proofs, "Nothing is sealed yet.", ("file", proof => proof.Name), ("sha256", proof => proof.Sha256), ("", proof => proof.Problem ?? "unchanged"));
            return proofs.All(proof => proof.Problem is null) ? ExitCode.Ok : ExitCode.SomeoneWanted;
        });
        return command;
    }

    private static void Say(Screen screen, ReproducedStep step)
    {
        screen.Say($"  {step.Step.ToString().ToLowerInvariant(),-6}  {(step.Holds ? "same" : "differs")}");
        foreach (var difference in step.Differences.Take(5)) screen.Say($"            {difference}");
        if (step.Differences.Count > 5) screen.Say($"            and {step.Differences.Count - 5} more; --json gives all");
    }

    private static Command Reproduce()
    {
        var command = new Command("reproduce", "Builds a release again from landed bytes alone and compares every step.") { Reference };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var outcome = await session.Engine.Proofs.ReproduceAsync(verb.Get(Reference), verb.Stop);
            verb.Screen.JsonOnly(outcome);
            verb.Screen.Say($"{outcome.Release}: {outcome.Rows} rows {(outcome.Holds ? "reproduced, byte for byte" : "NOT REPRODUCIBLE")}");
            foreach (var step in outcome.Steps) Say(verb.Screen, step);
            foreach (var note in outcome.Notes) verb.Screen.Say($"  {note}");
            return outcome.Holds ? ExitCode.Ok : ExitCode.SomeoneWanted;
        });
        return command;
    }
}
