using BackOffice.Integration.Engine.Findings;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Judges the rules of one connection within one transaction: opens what is new, closes what holds again.</summary>
internal sealed class FindingJudge(SqliteConnection connection, SqliteTransaction transaction, string of, Guid commitId)
{
    /// <summary>Goes on from the last judgement where a rule can, whatever became of the runs since.</summary>
    public void Judge()
    {
        var judged = connection.ExecuteScalar<long?>("SELECT value FROM counter WHERE name = @name", new { name = Judged }, transaction);
        foreach (var rules in FindingRule.All.GroupBy(rule => (rule.Name, rule.Severity)))
        {
            if (judged is { } since && rules.First().Narrow is { } narrow) JudgeTouched(rules.Key.Name, rules.Key.Severity, narrow, since);
            else Replace(rules.Key.Name, rules.Key.Severity, rules.Where(Applies).SelectMany(rule => Found(rule.Sql)).ToHashSet(), _ => true);
        }

        connection.Execute(
            "INSERT INTO counter (name, value) SELECT @name, value FROM counter WHERE name = 'commit' ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { name = Judged }, transaction);
    }

    /// <param name="found">Where the rule does not hold.</param>
    /// <param name="judged">Whether an open finding that was not found again is one of those judged now.</param>
    public void Replace(string rule, Severity severity, HashSet<Breach> found, Func<Breach, bool> judged)
    {
        var open = connection.Query<(string Id, string Subject, string? Key, string Detail)>(
            "SELECT id, subject, source_key, detail FROM finding WHERE rule = @rule AND connection = @of AND closed_commit IS NULL", new { rule, of }, transaction).ToList();
        foreach (var (id, subject, key, detail) in open)
        {
            var breach = new Breach(subject, key, detail);
            if (found.Remove(breach) || !judged(breach)) continue;
            connection.Execute("UPDATE finding SET closed_commit = @commit WHERE id = @id", new { id, commit = commitId.ToString() }, transaction);
        }

        foreach (var breach in found)
        {
            connection.Execute(
                "INSERT INTO finding (id, rule, severity, subject, connection, source_key, opened_commit, detail) VALUES (@id, @rule, @severity, @Subject, @of, @Key, @commit, @Detail)",
                new { id = Guid.CreateVersion7().ToString(), rule, severity = severity.ToString(), breach.Subject, of, breach.Key, commit = commitId.ToString(), breach.Detail },
                transaction);
        }
    }

    private string Judged => $"judged:{of}";

    private void JudgeTouched(string rule, Severity severity, NarrowRule narrow, long judged)
    {
        connection.Execute("CREATE TEMP TABLE IF NOT EXISTS touched (\"key\" TEXT PRIMARY KEY) WITHOUT ROWID; DELETE FROM touched", transaction: transaction);
        connection.Execute($"INSERT OR IGNORE INTO touched {narrow.Touched}", new { connection = of, judged }, transaction);
        Replace(rule, severity, Found(narrow.Sql).ToHashSet(), breach => IsTouched(breach.Key));
    }

    private bool Applies(FindingRule rule) =>
        rule.Applies is null || connection.ExecuteScalar<bool>(rule.Applies, new { connection = of }, transaction);

    private bool IsTouched(string? key) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM touched WHERE \"key\" = @key)", new { key }, transaction);

    private IEnumerable<Breach> Found(string sql) =>
        connection.Query<BreachRow>(sql, new { connection = of }, transaction).Select(row => new Breach(row.Subject, row.Key, row.Detail));

    // Columns that are expressions have no declared type, so they are bound by name.
    private sealed class BreachRow
    {
        public required string Subject { get; init; }
        public string? Key { get; init; }
        public required string Detail { get; init; }
    }
}
