namespace BackOffice.Integration.Connectors.Contract;

/// <summary>A source whose records arrive in whole files; each file is one occurrence and one slice.</summary>
public interface IFileSource : ISource
{
    /// <summary>Lists the complete files that wait, in name order; a half-written one is not among them.</summary>
    /// <param name="settle">How long size and time of change must have stood still; zero for a run by hand.</param>
    IAsyncEnumerable<ArrivedFile> ArrivedAsync(string stream, TimeSpan settle, CancellationToken ct);

    /// <summary>What has a name of the stream and is not read as it is now, in name order; none where the source cannot tell.</summary>
    Task<IReadOnlyList<PassedFile>> PassedAsync(string stream, CancellationToken ct) => Task.FromResult<IReadOnlyList<PassedFile>>([]);

    /// <summary>The streams that a file of this name belongs to; a file may hold the records of several.</summary>
    IReadOnlyList<string> StreamsOf(string file);

    /// <summary>The field names that the file itself or the stream's settings declare; null where neither does. Reads no further than that.</summary>
    Task<IReadOnlyList<string>?> FieldsAsync(ArrivedFile file, string stream, CancellationToken ct);

    /// <summary>Reads one file's records from its bytes, wherever those now lie; keeps every promise of <see cref="ISource.ReadAsync"/>.</summary>
    IAsyncEnumerable<RecordBatch> ReadFileAsync(ArrivedFile file, ReadRequest request, CancellationToken ct);

    /// <summary>Gives the payloads at these positions again, in this order, from the file's bytes.</summary>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAgainAsync(ArrivedFile file, string stream, IReadOnlyList<Position> positions, CancellationToken ct);

    /// <summary>Moves a taken file aside; returns its new place, or null where the folder cannot be written.</summary>
    Task<string?> ArchiveAsync(ArrivedFile file, CancellationToken ct);
}

/// <summary>A file that is passed over.</summary>
/// <param name="Why">A sentence that names the file, says what is wrong with it and the next step.</param>
public sealed record PassedFile(string Name, string Why);

/// <summary>A complete file, known by its content.</summary>
/// <param name="Name">As the source names it, relative to its folder.</param>
/// <param name="Sha256">Lower-case hex over the plain bytes.</param>
/// <param name="OpenAsync">Opens the same bytes from the start each time it is called; the stream can seek.</param>
public sealed record ArrivedFile(
    string Name, string Sha256, long Length, DateTimeOffset ModifiedAt, Func<CancellationToken, Task<Stream>> OpenAsync);
