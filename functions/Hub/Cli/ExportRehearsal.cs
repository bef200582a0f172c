using System.CommandLine;
using System.Globalization;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Rehearsals;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Plays an export through in a throw-away copy of the hub: what would come, what would be held.</summary>
internal static class ExportRehearsal
{
    private const string CutOff = "cutoff";

    private static readonly Argument<string> Name = new("export") { Description = "An export or a pack of the workspace." };
    private static readonly Option<string> PeriodText = new("--period") { Description = "Month as yyyy-MM, year as yyyy, or days as yyyy-MM-dd..yyyy-MM-dd; the current month when absent." };
    private static readonly Option<string> At = new("--at") { Description = "In place of a period: a day as yyyy-MM-dd, for its month, or cutoff, for the month in which input closes next.", HelpName = "cutoff|DAY" };

    public static Command Rehearse()
    {
        var command = new Command("rehearse", "Reads, maps, judges and drafts in a copy of the hub that is deleted at once, and says what would come of it; the hub and its sources stay as they are.") { Name, PeriodText, At };
        command.Runs(async verb =>
        {
            await using var copy = await HubCopy.MakeAsync(HubSession.Options(verb.Folder), verb.Stop);
            var published = await copy.Engine.Publisher.PublishAsync(HubSession.Find(verb.Folder), Actor.Hub, verb.Stop);
            if (published.Workspace is not { } workspace) return WorkspaceCommands.Refuse(verb.Screen, published.Errors);
            var rehearsal = await PlayAsync(verb, copy.Engine, workspace, await PeriodOfAsync(verb, copy.Engine));
            if (published.New) rehearsal = rehearsal with { Remarks = [.. rehearsal.Remarks, "The workspace's files were taken as they stand; they are not published yet."] };
            RehearsalText.Show(verb.Screen, rehearsal);
            return rehearsal.WouldBeHeld ? ExitCode.SomeoneWanted : ExitCode.Ok;
        });
        return command;
    }

    private static async Task<Period> PeriodOfAsync(Verb verb, HubEngine engine)
    {
        var (period, at) = (verb.Get(PeriodText), verb.Get(At));
        if (period is not null && at is not null) throw new CliException("rehearse.twice", "--period and --at both name the period; leave one of them out.");
        if (at is null) return DatasetCommands.PeriodOf(period);
        if (at == CutOff) return await engine.Exports.CutOffPeriodAsync(verb.Get(Name), verb.Stop);
        return DateOnly.TryParseExact(at, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Period.MonthOf(day)
            : throw new CliException("rehearse.at", $"--at takes {CutOff}, or a day as yyyy-MM-dd.");
    }

    private static async Task<Rehearsal> PlayAsync(Verb verb, HubEngine engine, Workspace workspace, Period period)
    {
        var export = verb.Get(Name);
        var feeding = await engine.Exports.FeedingAsync(export, verb.Stop);
        var closed = await ProbeAsync(engine, workspace, [.. feeding.Select(name => workspace.Pipelines[name].Connection).Distinct()], verb.Stop);
        var before = (await engine.Findings.ListAsync(onlyOpen: true, int.MaxValue, verb.Stop)).Select(finding => finding.Id).ToHashSet();
        var progress = new RunProgress(engine, verb.Screen);
        var runs = await progress.RunAsync(feeding, "rehearsal", verb.Stop);
        var findings = (await engine.Findings.ListAsync(onlyOpen: true, int.MaxValue, verb.Stop)).Where(finding => !before.Contains(finding.Id)).CountBy(finding => finding.Rule);
        var drafted = await engine.Drafts.DraftAsync(export, period, Actor.Hub, verb.Stop);
        var detail = engine.Releases.Show(drafted.Release);
        // What is out already, with these very rows, changes nothing.
        var diff = drafted.State is ReleaseState.Delivered or ReleaseState.Acknowledged ? new($"{export} {drafted.Number}", [], [], []) : await engine.Releases.DiffAsync(drafted.Release, verb.Stop);
        return new(
            export,
            period.ToString(),
            drafted.Rows,
            diff.Against,
            new(diff.Added.Count, diff.Changed.Count, diff.Removed.Count),
            [.. runs.Select(RehearsedRun.Of)],
            [.. findings.OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => new RehearsedFinding(rule.Key, rule.Value))],
            [.. detail.Gates.Where(gate => gate.State == "Failed")],
            detail.Totals,
            closed,
            [.. progress.Passed]);
    }

    /// <summary>Signs in and looks at what each source offers; gives what each says that does not let us.</summary>
    private static async Task<IReadOnlyList<ClosedConnection>> ProbeAsync(HubEngine engine, Workspace workspace, IReadOnlyList<string> connections, CancellationToken ct)
    {
        List<ClosedConnection> closed = [];
        foreach (var name in connections)
        {
            try
            {
                var connector = engine.Connect(workspace, name);
                await connector.CheckAsync(ct);
                if (connector is ISource source) await source.DiscoverAsync(ct);
            }
            catch (ConnectorException refused)
            {
                closed.Add(new(name, refused.Code, refused.Message));
            }
        }

        return closed;
    }
}
