using BackOffice.Integration.Engine.Inbound;
using Dapper;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Landed bytes and taken files, over SQLite.</summary>
internal sealed class SqliteLandingLedger(SqliteDatabase database) : ILandingLedger
{
    private const string Columns = "id, connection, stream, run_id AS RunId, name, modified_at AS ModifiedAt, uri, sha256, bytes, read_at AS ReadAt";

    public Task AddAsync(LandingRecord landing, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            """
            INSERT INTO landing (id, connection, stream, run_id, name, modified_at, uri, sha256, bytes, read_at)
            VALUES (@Id, @Connection, @Stream, @RunId, @Name, @ModifiedAt, @Uri, @Sha256, @Length, @ReadAt)
            """,
            new
            {
                Id = landing.Id.ToString(),
                landing.Connection,
                landing.Stream,
                RunId = landing.RunId.ToString(),
                landing.Name,
                ModifiedAt = landing.ModifiedAt is { } at ? Micros.Of(at) : (long?)null,
                landing.Landed.Uri,
                Sha256 = Convert.FromHexString(landing.Landed.Sha256),
                landing.Landed.Length,
                ReadAt = Micros.Of(landing.ReadAt),
            },
            transaction),
        ct);

    public Task<LandingRecord?> FindAsync(Guid id, CancellationToken ct) => Find("id = @id", new { id = id.ToString() });

    public Task<LandingRecord?> FindAsync(string connection, string stream, string sha256, CancellationToken ct) =>
        Find("sha256 = @hash AND connection = @connection AND stream = @stream AND name IS NOT NULL", new { hash = Convert.FromHexString(sha256), connection, stream }, "id DESC");

    public Task<LandingRecord?> FindBeforeAsync(string connection, string stream, Guid runId, CancellationToken ct) =>
        Find("connection = @connection AND stream = @stream AND run_id < @run AND bytes > 0 AND sha256 IN (SELECT sha256 FROM file_taken WHERE connection = @connection)", new { connection, stream, run = runId.ToString() }, "id DESC");

    public Task<TakenFile?> TakenAsync(string pipeline, string connection, string sha256, CancellationToken ct)
    {
        using var reading = database.Open();
        return Task.FromResult(reading.Query<(string Name, long Size, long ModifiedAt)>(
                "SELECT name, size, mtime FROM file_taken WHERE pipeline = @pipeline AND connection = @connection AND sha256 = @hash",
                new { pipeline, connection, hash = Convert.FromHexString(sha256) })
            .Select(taken => new TakenFile(sha256, taken.Name, taken.Size, Micros.ToInstant(taken.ModifiedAt)))
            .SingleOrDefault());
    }

    public Task<string?> NewestTakenAsync(string pipeline, string stream, CancellationToken ct)
    {
        using var reading = database.Open();
        return Task.FromResult(reading.QueryFirstOrDefault<string>(
            """
            SELECT s.slice FROM file_taken f
            JOIN stream_state s ON s.pipeline = f.pipeline AND s.stream = @stream AND s.slice = lower(hex(f.sha256))
            JOIN commit_log c ON c.id = s.commit_id
            WHERE f.pipeline = @pipeline
            ORDER BY c.commit_no DESC LIMIT 1
            """,
            new { pipeline, stream }));
    }

    public Task MarkArchivedAsync(string connection, string sha256, string archivedAs, CancellationToken ct) => database.WriteAsync(
        (writing, transaction) => writing.Execute(
            "UPDATE file_taken SET archived_as = @archivedAs WHERE connection = @connection AND sha256 = @hash",
            new { archivedAs, connection, hash = Convert.FromHexString(sha256) },
            transaction),
        ct);

    private Task<LandingRecord?> Find(string condition, object parameters, string order = "id")
    {
        using var connection = database.Open();
        return Task.FromResult(connection.QueryFirstOrDefault<Row>($"SELECT {Columns} FROM landing WHERE {condition} ORDER BY {order} LIMIT 1", parameters)?.ToRecord());
    }

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string Connection { get; init; }
        public required string Stream { get; init; }
        public required string RunId { get; init; }
        public string? Name { get; init; }
        public long? ModifiedAt { get; init; }
        public required string Uri { get; init; }
        public required byte[] Sha256 { get; init; }
        public long Bytes { get; init; }
        public long ReadAt { get; init; }

        public LandingRecord ToRecord() => new(
            Guid.Parse(Id),
            Connection,
            Stream,
            Guid.Parse(RunId),
            new(Convert.ToHexStringLower(Sha256), Uri, Bytes),
            Micros.ToInstant(ReadAt),
            Name,
            ModifiedAt is { } at ? Micros.ToInstant(at) : null);
    }
}
