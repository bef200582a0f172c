using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Findings;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Hub.Api;

/// <summary>Where the hub stands: last runs, what waits for people, what is due.</summary>
/// <param name="Workspace">Hash of the version published last; null when there is none.</param>
internal sealed record HubStatus(string? Workspace, IReadOnlyList<PipelineStatus> Pipelines, IReadOnlyList<WaitingCount> Waiting, IReadOnlyList<DueSchedule> Schedules)
{
    private const int MostFindings = 10_000;

    public static async Task<HubStatus> ReadAsync(HubEngine engine, CancellationToken ct)
    {
        var workspace = await engine.LatestAsync(ct);
        List<PipelineStatus> pipelines = [];
        foreach (var name in workspace?.Pipelines.Keys.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
            pipelines.Add(new(name, await engine.Runs.ListAsync(name, 1, ct) is [var last] ? last : null));
        var schedules = await engine.Schedules.ListAsync(ct);
        return new(workspace?.Hash, pipelines, await WaitingAsync(engine, ct), [.. schedules.OrderBy(schedule => schedule.NextDue ?? DateTimeOffset.MaxValue)]);
    }

    private static async Task<IReadOnlyList<WaitingCount>> WaitingAsync(HubEngine engine, CancellationToken ct)
    {
        var findings = await engine.Findings.ListAsync(onlyOpen: true, MostFindings, ct);
        var releases = engine.Releases.List();
        WaitingCount[] all =
        [
            new("records in quarantine", (await engine.Quarantine.ListAsync(null, ct)).Count, "backoffice quarantine list"),
            new("findings that block", findings.Count(finding => finding.Severity == Severity.Block), "backoffice finding list"),
            new("findings to note", findings.Count(finding => finding.Severity != Severity.Block), "backoffice finding list"),
            new("releases held by a gate", Count(ReleaseState.Held), "backoffice release list"),
            new("releases to approve", Count(ReleaseState.Submitted), "backoffice release list"),
            new("releases to seal", Count(ReleaseState.Approved), "backoffice release list"),
            new("releases to deliver", Count(ReleaseState.Sealed), "backoffice release list"),
        ];
        return [.. all.Where(waiting => waiting.Count > 0)];

        int Count(ReleaseState state) => releases.Count(release => release.State == state);
    }
}

/// <summary>A pipeline and its last run.</summary>
internal sealed record PipelineStatus(string Pipeline, RunSummary? Last);

/// <summary>How many of a kind wait for somebody.</summary>
/// <param name="Next">The command that shows them.</param>
internal sealed record WaitingCount(string What, int Count, string Next);
