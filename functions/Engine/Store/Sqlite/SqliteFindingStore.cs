using BackOffice.Integration.Engine.Findings;
using Dapper;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Findings, over SQLite.</summary>
internal sealed class SqliteFindingStore(SqliteDatabase database) : IFindingStore
{
    public Task JudgeAsync(string connection, Guid commitId, CancellationToken ct) => database.WriteAsync(
        (writing, transaction) =>
        {
            new FindingJudge(writing, transaction, connection, commitId).Judge();
            return 0;
        },
        ct);

    public Task ReplaceAsync(string rule, Severity severity, string connection, string stream, IReadOnlyList<Breach> breaches, Guid commitId, bool adds, CancellationToken ct) =>
        ReplaceAsync(rule, severity, connection, breaches, commitId, open => !adds && open.Subject == stream, ct);

    public Task ReplaceAsync(string rule, Severity severity, string connection, string stream, IReadOnlyCollection<string> keys, IReadOnlyList<Breach> breaches, Guid commitId, CancellationToken ct) =>
        ReplaceAsync(rule, severity, connection, breaches, commitId, open => open.Subject == stream && (open.Key is null || keys.Contains(open.Key)), ct);

    public Task<IReadOnlyList<Finding>> ListAsync(bool onlyOpen, int limit, CancellationToken ct)
    {
        using var connection = database.Open();
        var rows = connection.Query<(string Id, string Rule, string Severity, string Subject, string? Connection, string? Key, string Detail, string? Closed)>(
            $"SELECT id, rule, severity, subject, connection, source_key, detail, closed_commit FROM finding {(onlyOpen ? "WHERE closed_commit IS NULL" : "")} ORDER BY id DESC LIMIT @limit",
            new { limit });
        return Task.FromResult<IReadOnlyList<Finding>>([.. rows.Select(row => new Finding(
            row.Id, row.Rule, Enum.Parse<Severity>(row.Severity), row.Subject, row.Connection, row.Key, row.Detail, row.Closed is null))]);
    }

    public Task<long> CountOpenedAsync(Guid runId, CancellationToken ct)
    {
        using var connection = database.Open();
        return Task.FromResult(connection.ExecuteScalar<long>(
            "SELECT count(*) FROM finding WHERE opened_commit IN (SELECT id FROM commit_log WHERE run_id = @id)", new { id = runId.ToString() }));
    }

    private Task<int> ReplaceAsync(string rule, Severity severity, string connection, IReadOnlyList<Breach> breaches, Guid commitId, Func<Breach, bool> judged, CancellationToken ct) => database.WriteAsync(
        (writing, transaction) =>
        {
            new FindingJudge(writing, transaction, connection, commitId).Replace(rule, severity, breaches.ToHashSet(), judged);
            return 0;
        },
        ct);
}
