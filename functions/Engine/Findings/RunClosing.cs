using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Findings;

/// <summary>The end of a run: orphans are told anew, rules judged, open releases it touched voided, the file moved aside.</summary>
/// <param name="voidTouched">Voids every open release that a commit has touched.</param>
internal sealed class RunClosing(IInboundStore inbound, IFindingStore findings, Replay replay, Arrivals arrivals, RecordLinks links, Func<CancellationToken, Task> voidTouched)
{
    public async Task CloseAsync(RunRecord run, Workspace workspace, InboundWork work, CancellationToken ct)
    {
        await TellOrphansAsync(work, ct);
        if (work.LastCommit is { } commit) await JudgeAsync(work, commit, ct);
        else if (work.CommittedBefore is { } before) await findings.JudgeAsync(work.Slice.Connection, before, ct);
        await voidTouched(ct);
        await links.RememberAsync(workspace, work.Slice.Connection, work.Slice.Stream, work.Source, ct);
        if (work.Source is IFileSource files) await arrivals.ArchiveAsync(files, workspace, workspace.Pipelines[run.Pipeline], work.Slice.Slice, ct);
    }

    /// <summary>The end of a run that mapped landed records again.</summary>
    public async Task CloseReplayAsync(InboundWork work, CancellationToken ct)
    {
        await TellOrphansAsync(work, ct);
        if (work.LastCommit is { } commit) await findings.JudgeAsync(work.Slice.Connection, commit, ct);
        await voidTouched(ct);
    }

    // What was committed before a run was cut off is not known here, and a few changes may well give nothing.
    private static bool LeftNothing(InboundWork work) => work is { CommittedBefore: null, PassedOver: > 0, Done.Read: 0 };

    private static bool GaveNothing(InboundWork work) => work is { CommittedBefore: null, Incremental: false, Given: 0, Done.Mapped: > 0 } && work.Done.Mapped == work.Done.Read;

    private async Task TellOrphansAsync(InboundWork work, CancellationToken ct)
    {
        var orphans = await inbound.ReadOrphansAsync(work.Slice.Connection, work.Slice.Stream, ct);
        if (orphans.Count > 0) await replay.WriteAsync(work, orphans, retells: true, ct);
    }

    private async Task JudgeAsync(InboundWork work, Guid commit, CancellationToken ct)
    {
        await findings.JudgeAsync(work.Slice.Connection, commit, ct);
        var stream = work.Slice.Stream;
        await NoteAsync("file.empty", work.EmptyFile is { } file ? [new(stream, null, JsonSerializer.Serialize(new { file }))] : [], adds: work.EmptyFile is not null);
        await NoteAsync("field.new", work.Drift.New is { Count: > 0 } fields ? [new(stream, null, JsonSerializer.Serialize(new { fields }))] : []);
        await NoteAsync("selection.empty", LeftNothing(work) ? [new(stream, null, JsonSerializer.Serialize(new { records = work.PassedOver }))] : []);
        await NoteAsync("mapping.empty", GaveNothing(work) ? [new(stream, null, JsonSerializer.Serialize(new { records = work.Done.Mapped }))] : []);
        if (work.Periods is null) await NoteAsync("deletes.held", work.DeletesHeld > 0 ? [new(stream, null, JsonSerializer.Serialize(new { records = work.DeletesHeld }))] : []);
        else await findings.ReplaceAsync("deletes.held", Severity.Note, work.Slice.Connection, stream, [.. work.Replaced.Select(period => period.Period)], HeldPeriods(work), commit, ct);
        await NoteAsync("period.unreadable", work.Undated > 0 ? [new(stream, null, JsonSerializer.Serialize(new { field = work.Periods!.Field, records = work.Undated }))] : [], adds: work is { Periods: not null, CommittedBefore: not null });
        // Only a reading of changes looks at cursors.
        if (work.Incremental && work.Source is not IFileSource) await NoteAsync(RecordRemark.CursorUnfit, Breaches(work.Remarks, stream, RecordRemark.CursorUnfit), adds: work.CommittedBefore is not null);

        Task NoteAsync(string rule, IReadOnlyList<Breach> breaches, bool adds = false) =>
            findings.ReplaceAsync(rule, Severity.Note, work.Slice.Connection, stream, breaches, commit, adds, ct);
    }

    // A period that no file gave again is held as before.
    private static IReadOnlyList<Breach> HeldPeriods(InboundWork work) =>
    [
        .. work.Replaced.Where(period => period.Held > 0)
            .Select(period => new Breach(work.Slice.Stream, period.Period, JsonSerializer.Serialize(new { period = period.Period, records = period.Held }))),
    ];

    private static IReadOnlyList<Breach> Breaches(Remarks remarks, string stream, string rule) =>
    [
        .. remarks.Told.Where(told => told.Remark.Rule == rule).Select(told => new Breach(stream, told.Key, JsonSerializer.Serialize(new { field = told.Remark.Field }))),
        .. remarks.More.Where(more => more.Key.Rule == rule).Select(more => new Breach(stream, null, JsonSerializer.Serialize(new { field = more.Key.Field, more = more.Value }))),
    ];
}
