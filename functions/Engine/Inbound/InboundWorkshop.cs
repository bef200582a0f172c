using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>Gathers what reading a run's slice needs from the workspace it is pinned to.</summary>
internal sealed class InboundWorkshop(IConnections connections, IRunStore runs, ILandingLedger ledger, ILanding landing)
{
    public async Task<InboundWork> PrepareAsync(RunRecord run, Workspace workspace, Lease lease, CancellationToken ct)
    {
        var pipeline = workspace.Pipelines[run.Pipeline];
        var stream = workspace.Connections[pipeline.Connection].Streams[pipeline.Stream];
        var mapping = workspace.Mappings[pipeline.Mapping];
        var source = (ISource)connections.Open(workspace, pipeline.Connection);
        var periods = Periods(source, stream, mapping);
        return new()
        {
            RunId = run.Id,
            Slice = new(pipeline.Name, pipeline.Connection, pipeline.Stream, source is IFileSource ? FileOccurrence.Parse(run.Occurrence!).Sha256 : SliceExecutor.Whole),
            Lease = lease,
            Source = source,
            Mapping = mapping.Bind(stream.Formats, workspace.Crosswalks),
            MappingHash = Convert.FromHexString(mapping.Sha256),
            Entities = [.. mapping.Entities.Select(name => CanonicalModel.Named(name)!)],
            Totals = new(stream.Totals, stream.Formats ?? Formats.Default, mapping.KeptDigitsOf),
            Drift = new(pipeline.Stream, mapping.Fields, await FieldsBeforeAsync(source, run, pipeline, ct)),
            SkipsUnchanged = await SkipsUnchangedAsync(workspace, pipeline, ct),
            CommittedBefore = await runs.LastCommitAsync(run.Id, ct),
            Owner = pipeline.Owner,
            Incremental = pipeline.Sync == SyncMode.Incremental,
            DeleteGuard = pipeline.Sync == SyncMode.Full ? pipeline.DeleteGuard : null,
            Periods = periods,
            PeriodGuard = periods is null ? null : pipeline.DeleteGuard,
        };
    }

    private static PeriodReader? Periods(ISource source, StreamSettings stream, MappingFile mapping) =>
        source is IFileSource && stream.Replaces is { } rule ? new(rule, mapping.FormatsFor(stream.Formats)) : null;

    // Another pipeline of the stream, or a workspace that read or mapped otherwise, may have left this payload unmapped for this one.
    private async Task<bool> SkipsUnchangedAsync(Workspace workspace, Pipeline pipeline, CancellationToken ct) =>
        workspace.Pipelines.Values.Count(other => other.Connection == pipeline.Connection && other.Stream == pipeline.Stream) == 1
        && (await runs.LastCompletedAsync(pipeline.Name, ct))?.WorkspaceHash == workspace.Hash;

    private async Task<IReadOnlyCollection<string>> FieldsBeforeAsync(ISource source, RunRecord run, Pipeline pipeline, CancellationToken ct)
    {
        if (source is not IFileSource files || await ledger.FindBeforeAsync(pipeline.Connection, pipeline.Stream, run.Id, ct) is not { } before) return [];
        try
        {
            return await files.FieldsAsync(before.AsFile(landing), pipeline.Stream, ct) ?? [];
        }
        catch (ConnectorException)
        {
            // The stream has other settings since; they are right for the new file, and the old one is no measure for it.
            return [];
        }
    }
}
