using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Reads the files of one folder as they are.</summary>
internal sealed class FilesSource(Inbox inbox, IReadOnlyDictionary<string, FilesStreamSettings> streams, FileLimits limits) : IFileSource
{
    // The mark of UTF-8 alone is three bytes long.
    private const int EmptyBytes = 3;

    public Task CheckAsync(CancellationToken ct)
    {
        inbox.Check();
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<StreamDescriptor>> DiscoverAsync(CancellationToken ct)
    {
        List<StreamDescriptor> found = [];
        foreach (var stream in streams.Values) found.Add(await StreamSketch.OfAsync(stream, Newest(stream), Form(stream.Name), ct));
        return found;
    }

    // Where there is one stream only, what was taken is its own.
    private FileInfo? Newest(FilesStreamSettings stream) => inbox.NewestWaiting(stream) ?? (streams.Count == 1 ? inbox.NewestTaken() : null);

    public async IAsyncEnumerable<RecordBatch> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var files = await ListAsync(request.Stream, ct);
        var from = FileCheckpoint.Read(request.Checkpoint);
        var isComplete = files.All(file => file.Length > EmptyBytes);
        foreach (var (index, file) in files.Index().Skip(First(files, from)))
        {
            var last = index == files.Count - 1;
            await foreach (var batch in Batches(request.Stream).ReadAsync(file, from, ct))
                yield return batch with { CompletesSnapshot = batch.CompletesSnapshot && last && isComplete };
            from = null;
        }
    }

    public IAsyncEnumerable<ArrivedFile> ArrivedAsync(string stream, TimeSpan settle, CancellationToken ct) =>
        inbox.ArrivedAsync(Settings(stream), Form(stream), settle, ct);

    public Task<IReadOnlyList<PassedFile>> PassedAsync(string stream, CancellationToken ct) => inbox.PassedAsync(Settings(stream), Form(stream), ct);

    public IReadOnlyList<string> StreamsOf(string file) => [.. streams.Values.Where(stream => Inbox.Belongs(file, stream)).Select(stream => stream.Name)];

    public Task<IReadOnlyList<string>?> FieldsAsync(ArrivedFile file, string stream, CancellationToken ct) => Border.ReadAsync(file.Name, async () =>
    {
        await using var bytes = await file.OpenAsync(ct);
        return await Form(stream).FieldsAsync(file.Name, bytes, ct);
    });

    public IAsyncEnumerable<RecordBatch> ReadFileAsync(ArrivedFile file, ReadRequest request, CancellationToken ct)
    {
        var from = FileCheckpoint.Read(request.Checkpoint);
        return from is null || from.Sha256 == file.Sha256 ? Batches(request.Stream).ReadAsync(file, from, ct) : throw Foreign(file.Name);
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAgainAsync(
        ArrivedFile file, string stream, IReadOnlyList<Position> positions, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var bytes = await file.OpenAsync(ct);
        await using var payloads = Form(stream).ReadAgainAsync(file.Name, bytes, positions, ct).GetAsyncEnumerator(ct);
        while (await Border.ReadAsync(file.Name, () => payloads.MoveNextAsync().AsTask())) yield return payloads.Current;
    }

    public Task<string?> ArchiveAsync(ArrivedFile file, CancellationToken ct) => inbox.ArchiveAsync(file, streams.Values
        .Where(stream => stream.DoneMarker is not null && Inbox.Belongs(file.Name, stream))
        .Select(stream => stream.DoneMarker!), ct);

    private static int First(List<ArrivedFile> files, FileCheckpoint? from)
    {
        if (from is null) return 0;
        var index = files.FindIndex(file => file.Sha256 == from.Sha256 && file.Name == from.Name);
        return index >= 0 ? index : throw Foreign("The stream");
    }

    private static ConnectorException Foreign(string what) =>
        new(Recovery.Stop, $"{what} does not hold the file that the checkpoint belongs to. Put that file back, or start from the beginning.");

    private async Task<List<ArrivedFile>> ListAsync(string stream, CancellationToken ct)
    {
        List<ArrivedFile> files = [];
        await foreach (var file in ArrivedAsync(stream, TimeSpan.Zero, ct)) files.Add(file);
        return files;
    }

    private FileBatches Batches(string stream) => new(Form(stream), limits);

    private RecordForm Form(string stream) => RecordForm.Of(Settings(stream), limits);

    private FilesStreamSettings Settings(string stream) => streams.TryGetValue(stream, out var settings) ? settings
        : throw new ConnectorException(Recovery.Reconfigure, $"There is no stream '{stream}' here. {Spelling.Remedy(stream, [.. streams.Keys])}") { Code = "stream.unknown" };
}
