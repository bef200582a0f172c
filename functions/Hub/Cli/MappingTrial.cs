using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Tries a mapping on a file that lies anywhere, read as the mapping's stream is read.</summary>
internal static class MappingTrial
{
    public static async Task<IReadOnlyList<TriedRecord>> RunAsync(Workspace workspace, string mapping, FileInfo file, int limit, CancellationToken ct)
    {
        var pipeline = workspace.Pipelines.Values.FirstOrDefault(pipeline => MappingCommands.IsNamed(pipeline.Mapping, mapping))
            ?? throw new CliException("mapping.unused", $"No pipeline uses the mapping '{mapping}', so it is not known how its records are read; pipelines use {string.Join(", ", workspace.Pipelines.Values.Select(pipeline => pipeline.Mapping).Distinct().Order())}.");
        if (!file.Exists) throw new CliException("file.missing", $"There is no file {file.FullName}.");
        var connection = workspace.Connections[pipeline.Connection];
        if (Open(workspace, connection) is not IFileSource source) throw new CliException("mapping.no-file", $"Connection '{connection.Name}' reads no files.");

        List<TriedRecord> tried = [];
        var arrived = new ArrivedFile(file.Name, "trial", file.Length, file.LastWriteTimeUtc, _ => Task.FromResult<Stream>(file.OpenRead()));
        await foreach (var batch in source.ReadFileAsync(arrived, ReadRequest.Whole(pipeline.Stream), ct))
        {
            foreach (var record in batch.Records.Take(limit - tried.Count)) tried.Add(Map(workspace, pipeline, record));
            if (tried.Count >= limit) break;
        }

        return tried;
    }

    public static void Show(Screen screen, IReadOnlyList<TriedRecord> tried, bool reveal)
    {
        screen.JsonOnly(tried.Select(record => new { record.Key, record.Part, record.Line, issues = record.Trace.Issues, entities = record.Trace.Entities.Select(entity => new { entity = entity.Row.Entity.Name, fields = entity.Fields.Select(field => Masked(field, reveal)) }) }));
        if (screen.Json) return;
        foreach (var record in tried)
        {
            screen.Title($"{record.Part ?? "line"} {record.Line}, key {record.Key}");
            foreach (var issue in record.Trace.Issues) screen.Say($"  {issue.Code} {issue.Path}: {issue.Message}");
            foreach (var entity in record.Trace.Entities)
            {
                screen.Say($"  {entity.Row.Entity.Name}");
                screen.Table(
                    entity.Fields.Select(field => Masked(field, reveal)),
                    ("field", field => field.Field),
                    ("value", field => field.Value),
                    ("expression", field => field.Expression),
                    ("read", field => string.Join(", ", field.Read.Select(read => $"{read.Path} = {read.Text ?? "(nothing)"}"))));
            }
        }
    }

    private static FieldTrace Masked(FieldTrace field, bool reveal) => field with
    {
        Value = Reveal.Masked(field.Value, field.Class, reveal),
        Read = [.. field.Read.Select(read => read with { Text = Reveal.Masked(read.Text, field.Class, reveal) })],
    };

    // Reading a file beside the workspace needs no secret, so its references may stay what they are.
    private static IConnector? Open(Workspace workspace, Connection connection) => new ConnectorCatalog().All
        .FirstOrDefault(kind => kind.Name == connection.Connector)?
        .Build(new(connection.Name, workspace.Folder, connection.Settings, connection.Streams.ToDictionary(stream => stream.Key, stream => stream.Value.Options), TimeProvider.System), []);

    private static TriedRecord Map(Workspace workspace, Pipeline pipeline, RawRecord record)
    {
        var formats = workspace.Connections[pipeline.Connection].Streams[pipeline.Stream].Formats;
        var trace = record.Problem is { } problem
            ? new MappingTrace([], [new(problem.Code, problem.Path, problem.Message)])
            : workspace.Mappings[pipeline.Mapping].Trace(new(pipeline.Stream, record.Key, record.Payload), formats, workspace.Crosswalks);
        return new(record.Key, record.Position.Place, record.Position.Part, trace);
    }
}

/// <summary>One record of a trial.</summary>
internal sealed record TriedRecord(string Key, long Line, string? Part, MappingTrace Trace);
