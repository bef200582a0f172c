using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Workspaces.Guessing;

/// <summary>A workspace for a folder of files as they lie there: what to write, and why.</summary>
/// <param name="Untold">What lies there and could not be told, with the reason.</param>
/// <param name="Files">Texts by path below the workspace.</param>
public sealed record FilesGuess(IReadOnlyList<StreamGuess> Streams, IReadOnlyList<GuessedStream> Untold, IReadOnlyDictionary<string, string> Files)
{
    private const string Kind = "file";

    /// <summary>Reads the begin of the files and some records, through no mapping; changes nothing.</summary>
    /// <param name="place">The folder of the files.</param>
    /// <param name="workspace">The folder of the workspace, which need not exist.</param>
    /// <param name="hub">The <c>hub.yaml</c> that it will have.</param>
    public static async Task<FilesGuess> OfAsync(string place, string workspace, string hub, IConnectorCatalog catalog, CancellationToken ct)
    {
        var kind = catalog.All.Single(kind => kind.Name == Kind);
        var draft = new GuessDraft(kind, place, workspace, hub, catalog);
        List<StreamGuess> streams = [];
        List<GuessedStream> untold = [];
        foreach (var found in await kind.GuessAsync(place, ct))
        {
            if (found.Stream is null) untold.Add(found);
            else if (await LookAsync(kind, place, found, ct) is { } stream) streams.Add(draft.Judged(draft.Placed(stream, streams)));
            else untold.Add(new(found.Name, null, [new("", "what it seems to be cannot be read as such; `backoffice connector show file` tells all keys", Certainty.Unsure)]));
        }

        return new(streams, untold, draft.Files(streams));
    }

    private static async Task<StreamGuess?> LookAsync(ConnectorKind kind, string place, GuessedStream found, CancellationToken ct)
    {
        var stream = JsonObject.Create(found.Stream!.Value)!;
        // Whatever the records are, this key holds for them.
        stream["key"] = "hash";
        var settings = JsonSerializer.SerializeToElement(new { folder = place });
        if (kind.Build(new("guess", place, settings, new Dictionary<string, JsonElement> { [found.Name] = JsonSerializer.SerializeToElement(stream) }, new LaterClock()), []) is not ISource source) return null;
        try
        {
            return await StreamGuess.OfAsync(found, source, ct);
        }
        catch (ConnectorException broken)
        {
            return new(found.Name, stream, null, 0, 0, [.. found.Reasons, new("key", "no record could be looked at", Certainty.Unsure), new("", broken.Message, Certainty.Unsure)]);
        }
    }
}

/// <summary>A clock that is ahead, so that a file which was just put there counts as one that rests.</summary>
internal sealed class LaterClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(1);
}

/// <summary>Writes what was guessed, and asks the loader about it before anybody else does.</summary>
internal sealed class GuessDraft
{
    private const string Example = ".example";

    private readonly ConnectorKind kind;
    private readonly JsonObject settings;
    private readonly string workspace;
    private readonly IConnectorCatalog catalog;
    private readonly IReadOnlyList<WorkspaceFile> others;

    public GuessDraft(ConnectorKind kind, string place, string workspace, string hub, IConnectorCatalog catalog)
    {
        (this.kind, this.workspace, this.catalog) = (kind, workspace, catalog);
        settings = new() { ["folder"] = Within(RealPath.Of(workspace), RealPath.Of(place)) };
        var existing = Directory.Exists(workspace) ? WorkspaceFolder.Read(workspace, []) : [];
        others = [.. existing, WorkspaceHash.File(HubSettingsFile.Name, Encoding.UTF8.GetBytes(hub))];
    }

    /// <summary>The stream in the first connection that gives nothing of its kind yet: equal keys of two systems must not meet.</summary>
    public StreamGuess Placed(StreamGuess stream, IReadOnlyList<StreamGuess> before)
    {
        List<string> taken = [.. before.Where(other => other.Entity is not null && other.Entity == stream.Entity).Select(other => other.Connection)];
        var name = Free().First(name => !taken.Contains(name));
        GuessReason apart = new("", $"another stream gives {stream.Entity} too, so this one has a connection of its own; if both are of one system, put them into one", Certainty.Unsure);
        return stream with { Connection = name, Reasons = taken.Count == 0 ? stream.Reasons : [.. stream.Reasons, apart] };
    }

    /// <summary>The stream, with what the loader has against it.</summary>
    public StreamGuess Judged(StreamGuess stream)
    {
        List<FileError> errors = [];
        var files = Texts([stream]).Select(file => WorkspaceHash.File(file.Key, Encoding.UTF8.GetBytes(file.Value)));
        WorkspaceLoader.Load([.. others, .. files.Where(file => !file.Path.EndsWith(Example, StringComparison.Ordinal))], workspace, catalog, HubEngine.DatasetColumns, errors);
        return errors.Find(error => error.File == $"connections/{stream.Connection}.yaml" || error.File == $"pipelines/{stream.Name}.yaml") is { } fault
            ? stream with { Fault = $"{fault.Problem} {fault.Remedy}" }
            : stream;
    }

    /// <summary>All files; of what is not valid the examples.</summary>
    public IReadOnlyDictionary<string, string> Files(IReadOnlyList<StreamGuess> streams)
    {
        SortedDictionary<string, string> files = new(Texts([.. streams.Where(stream => stream.Fault is null)]), StringComparer.Ordinal);
        if (streams.Where(stream => stream.Fault is not null).ToList() is not { Count: > 0 } faulty) return files;
        foreach (var (path, text) in Texts(faulty)) files[path.EndsWith(Example, StringComparison.Ordinal) ? path : path + Example] = text;
        return files;
    }

    private Dictionary<string, string> Texts(IReadOnlyList<StreamGuess> streams)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (var connection in streams.GroupBy(stream => stream.Connection)) files[$"connections/{connection.Key}.yaml"] = GuessedText.Connection(kind, settings, [.. connection]);
        foreach (var stream in streams)
        {
            var ending = stream.Mapping is null ? Example : "";
            files[$"pipelines/{stream.Name}.yaml{ending}"] = GuessedText.Pipeline(stream);
            if (stream.Mapping is null) files[$"mappings/{stream.Name}.yaml{ending}"] = GuessedText.Mapping(stream);
        }

        return files;
    }

    private IEnumerable<string> Free() => Enumerable.Range(1, int.MaxValue)
        .Select(n => n == 1 ? "files" : $"files-{n}")
        .Where(name => others.All(file => file.Path != $"connections/{name}.yaml"));

    private static string Within(string workspace, string place)
    {
        var relative = Path.GetRelativePath(workspace, place);
        return relative == ".." || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? place : relative.Replace('\\', '/');
    }
}
