using System.Text.Json;
using BackOffice.Integration.Engine.Audit;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Corrected values, over SQLite.</summary>
internal sealed class SqliteFixStore(SqliteDatabase database) : IFixStore
{
    private const string Tables = "fix f LEFT JOIN raw_fix a ON a.connection = f.connection AND a.stream = f.stream AND a.\"key\" = f.\"key\" AND a.fix_id = f.id";

    public Task<IReadOnlyList<RecordFix>> ReadAsync(string connection, string stream, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        using var reading = database.Open();
        if (!reading.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM fix WHERE connection = @connection AND stream = @stream)", new { connection, stream })) return Task.FromResult<IReadOnlyList<RecordFix>>([]);
        return Task.FromResult<IReadOnlyList<RecordFix>>([.. reading.Query<FixRow>(
            $"""
            SELECT {FixRow.Columns} FROM json_each(@keys) k CROSS JOIN {Tables}
            WHERE f.connection = @connection AND f.stream = @stream AND f."key" = k.value AND (a.fix_id IS NOT NULL OR ({FixRow.InForce})) ORDER BY f.id
            """,
            new { connection, stream, keys = JsonSerializer.Serialize(keys) }).Select(row => row.ToFix())]);
    }

    public Task<IReadOnlyList<RecordFix>> ListAsync(CancellationToken ct)
    {
        using var reading = database.Open();
        return Task.FromResult(Read(reading, null, "1 = 1", null));
    }

    public Task<IReadOnlyList<(RecordFix Fix, RawReference Record)>> AppliedAsync(string pipeline, string connection, string stream, CancellationToken ct)
    {
        using var reading = database.Open();
        return Task.FromResult<IReadOnlyList<(RecordFix, RawReference)>>([.. reading.Query<AppliedRow>(
            $"""
            SELECT {FixRow.Columns}, r.landing_id AS LandingId, r.position AS Position, r.raw_hash AS RawHash
            FROM fix f JOIN raw_fix a ON a.connection = f.connection AND a.stream = f.stream AND a."key" = f."key" AND a.fix_id = f.id
            JOIN raw r ON r.connection = f.connection AND r.stream = f.stream AND r."key" = f."key"
            WHERE f.connection = @connection AND f.stream = @stream AND r.deleted = 0 AND {SeenTable.Since(SeenTable.Latest)} ORDER BY f.id
            """,
            new { pipeline, connection, stream }).Select(row => (row.ToFix(), new RawReference(connection, stream, row.Key, Guid.Parse(row.LandingId), PositionText.Parse(row.Position), HashBytes.Read(row.RawHash))))]);
    }

    public Task AddAsync(RecordFix fix, AuditEntry audit, Lease lease, CancellationToken ct) => database.WriteDurablyAsync(
        (connection, transaction) =>
        {
            SqliteLeases.Hold(connection, transaction, lease, fix.At);
            var row = FixRow.Of(fix);
            connection.Execute($"""UPDATE fix SET superseded_by = @Id WHERE connection = @Connection AND stream = @Stream AND "key" = @Key AND path = @Path AND {FixRow.InForce}""", row, transaction);
            connection.Execute(
                """
                INSERT INTO fix (id, connection, stream, "key", path, old_value_hash, new_value, reason, actor, at, hub_key)
                VALUES (@Id, @Connection, @Stream, @Key, @Path, @OldValueHash, @NewValue, @Reason, @Actor, @At, @HubKey)
                """,
                row,
                transaction);
            return SqliteAudit.Append(connection, transaction, fix.At, audit);
        },
        ct);

    public Task WithdrawAsync(IReadOnlyList<(Guid Fix, AuditEntry Audit)> fixes, Withdrawal by, Lease lease, CancellationToken ct) => database.WriteDurablyAsync(
        (connection, transaction) =>
        {
            SqliteLeases.Hold(connection, transaction, lease, by.At);
            foreach (var (fix, audit) in fixes)
            {
                connection.Execute(
                    $"UPDATE fix SET withdrawn_by = @Actor, withdrawn_at = @at, withdrawn_reason = @Reason WHERE id = @id AND {FixRow.InForce}",
                    new { id = fix.ToString(), by.Actor, at = Micros.Of(by.At), by.Reason },
                    transaction);
                SqliteAudit.Append(connection, transaction, by.At, audit);
            }

            return fixes.Count;
        },
        ct);

    /// <param name="where">A condition on the fix <c>f</c>.</param>
    public static IReadOnlyList<RecordFix> Read(SqliteConnection connection, SqliteTransaction? transaction, string where, object? parameters) =>
        [.. connection.Query<FixRow>($"SELECT {FixRow.Columns} FROM {Tables} WHERE {where} ORDER BY f.id", parameters, transaction).Select(row => row.ToFix())];

    private sealed class AppliedRow : FixRow
    {
        public required string LandingId { get; init; }
        public required string Position { get; init; }
        public required byte[] RawHash { get; init; }
    }
}
