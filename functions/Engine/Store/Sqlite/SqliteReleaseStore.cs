using BackOffice.Integration.Engine.Releases;
using Dapper;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Releases in one SQLite file; every write is durable.</summary>
internal sealed class SqliteReleaseStore(SqliteDatabase database) : IReleaseStore
{
    public string Folder => database.Folder;

    public IReleaseView Read()
    {
        var connection = database.Open();
        return new SqliteReleaseView(connection, connection.BeginTransaction(deferred: true), owns: true);
    }

    public Task DraftAsync(ReleaseDraft draft, CancellationToken ct) => database.WriteDurablyAsync(
        (connection, transaction) =>
        {
            SqliteReleaseWriter.Write(connection, transaction, draft);
            return true;
        },
        ct);

    public Task<ReleaseMove> MoveAsync(Guid release, Func<ReleaseFacts, IReleaseView, ReleaseMove> decide, CancellationToken ct) => database.WriteDurablyAsync(
        (connection, transaction) =>
        {
            var view = new SqliteReleaseView(connection, transaction, owns: false);
            var move = decide(view.Facts(release), view);
            SqliteReleaseWriter.Write(connection, transaction, move);
            return move;
        },
        ct);

    public Task<int> BeginAttemptAsync(Guid release, SealedFile file, DateTimeOffset at, CancellationToken ct) => database.WriteDurablyAsync(
        (connection, transaction) => connection.ExecuteScalar<int>(
            """
            INSERT INTO delivery_attempt (release_id, n, state, remote_name, bytes, started_at)
            VALUES (@id, (SELECT COALESCE(MAX(n), 0) + 1 FROM delivery_attempt WHERE release_id = @id), 'Started', @name, @bytes, @at)
            RETURNING n
            """,
            new { id = release.ToString(), name = file.Name, bytes = file.Length, at = Micros.Of(at) },
            transaction),
        ct);

    public Task EndAttemptAsync(Guid release, int attempt, string? errorCode, DateTimeOffset at, CancellationToken ct) => database.WriteDurablyAsync(
        (connection, transaction) => connection.Execute(
            "UPDATE delivery_attempt SET state = @state, ended_at = @at, error_code = @errorCode WHERE release_id = @id AND n = @attempt",
            new { state = errorCode is null ? "Completed" : "Failed", at = Micros.Of(at), errorCode, id = release.ToString(), attempt },
            transaction),
        ct);
}
