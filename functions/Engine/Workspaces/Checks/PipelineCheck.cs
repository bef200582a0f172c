using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces.Checks;

/// <summary>Stream, mapping and schedule of each pipeline.</summary>
internal static class PipelineCheck
{
    public static void Run(WorkspaceDraft draft)
    {
        foreach (var written in draft.Pipelines.Values)
        {
            if (written.Value is not { } pipeline) continue;
            CheckFrom(draft, written.File, pipeline);
            HubCheck.CheckSchedule(written.File, pipeline.Schedule);
        }
    }

    private static void CheckFrom(WorkspaceDraft draft, YamlFile file, Pipeline pipeline)
    {
        if (!draft.Connections.TryGetValue(pipeline.Connection, out var written))
        {
            file.ErrorAt("/from/connection", $"There is no connection '{pipeline.Connection}'.", Suggestion.For(pipeline.Connection, draft.Connections.Keys));
            return;
        }

        if (written.Sound is not { } connection) return;
        if (!connection.Streams.ContainsKey(pipeline.Stream))
        {
            file.ErrorAt("/from/stream", $"The connection '{pipeline.Connection}' has no stream '{pipeline.Stream}'.", Suggestion.For(pipeline.Stream, connection.Streams.Keys));
        }

        if (connection.Streams.GetValueOrDefault(pipeline.Stream)?.Replaces is not null) CheckReplaces(draft, file, pipeline);
        if (draft.Connectors.GetValueOrDefault(pipeline.Connection) is { } connector and not ISource)
        {
            file.ErrorAt("/from/connection", $"The connection '{pipeline.Connection}' gives no records.", "Name a connection whose connector is a source.");
        }
    }

    private static void CheckReplaces(WorkspaceDraft draft, YamlFile file, Pipeline pipeline)
    {
        if (pipeline.Sync == SyncMode.Full)
            file.ErrorAt("/sync", "The stream replaces one period at a time, and with 'full' each file replaces everything.", "Write 'sync: incremental', or take 'replaces:' from the stream.");
        // What one of them takes back, the other would not see go.
        if (draft.Pipelines.Values.FirstOrDefault(other => other.Value is { } known && (known.Connection, known.Stream) == (pipeline.Connection, pipeline.Stream)) is { } first && first.File != file)
            file.ErrorAt("/from/stream", $"The stream replaces periods, and the pipeline '{first.File.Name}' reads it already.", "Let one mapping give both: it may list several 'maps:'.");
    }
}
