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
        var row = connection.QuerySingleOrDefault<(string Checkpoint, long Generation, long Complete, string? RunId, string? Since)?>(
            "SELECT checkpoint, generation, snapshot_complete, run_id, since FROM stream_state WHERE pipeline = @Pipeline AND stream = @Stream AND slice = @Slice",
            slice);
        return Task.FromResult(row is { } state
            ? new StreamState(new(state.Checkpoint), state.Generation, state.Complete != 0, state.RunId is null ? null : Guid.Parse(state.RunId), state.Since is null ? null : new(state.Since))
            : null);
    }

    public Task<long> NextGenerationAsync(string stream, CancellationToken ct)
    {
        using var reading = database.Open();
        return Task.FromResult(1 + reading.ExecuteScalar<long>(
            "SELECT coalesce(max(generation), 0) FROM stream_state WHERE stream = @stream", new { stream }));
    }

    public Task<IReadOnlyDictionary<string, RawState>> ReadRawAsync(StreamSlice stream, long generation, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        Dictionary<string, RawState> states = new(keys.Count);
        using var reading = database.Open();
        using var transaction = reading.BeginTransaction(deferred: true);
        using var raw = new RawLookup(reading, stream, generation);
        foreach (var key in keys.ToList().InOrder(key => key))
            if (raw.Find(key) is { } state) states[key] = state;
        return Task.FromResult<IReadOnlyDictionary<string, RawState>>(states);
    }

    public async Task<IReadOnlyList<WaitingKey>> ReadWaitingAsync(StreamSlice slice, Guid runId, CancellationToken ct)
    {
        using var connection = database.Open();
        var rows = await connection.QueryAsync<(string Key, long Own, byte[]? Dismissed)>(new CommandDefinition(
            """
            SELECT "key", EXISTS (SELECT 1 FROM landing l WHERE l.id = q.landing_id AND (l.run_id = @run OR lower(hex(l.sha256)) = @slice)), CASE state WHEN 'Dismissed' THEN raw_hash END
            FROM quarantine q WHERE pipeline = @pipeline AND stream = @stream AND (state = 'Opened' OR (state = 'Dismissed' AND closed_commit IS NULL))
            """,
            new { pipeline = slice.Pipeline, stream = slice.Stream, run = runId.ToString(), slice = slice.Slice },
            cancellationToken: ct));
        return [.. rows.Select(row => new WaitingKey(row.Key, row.Own != 0) { DismissedHash = row.Dismissed is { } hash ? HashBytes.Read(hash) : null })];
    }

    public Task<CommitOutcome> CommitAsync(InboundCommit commit, CancellationToken ct) =>
        database.WriteAsync((connection, transaction) => new InboundTransaction(connection, transaction, commit).Write(), ct);

    public Task<string?> ReadPeriodRuleAsync(string connection, string stream, CancellationToken ct)
    {
        using var reading = database.Open();
        return Task.FromResult(reading.ExecuteScalar<string?>("SELECT rule FROM period_rule WHERE connection = @connection AND stream = @stream", new { connection, stream }));
    }

    public Task<IReadOnlyList<RawReference>> ReadLiveAsync(string connection, string stream, string behind, int most, CancellationToken ct)
    {
        using var reading = database.Open();
        var rows = reading.Query<RawRow>(
            """
            SELECT "key" AS RawKey, landing_id AS LandingId, position AS Position, raw_hash AS RawHash
            FROM raw WHERE connection = @connection AND stream = @stream AND "key" > @behind AND deleted = 0 ORDER BY "key" LIMIT @most
            """,
            new { connection, stream, behind, most });
        return Task.FromResult<IReadOnlyList<RawReference>>([.. rows.Select(row => row.ToReference(connection, stream))]);
    }

    public Task WritePeriodsAsync(PeriodNotes notes, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) =>
        {
            SqliteLeases.Hold(connection, transaction, notes.Lease, notes.At);
            PeriodTable.Write(connection, transaction, notes);
            return 0;
        },
        ct);

    public Task<IReadOnlyList<RawReference>> ReadOrphansAsync(string connection, string stream, CancellationToken ct)
    {
        using var reading = database.Open();
        var orphans = CanonicalModel.All.SelectMany(entity => reading.Query<RawRow>(
            $"""
            SELECT r."key" AS RawKey, r.landing_id AS LandingId, r.position AS Position, r.raw_hash AS RawHash
            FROM {entity.Table} e JOIN raw r ON r.connection = e.connection AND r.stream = e.raw_stream AND r."key" = e.raw_key AND r.deleted = 0
            WHERE e.order_key = '' AND e.connection = @connection AND e.raw_stream = @stream
            """,
            new { connection, stream }));
        return Task.FromResult<IReadOnlyList<RawReference>>([.. orphans.DistinctBy(orphan => orphan.RawKey).Select(orphan => orphan.ToReference(connection, stream))]);
    }

    private sealed record RawRow(string RawKey, string LandingId, string Position, byte[] RawHash)
    {
        public RawReference ToReference(string connection, string stream) => new(connection, stream, RawKey, Guid.Parse(LandingId), PositionText.Parse(Position), HashBytes.Read(RawHash));
    }
}
