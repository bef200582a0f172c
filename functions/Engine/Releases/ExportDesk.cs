using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using Cronos;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Says what partners are owed by the workspace published last: when, from which pipelines, and what went out.</summary>
public sealed class ExportDesk
{
    private readonly IReleaseStore store;
    private readonly IWorkspaces workspaces;
    private readonly TimeProvider clock;

    internal ExportDesk(IReleaseStore store, IWorkspaces workspaces, TimeProvider clock) => (this.store, this.workspaces, this.clock) = (store, workspaces, clock);

    /// <summary>Exports and packs, by name.</summary>
    public async Task<IReadOnlyList<ExportListing>> ListAsync(CancellationToken ct)
    {
        var workspace = await workspaces.CurrentAsync(ct);
        using var view = store.Read();
        var heads = view.Heads();
        return
        [
            .. workspace.Exports.Values.Select(export => Line(export.Name, export.Partner, "export", export.Schedule, export.CutOff, heads))
                .Concat(workspace.Packs.Values.Select(pack => Line(pack.Name, pack.Partner, "pack", pack.Schedule, pack.CutOff, heads)))
                .OrderBy(line => line.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Names of the pipelines whose records its rows rest on.</summary>
    public async Task<IReadOnlyList<string>> FeedingAsync(string export, CancellationToken ct)
    {
        var workspace = await workspaces.CurrentAsync(ct);
        var plan = ReleasePlans.Of(workspace, export);
        return [.. workspace.Pipelines.Values.Where(pipeline => workspace.Mappings[pipeline.Mapping].Entities.Any(plan.RestsOn)).Select(pipeline => pipeline.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>The month in which its input closes next.</summary>
    public async Task<Period> CutOffPeriodAsync(string export, CancellationToken ct)
    {
        var cutOff = ReleasePlans.Of(await workspaces.CurrentAsync(ct), export).CutOff;
        return Next(cutOff) is { } next
            ? Period.MonthOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(next, TimeZoneInfo.FindSystemTimeZoneById(cutOff!.Zone)).DateTime))
            : throw new RefusedException("export.no-cut-off", $"{export} names no cut-off; write 'cut-off:' into its file, or name a day with --at or a period with --period.");
    }

    private ExportListing Line(string name, string partner, string kind, Schedule? schedule, Schedule? cutOff, IReadOnlyList<ReleaseHead> heads)
    {
        var last = heads.LastOrDefault(head => head.Export == name);
        return new(name, partner, kind, schedule?.Cron, cutOff?.Cron, Next(cutOff), last?.Title, last?.State);
    }

    private DateTimeOffset? Next(Schedule? schedule) =>
        schedule is null ? null : CronExpression.Parse(schedule.Cron).GetNextOccurrence(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(schedule.Zone));
}

/// <summary>What a partner is owed under one name.</summary>
/// <param name="Kind"><c>export</c> or <c>pack</c>.</param>
/// <param name="Schedule">When a draft is due, in five fields; null where it is made by hand.</param>
/// <param name="CutOff">When input closes, in five fields.</param>
/// <param name="LastRelease">For people; null where none was drafted.</param>
public sealed record ExportListing(string Name, string Partner, string Kind, string? Schedule, string? CutOff, DateTimeOffset? NextCutOff, string? LastRelease, ReleaseState? State);
