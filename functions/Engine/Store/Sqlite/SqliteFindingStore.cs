using BackOffice.Integration.Engine.Findings;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Findings, over SQLite.</summary>
internal sealed class SqliteFindingStore(SqliteDatabase database) : IFindingStore
{
    public Task JudgeAsync(string connection, Guid commitId, CancellationToken ct) => database.WriteAsync(
        (writing, transaction) =>
        {
            foreach (var rules in FindingRule.All.GroupBy(rule => (rule.Name, rule.Severity)))
            {
                var found = rules.SelectMany(rule => writing.Query<BreachRow>(rule.Sql, new { connection }, transaction)).Select(row => new Breach(row.Subject, row.Key, row.Detail)).ToHashSet();
                Replace(writing, transaction, new(rules.Key.Name, rules.Key.Severity, connection, commitId), found, _ => true);
            }

            return 0;
        },
        ct);

    public Task ReplaceAsync(string rule, Severity severity, string connection, string stream, IReadOnlyList<Breach> breaches, Guid commitId, CancellationToken ct) => database.WriteAsync(
        (writing, transaction) =>
        {
            Replace(writing, transaction, new(rule, severity, connection, commitId), breaches.ToHashSet(), open => open.Subject == stream);
            return 0;
        },
        ct);

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

    private static void Replace(SqliteConnection connection, SqliteTransaction transaction, Judgement judgement, HashSet<Breach> found, Func<Breach, bool> judged)
    {
        var open = connection.Query<(string Id, string Subject, string? Key, string Detail)>(
            "SELECT id, subject, source_key, detail FROM finding WHERE rule = @Rule AND connection = @Connection AND closed_commit IS NULL", judgement, transaction).ToList();
        foreach (var (id, subject, key, detail) in open)
        {
            var breach = new Breach(subject, key, detail);
            if (found.Remove(breach) || !judged(breach)) continue;
            connection.Execute("UPDATE finding SET closed_commit = @commit WHERE id = @id", new { id, commit = judgement.CommitId.ToString() }, transaction);
        }

        foreach (var breach in found)
        {
            connection.Execute(
                "INSERT INTO finding (id, rule, severity, subject, connection, source_key, opened_commit, detail) VALUES (@id, @Rule, @severity, @Subject, @Connection, @Key, @commit, @Detail)",
                new { id = Guid.CreateVersion7().ToString(), judgement.Rule, severity = judgement.Severity.ToString(), breach.Subject, judgement.Connection, breach.Key, commit = judgement.CommitId.ToString(), breach.Detail },
                transaction);
        }
    }

    // Columns that are expressions have no declared type, so they are bound by name.
    private sealed class BreachRow
    {
        public required string Subject { get; init; }
        public string? Key { get; init; }
        public required string Detail { get; init; }
    }

    private sealed record Judgement(string Rule, Severity Severity, string Connection, Guid CommitId);
}
