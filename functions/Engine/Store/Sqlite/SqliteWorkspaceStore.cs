using System.Text.Json;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Workspaces;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Published workspaces in SQLite.</summary>
internal sealed class SqliteWorkspaceStore(SqliteDatabase database) : IWorkspaceStore
{
    public Task<bool> PublishAsync(Publication publication, CancellationToken ct) => database.WriteDurablyAsync(
        (connection, transaction) => Publish(connection, transaction, publication), ct);

    public async Task<IReadOnlyList<WorkspaceVersion>> VersionsAsync(CancellationToken ct)
    {
        using var connection = database.Open();
        var rows = await connection.QueryAsync<(byte[] Hash, long At, string By, string? Commit, long Dirty)>(new CommandDefinition(
            "SELECT hash, published_at, published_by, git_commit, dirty FROM workspace_version ORDER BY published_at DESC", cancellationToken: ct));
        return [.. rows.Select(row => new WorkspaceVersion(Convert.ToHexStringLower(row.Hash), Micros.ToInstant(row.At), row.By, row.Commit, row.Dirty != 0))];
    }

    public async Task<IReadOnlyList<FileHash>> FilesAsync(string hash, CancellationToken ct)
    {
        using var connection = database.Open();
        var rows = await connection.QueryAsync<(string Path, byte[] Sha256)>(new CommandDefinition(
            "SELECT path, sha256 FROM workspace_file WHERE hash = @Hash ORDER BY path", new { Hash = Convert.FromHexString(hash) }, cancellationToken: ct));
        return [.. rows.Select(row => new FileHash(row.Path, Convert.ToHexStringLower(row.Sha256)))];
    }

    public async Task<IReadOnlyList<WorkspaceFile>> ContentAsync(string hash, CancellationToken ct)
    {
        using var connection = database.Open();
        var rows = await connection.QueryAsync<(string Path, byte[] Content)>(new CommandDefinition(
            "SELECT path, content FROM workspace_file WHERE hash = @Hash ORDER BY path", new { Hash = Convert.FromHexString(hash) }, cancellationToken: ct));
        return [.. rows.Select(row => WorkspaceHash.File(row.Path, row.Content))];
    }

    public async Task<WorkspaceFile?> FileAsync(string sha256, CancellationToken ct)
    {
        using var connection = database.Open();
        var rows = await connection.QueryAsync<(string Path, byte[] Content)>(new CommandDefinition(
            "SELECT path, content FROM workspace_file WHERE sha256 = @Sha256 LIMIT 1", new { Sha256 = Convert.FromHexString(sha256) }, cancellationToken: ct));
        return rows.Select(row => WorkspaceHash.File(row.Path, row.Content)).FirstOrDefault();
    }

    private static bool Publish(SqliteConnection connection, SqliteTransaction transaction, Publication publication)
    {
        var hash = Convert.FromHexString(publication.Hash);
        var latest = connection.QueryFirstOrDefault<(byte[] Hash, long At, string By)?>(
            "SELECT hash, published_at, published_by FROM workspace_version ORDER BY published_at DESC LIMIT 1", transaction: transaction);
        if (latest is { } last && last.Hash.AsSpan().SequenceEqual(hash) && (last.By != Actor.Hub.Login || publication.Actor == Actor.Hub.Login)) return false;
        // Later than the version before, whatever the clock says: the latest version is the one in force.
        var at = Math.Max(Micros.Of(publication.At), (latest?.At ?? 0) + 1);
        connection.Execute(
            """
            INSERT INTO workspace_version (hash, git_commit, dirty, published_at, published_by) VALUES (@hash, @Commit, @Dirty, @at, @Actor)
            ON CONFLICT (hash) DO UPDATE SET git_commit = excluded.git_commit, dirty = excluded.dirty, published_at = excluded.published_at, published_by = excluded.published_by
            """,
            new { hash, publication.Git.Commit, publication.Git.Dirty, at, publication.Actor },
            transaction);
        connection.Execute(
            "INSERT INTO workspace_file (hash, path, sha256, content) VALUES (@hash, @Path, @Sha256, @Content) ON CONFLICT (hash, path) DO NOTHING",
            publication.Files.Select(file => new { hash, file.Path, Sha256 = Convert.FromHexString(file.Sha256), file.Content }),
            transaction);
        ReplaceSchedules(connection, transaction, hash, publication.Schedules);
        SqliteAudit.Append(connection, transaction, publication.At, new(publication.Actor, "workspace.published", publication.Hash, Detail(publication)));
        return true;
    }

    // An unchanged schedule keeps its time: what fell due while the hub was down is still due.
    private static void ReplaceSchedules(SqliteConnection connection, SqliteTransaction transaction, byte[] hash, IReadOnlyList<ScheduleRow> schedules)
    {
        var before = connection.Query<(string Name, string Cron, string Zone, long? NextDue)>("SELECT name, cron, zone, next_due FROM schedule", transaction: transaction)
            .ToDictionary(row => (row.Name, row.Cron, row.Zone), row => row.NextDue);
        connection.Execute("DELETE FROM schedule", transaction: transaction);
        connection.Execute(
            "INSERT INTO schedule (name, pipeline, cron, zone, calendar, misfire, next_due, workspace_hash) VALUES (@Name, @Name, @Cron, @Zone, NULL, 'once', @due, @hash)",
            schedules.Select(row => new
            {
                row.Name,
                row.Schedule.Cron,
                row.Schedule.Zone,
                due = before.GetValueOrDefault((row.Name, row.Schedule.Cron, row.Schedule.Zone)) ?? (row.NextDue is { } next ? Micros.Of(next) : null),
                hash,
            }),
            transaction);
    }

    private static string Detail(Publication publication) => JsonSerializer.Serialize(new
    {
        git_commit = publication.Git.Commit,
        dirty = publication.Git.Dirty,
        files = publication.Files.Count,
        schedules = publication.Schedules.Count,
    });
}
