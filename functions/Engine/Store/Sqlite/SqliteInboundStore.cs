using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Mappings.Canonical;
using Dapper;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Reading in, over SQLite.</summary>
internal sealed class SqliteInboundStore(SqliteDatabase database) : IInboundStore
{
    public Task<StreamState?> ReadStateAsync(StreamSlice slice, CancellationToken ct)
    {
        using var connection = database.Open();
        var row = connection.QuerySingleOrDefault<(string Checkpoint, long Generation, long Complete)?>(
            "SELECT checkpoint, generation, snapshot_complete FROM stream_state WHERE pipeline = @Pipeline AND stream = @Stream AND slice = @Slice",
            slice);
        return Task.FromResult(row is { } state ? new StreamState(new(state.Checkpoint), state.Generation, state.Complete != 0) : null);
    }

    public Task<long> NextGenerationAsync(string stream, CancellationToken ct)
    {
        using var reading = database.Open();
        return Task.FromResult(1 + reading.ExecuteScalar<long>(
            "SELECT coalesce(max(generation), 0) FROM stream_state WHERE stream = @stream", new { stream }));
    }

    public Task<IReadOnlyDictionary<string, RawState>> ReadRawAsync(string connection, string stream, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        Dictionary<string, RawState> states = [];
        using var reading = database.Open();
        using var probe = OfStream("SELECT 1 FROM raw WHERE connection = ?1 AND stream = ?2 AND \"key\" BETWEEN ?3 AND ?4 LIMIT 1");
        using var select = OfStream("SELECT raw_hash, generation, position, deleted FROM raw WHERE connection = ?1 AND stream = ?2 AND \"key\" = ?3");

        // Neighbours by key share one look, so that a first load costs nothing here.
        foreach (var chunk in keys.ToList().InOrder(key => key).Chunk(500))
        {
            var any = probe.Bind(3, chunk[0]).Bind(4, chunk[^1]).Step();
            probe.Reset();
            if (!any) continue;
            foreach (var key in chunk)
            {
                if (!select.Bind(3, key).Step()) continue;
                states[key] = new(HashBytes.Read(select.Blob(0)), select.Number(1), PositionText.Parse(select.Text(2)), select.Number(3) != 0);
                select.Reset();
            }
        }

        return Task.FromResult<IReadOnlyDictionary<string, RawState>>(states);

        SqliteStatement OfStream(string sql) => new SqliteStatement(reading, sql).Bind(1, connection).Bind(2, stream);
    }

    public Task<IReadOnlySet<string>> ReadQuarantinedKeysAsync(string pipeline, CancellationToken ct)
    {
        using var connection = database.Open();
        return Task.FromResult<IReadOnlySet<string>>(connection.Query<string>(
            "SELECT \"key\" FROM quarantine WHERE pipeline = @pipeline AND state = 'Opened'", new { pipeline }).ToHashSet());
    }

    public Task<CommitOutcome> CommitAsync(InboundCommit commit, CancellationToken ct) =>
        database.WriteAsync((connection, transaction) => new InboundTransaction(connection, transaction, commit).Write(), ct);

    public Task<IReadOnlyList<RawReference>> ReadOrphansAsync(string connection, string stream, CancellationToken ct)
    {
        using var reading = database.Open();
        var orphans = CanonicalModel.All.SelectMany(entity => reading.Query<OrphanRow>(
            $"""
            SELECT r."key" AS RawKey, r.landing_id AS LandingId, r.position AS Position, r.raw_hash AS RawHash
            FROM {entity.Table} e JOIN raw r ON r.connection = e.connection AND r.stream = e.raw_stream AND r."key" = e.raw_key
            WHERE e.order_key = '' AND e.connection = @connection AND e.raw_stream = @stream
            """,
            new { connection, stream }));
        return Task.FromResult<IReadOnlyList<RawReference>>([.. orphans.DistinctBy(orphan => orphan.RawKey).Select(orphan =>
            new RawReference(connection, stream, orphan.RawKey, Guid.Parse(orphan.LandingId), PositionText.Parse(orphan.Position), HashBytes.Read(orphan.RawHash)))]);
    }

    private sealed record OrphanRow(string RawKey, string LandingId, string Position, byte[] RawHash);
}
