using System.Text.Json;
using BackOffice.Integration.Engine.Audit;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Quarantine;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Mappings;
using Dapper;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Quarantine, over SQLite.</summary>
internal sealed class SqliteQuarantineStore(SqliteDatabase database) : IQuarantineStore
{
    public Task<IReadOnlyList<QuarantineItem>> ListAsync(string? pipeline, bool onlyOpen, CancellationToken ct)
    {
        using var connection = database.Open();
        var rows = connection.Query<Row>(
            """
            SELECT q.id, q.pipeline, q.connection, q.stream, q."key", q.state, q.raw_hash AS RawHash, q.landing_id AS LandingId, q.position, q.issues, l.name AS File, c.at AS OpenedAt,
                   q.mapping_hash AS Mapping, q.owner, q.tries, q.decided_by AS DecidedBy, q.decided_at AS DecidedAt, q.reason, q.closed_commit AS ClosedCommit
            FROM quarantine q LEFT JOIN landing l ON l.id = q.landing_id LEFT JOIN commit_log c ON c.id = q.opened_commit
            WHERE (@pipeline IS NULL OR q.pipeline = @pipeline) AND (@onlyOpen = 0 OR q.state = 'Opened') ORDER BY q.id
            """,
            new { pipeline, onlyOpen });
        return Task.FromResult<IReadOnlyList<QuarantineItem>>([.. rows.Select(row => row.ToItem())]);
    }

    public Task<bool> DismissAsync(Guid id, string actor, string reason, AuditEntry audit, Lease lease, DateTimeOffset at, CancellationToken ct) =>
        DecideAsync(id, "Opened", "Dismissed", actor, reason, audit, lease, at, ct);

    public Task<bool> ReopenAsync(Guid id, string actor, string reason, AuditEntry audit, Lease lease, DateTimeOffset at, CancellationToken ct) =>
        DecideAsync(id, "Dismissed", "Opened", actor, reason, audit, lease, at, ct);

    private Task<bool> DecideAsync(Guid id, string from, string to, string actor, string reason, AuditEntry audit, Lease lease, DateTimeOffset at, CancellationToken ct) => database.WriteDurablyAsync(
        (connection, transaction) =>
        {
            SqliteLeases.Hold(connection, transaction, lease, at);
            var decided = connection.Execute(
                $"UPDATE quarantine SET state = '{to}', decided_by = @actor, decided_at = @at, reason = @reason WHERE id = @id AND state = '{from}' AND closed_commit IS NULL",
                new { id = id.ToString(), actor, reason, at = Micros.Of(at) },
                transaction);
            if (decided == 1) SqliteAudit.Append(connection, transaction, at, audit);
            return decided == 1;
        },
        ct);

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string Pipeline { get; init; }
        public required string Connection { get; init; }
        public required string Stream { get; init; }
        public required string Key { get; init; }
        public required string State { get; init; }
        public required byte[] RawHash { get; init; }
        public required string LandingId { get; init; }
        public required string Position { get; init; }
        public required string Issues { get; init; }
        public string? File { get; init; }
        public long OpenedAt { get; init; }
        public required byte[] Mapping { get; init; }
        public string? Owner { get; init; }
        public long Tries { get; init; }
        public string? DecidedBy { get; init; }
        public long? DecidedAt { get; init; }
        public string? Reason { get; init; }
        public string? ClosedCommit { get; init; }

        public QuarantineItem ToItem()
        {
            var position = PositionText.Parse(Position);
            return new(
                Guid.Parse(Id), Pipeline, Connection, Stream, Key, State, File, position.Place, Micros.ToInstant(OpenedAt), JsonSerializer.Deserialize<List<Issue>>(Issues, JsonSerializerOptions.Web)!)
            {
                Part = position.Part,
                Reference = new(Connection, Stream, Key, Guid.Parse(LandingId), position, HashBytes.Read(RawHash)),
                Mapping = Convert.ToHexStringLower(Mapping),
                Owner = Owner,
                Tries = Tries,
                DismissedBy = State == "Dismissed" ? DecidedBy : null,
                DismissedAt = State == "Dismissed" && DecidedAt is { } decided ? Micros.ToInstant(decided) : null,
                ReopenedBy = State == "Dismissed" ? null : DecidedBy,
                Ended = ClosedCommit is not null,
                Reason = Reason,
            };
        }
    }
}
