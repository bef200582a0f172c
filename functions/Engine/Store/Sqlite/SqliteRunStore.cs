using System.Globalization;
using System.Text.Json;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings.Canonical;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>The run ledger, over SQLite.</summary>
internal sealed class SqliteRunStore(SqliteDatabase database) : IRunStore
{
    private const string Columns = "id, pipeline, occurrence, \"trigger\", state, attempt, workspace_hash AS Workspace, started_at AS StartedAt, ended_at AS EndedAt, error_code AS ErrorCode, counts";

    // A replay maps single records: it reads nothing that could go on, and tells nothing of the others.
    private const string NoReplay = "coalesce(occurrence, '') NOT LIKE 'replay:%'";

    public Task<(RunRecord Run, bool Created)> StartAsync(RunRecord run, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) =>
        {
            if (Insert(connection, transaction, run) > 0) return (run, true);
            connection.Execute(
                "UPDATE run SET state = 'Queued', attempt = attempt + 1, workspace_hash = @Workspace, ended_at = NULL, error_code = NULL WHERE pipeline = @Pipeline AND occurrence = @Occurrence AND state IN ('Failed', 'Cancelled', 'Abandoned')",
                new { Workspace = Convert.FromHexString(run.WorkspaceHash), run.Pipeline, run.Occurrence },
                transaction);
            return (connection.QuerySingle<Row>($"SELECT {Columns} FROM run WHERE pipeline = @Pipeline AND occurrence = @Occurrence", new { run.Pipeline, run.Occurrence }, transaction).ToRecord(), false);
        },
        ct);

    public Task<RunRecord?> FindAsync(Guid runId, CancellationToken ct)
    {
        using var connection = database.Open();
        return Task.FromResult(connection.QuerySingleOrDefault<Row>($"SELECT {Columns} FROM run WHERE id = @id", new { id = runId.ToString() })?.ToRecord());
    }

    public Task<IReadOnlyList<RunRecord>> ListAsync(string? pipeline, int limit, CancellationToken ct)
    {
        using var connection = database.Open();
        var rows = connection.Query<Row>($"SELECT {Columns} FROM run WHERE @pipeline IS NULL OR pipeline = @pipeline ORDER BY id DESC LIMIT @limit", new { pipeline, limit });
        return Task.FromResult<IReadOnlyList<RunRecord>>([.. rows.Select(row => row.ToRecord())]);
    }

    public Task<IReadOnlyList<RunRecord>> UnfinishedAsync(string? pipeline, CancellationToken ct)
    {
        using var connection = database.Open();
        var rows = connection.Query<Row>($"SELECT {Columns} FROM run WHERE state IN ('Queued', 'Started') AND (@pipeline IS NULL OR pipeline = @pipeline) AND {NoReplay} ORDER BY id", new { pipeline });
        return Task.FromResult<IReadOnlyList<RunRecord>>([.. rows.Select(row => row.ToRecord())]);
    }

    public Task AbandonReplaysAsync(string pipeline, DateTimeOffset at, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            $"UPDATE run SET state = 'Abandoned', ended_at = @at WHERE pipeline = @pipeline AND state = 'Started' AND NOT ({NoReplay})", new { pipeline, at = Micros.Of(at) }, transaction),
        ct);

    public Task<RunRecord?> OfAsync(string pipeline, string occurrence, CancellationToken ct)
    {
        using var connection = database.Open();
        return Task.FromResult(connection.QuerySingleOrDefault<Row>(
            $"SELECT {Columns} FROM run WHERE pipeline = @pipeline AND occurrence = @occurrence", new { pipeline, occurrence })?.ToRecord());
    }

    public Task<RunRecord?> LastOfFileAsync(string pipeline, string sha256, CancellationToken ct)
    {
        using var connection = database.Open();
        return Task.FromResult(connection.QuerySingleOrDefault<Row>(
            $"SELECT {Columns} FROM run WHERE pipeline = @pipeline AND (occurrence = @sha256 OR occurrence > @sha256 || '@' AND occurrence < @sha256 || 'A') ORDER BY id DESC LIMIT 1",
            new { pipeline, sha256 })?.ToRecord());
    }

    public Task MoveAsync(Guid runId, RunState state, DateTimeOffset at, string? errorCode, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "UPDATE run SET state = @state, heartbeat_at = @at, ended_at = @ended, error_code = @errorCode, counts = @counts WHERE id = @id",
            new
            {
                id = runId.ToString(),
                state = state.ToString(),
                at = Micros.Of(at),
                ended = state is RunState.Queued or RunState.Started or RunState.Paused ? (long?)null : Micros.Of(at),
                errorCode,
                counts = JsonSerializer.Serialize(Count(connection, runId, transaction)),
            },
            transaction),
        ct);

    public Task<RunCounts> CountAsync(Guid runId, CancellationToken ct)
    {
        using var connection = database.Open();
        return Task.FromResult(Count(connection, runId, null));
    }

    public Task<Guid?> LastCommitAsync(Guid runId, CancellationToken ct)
    {
        using var connection = database.Open();
        return Task.FromResult<Guid?>(connection.QuerySingleOrDefault<string>("SELECT id FROM commit_log WHERE run_id = @id ORDER BY commit_no DESC LIMIT 1", new { id = runId.ToString() }) is { } commit ? Guid.Parse(commit) : null);
    }

    public Task<IReadOnlyDictionary<string, decimal>> TotalsAsync(Guid runId, CancellationToken ct)
    {
        using var connection = database.Open();
        return Task.FromResult<IReadOnlyDictionary<string, decimal>>(Sum(connection.Query<string>("SELECT totals FROM commit_log WHERE run_id = @id", new { id = runId.ToString() })));
    }

    public Task<IReadOnlyDictionary<string, decimal>> TotalsSinceAsync(RunRecord run, CancellationToken ct)
    {
        using var connection = database.Open();
        return Task.FromResult<IReadOnlyDictionary<string, decimal>>(Sum(connection.Query<string>(
            "SELECT totals FROM commit_log WHERE run_id IN (SELECT id FROM run WHERE pipeline = @Pipeline AND id >= @id)", new { run.Pipeline, id = run.Id.ToString() })));
    }

    public Task<IReadOnlyList<MoneySum>> SumAsync(EntityDescriptor entity, FieldDescriptor field, Pipeline pipeline, CancellationToken ct)
    {
        using var reading = database.Open();
        var company = entity.IndexOf("company") >= 0 ? "e.company" : "NULL";
        var currency = field.CurrencyField is { } named ? $"coalesce(e.{entity.Fields[entity.IndexOf(named)].Column}, '')" : "''";
        var sums = reading.Query<(string? Company, string Currency, long Amount)>(
            $"""
            SELECT {company}, {currency}, coalesce(sum(e.{field.Column}), 0) FROM {entity.Table} e
            JOIN raw r ON r.connection = e.connection AND r.stream = e.raw_stream AND r."key" = e.raw_key
            WHERE e.connection = @connection AND e.raw_stream = @stream AND e.deleted = 0
              AND {SeenTable.Since(SeenTable.Latest)}
            GROUP BY 1, 2 ORDER BY 1, 2
            """,
            new { pipeline = pipeline.Name, connection = pipeline.Connection, stream = pipeline.Stream });
        return Task.FromResult<IReadOnlyList<MoneySum>>([.. sums.Select(sum => new MoneySum(sum.Company, sum.Currency, Cell.Of(sum.Amount).Decimal(field.Scale)))]);
    }

    private static Dictionary<string, decimal> Sum(IEnumerable<string> totals) =>
        totals.SelectMany(json => JsonSerializer.Deserialize<Dictionary<string, string>>(json)!)
            .GroupBy(total => total.Key, total => decimal.Parse(total.Value, CultureInfo.InvariantCulture))
            .ToDictionary(sums => sums.Key, sums => sums.Sum());

    public Task<RunRecord?> LastCompletedAsync(string pipeline, CancellationToken ct)
    {
        using var connection = database.Open();
        return Task.FromResult(connection.QuerySingleOrDefault<Row>(
            $"SELECT {Columns} FROM run WHERE pipeline = @pipeline AND state = 'Completed' AND {NoReplay} ORDER BY ended_at DESC LIMIT 1", new { pipeline })?.ToRecord());
    }

    private static int Insert(SqliteConnection connection, SqliteTransaction transaction, RunRecord run) => connection.Execute(
        """
        INSERT OR IGNORE INTO run (id, pipeline, kind, occurrence, "trigger", state, attempt, workspace_hash, mode, started_at, heartbeat_at, counts)
        VALUES (@Id, @Pipeline, 'inbound', @Occurrence, @Trigger, @State, @Attempt, @Workspace, 'live', @At, @At, '{}')
        """,
        new
        {
            Id = run.Id.ToString(),
            run.Pipeline,
            run.Occurrence,
            run.Trigger,
            State = run.State.ToString(),
            run.Attempt,
            Workspace = Convert.FromHexString(run.WorkspaceHash),
            At = Micros.Of(run.StartedAt),
        },
        transaction);

    private static RunCounts Count(SqliteConnection connection, Guid runId, SqliteTransaction? transaction) => connection.QuerySingle<(long, long, long, long, long)>(
        "SELECT coalesce(sum(read), 0), coalesce(sum(mapped), 0), coalesce(sum(unchanged), 0), coalesce(sum(quarantined), 0), coalesce(sum(deleted), 0) FROM commit_log WHERE run_id = @id",
        new { id = runId.ToString() },
        transaction) is var (read, mapped, unchanged, quarantined, deleted) ? new(read, mapped, unchanged, quarantined, deleted) : default;

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string Pipeline { get; init; }
        public string? Occurrence { get; init; }
        public required string Trigger { get; init; }
        public required string State { get; init; }
        public long Attempt { get; init; }
        public required byte[] Workspace { get; init; }
        public long StartedAt { get; init; }
        public long? EndedAt { get; init; }
        public string? ErrorCode { get; init; }
        public required string Counts { get; init; }

        public RunRecord ToRecord() => new(
            Guid.Parse(Id),
            Pipeline,
            Occurrence,
            Trigger,
            Enum.Parse<RunState>(State),
            (int)Attempt,
            Convert.ToHexStringLower(Workspace),
            Micros.ToInstant(StartedAt),
            EndedAt is { } ended ? Micros.ToInstant(ended) : null,
            ErrorCode,
            JsonSerializer.Deserialize<RunCounts>(Counts));
    }
}
