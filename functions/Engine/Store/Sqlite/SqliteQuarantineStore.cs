using System.Text.Json;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Quarantine;
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
            SELECT q.id, q.pipeline, q.connection, q.stream, q."key", q.state, q.raw_hash AS RawHash, q.landing_id AS LandingId, q.position, q.issues, l.name AS File, c.at AS OpenedAt
            FROM quarantine q LEFT JOIN landing l ON l.id = q.landing_id LEFT JOIN commit_log c ON c.id = q.opened_commit
            WHERE (@pipeline IS NULL OR q.pipeline = @pipeline) AND (@onlyOpen = 0 OR q.state = 'Opened') ORDER BY q.id
            """,
            new { pipeline, onlyOpen });
        return Task.FromResult<IReadOnlyList<QuarantineItem>>([.. rows.Select(row => row.ToItem())]);
    }

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

        public QuarantineItem ToItem()
        {
            var position = PositionText.Parse(Position);
            return new(
                Guid.Parse(Id), Pipeline, Connection, Stream, Key, State, File, position.Place, Micros.ToInstant(OpenedAt), JsonSerializer.Deserialize<List<Issue>>(Issues, JsonSerializerOptions.Web)!)
            {
                Part = position.Part,
                Reference = new(Connection, Stream, Key, Guid.Parse(LandingId), position, HashBytes.Read(RawHash)),
            };
        }
    }
}
