using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Releases.Packs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Releases as one transaction sees them.</summary>
internal sealed class SqliteReleaseView(SqliteConnection connection, SqliteTransaction transaction, bool owns) : IReleaseView
{
    public IReadOnlyList<ReleaseHead> Heads() => [.. SqliteReleaseHead.Read(connection, transaction).Select(head => head.Head)];

    public ReleaseFacts Facts(Guid release)
    {
        var (head, version, approvals) = SqliteReleaseHead.Read(connection, transaction, release).Single();
        var gates = Gates(release);
        var restored = Release
            .Draft(release, new(head.RowsHash), [.. Participants(release).Select(participant => participant.Actor).Distinct()], approvals)
            .Restore(
                head.State,
                [.. gates.Where(gate => gate.State != "Passed").Select(gate => gate.Gate)],
                [.. gates.Where(gate => gate.OverriddenBy is not null).Select(gate => new Override(gate.Gate, Actor(gate.OverriddenBy!), gate.Reason!))],
                Approvals(release),
                Files(release));
        return new(restored, head, version);
    }

    public IEnumerable<FrozenRow> Rows(Guid release) => Texts(release).Select(FrozenRow.Parse);

    public long CountRows(Guid release) => connection.ExecuteScalar<long>("SELECT count(*) FROM release_row WHERE release_id = @id", new { id = release.ToString() }, transaction);

    public string FrozenHash(Guid release) => Releases.FrozenHash.Of(Texts(release));

    public IReadOnlyList<ReleaseTotal> Totals(Guid release) => [.. Query(
        "SELECT stage, measure, dimension, currency, value FROM release_total WHERE release_id = @release ORDER BY measure, dimension, currency, stage", release,
        row => new ReleaseTotal(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4)))];

    public IReadOnlyList<GateResult> Gates(Guid release) => [.. Query(
        "SELECT gate, measured, threshold, state, overridden_by, reason FROM gate_result WHERE release_id = @release ORDER BY gate", release,
        row => new GateResult(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)) { OverriddenBy = row[4] as string, Reason = row[5] as string })];

    public IReadOnlyList<Participant> Participants(Guid release) => [.. Query(
        "SELECT p.actor, a.id, p.role FROM release_participant p LEFT JOIN actor a ON a.login = p.actor WHERE p.release_id = @release ORDER BY p.actor, p.role", release,
        row => new Participant(new(row.GetString(0), row[1] as string ?? row.GetString(0)), row.GetString(2)))];

    public IReadOnlyList<DeliveryAttempt> Attempts(Guid release) => [.. Query(
        "SELECT n, state, remote_name, bytes, started_at, ended_at, error_code FROM delivery_attempt WHERE release_id = @release ORDER BY n", release,
        row => new DeliveryAttempt(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetInt64(3), Micros.ToInstant(row.GetInt64(4)), row[5] is long ended ? Micros.ToInstant(ended) : null, row[6] as string))];

    public DatasetSnapshot Dataset(DatasetParameters parameters)
    {
        using var datasets = new SqliteDatasets(connection, transaction);
        return datasets.Read(parameters);
    }

    public ISummaryView Summaries() => new SqliteSummaryView(connection, transaction, owns: false);

    public IReadOnlyList<WaitingRecords> Waiting() => [.. Query(
        """
        SELECT q.pipeline, coalesce(q.owner, ''), count(*), min(c.at) FROM quarantine q LEFT JOIN commit_log c ON c.id = q.opened_commit
        WHERE q.state = 'Opened' GROUP BY q.pipeline, coalesce(q.owner, '') ORDER BY 1, 2
        """, Guid.Empty,
        row => new WaitingRecords(row.GetString(0), row.GetString(1), row.GetInt64(2), row[3] is long since ? DateOnly.FromDateTime(Micros.ToInstant(since).UtcDateTime) : null))];

    public IReadOnlyList<OpenFinding> Findings() => [.. Query(
        "SELECT rule, severity, subject, connection, source_key, CASE WHEN json_valid(detail) THEN json_extract(detail, '$.field') END FROM finding WHERE closed_commit IS NULL ORDER BY id", Guid.Empty,
        row => new OpenFinding(row.GetString(0), row.GetString(1), row.GetString(2), row[3] as string, row[4] as string, row[5] as string))];

    public IReadOnlyList<RecordFix> Fixes() => SqliteFixStore.Read(connection, transaction, FixRow.InForce, null);

    public IReadOnlyDictionary<Guid, RecordFix> FixesOf(IEnumerable<Origin> origins)
    {
        var ids = origins.SelectMany(origin => origin.FixIds).Distinct().Select(id => id.ToString()).ToList();
        return ids.Count == 0
            ? new Dictionary<Guid, RecordFix>()
            : SqliteFixStore.Read(connection, transaction, "f.id IN (SELECT value FROM json_each(@ids))", new { ids = System.Text.Json.JsonSerializer.Serialize(ids) }).ToDictionary(fix => fix.Id);
    }

    public IReadOnlyList<PublishedVersion> Versions()
    {
        var files = Query("SELECT hash, path, sha256 FROM workspace_file", Guid.Empty, row => (Hash: Hex(row[0]), Path: row.GetString(1), Sha256: Hex(row[2])))
            .ToLookup(file => file.Hash);
        return [.. Query(
            "SELECT hash, published_at, published_by, git_commit FROM workspace_version ORDER BY published_at, hash", Guid.Empty,
            row => new PublishedVersion(Hex(row[0]), Micros.ToInstant(row.GetInt64(1)), row.GetString(2), row[3] as string, files[Hex(row[0])].ToDictionary(file => file.Path, file => file.Sha256)))];
    }

    public long NextNumber(string export, string mode) =>
        1 + (connection.ExecuteScalar<long?>("SELECT value FROM counter WHERE name = @name", new { name = $"release:{export}:{mode}" }, transaction) ?? 0);

    public string AuditHead() => Convert.ToHexStringLower(SqliteAudit.Head(connection, transaction).Hash);

    public IReadOnlyList<Guid> WaitingDeliveries() => [.. Query(
        "SELECT json_extract(payload, '$.release') FROM outbox WHERE kind = 'deliver' AND sent_at IS NULL ORDER BY id", Guid.Empty,
        row => Guid.Parse(row.GetString(0)))];

    public void Dispose()
    {
        if (!owns) return;
        transaction.Dispose();
        connection.Dispose();
    }

    private IEnumerable<string> Texts(Guid release)
    {
        using var reader = connection.ExecuteReader("SELECT row FROM release_row WHERE release_id = @release ORDER BY line", new { release = release.ToString() }, transaction);
        while (reader.Read()) yield return reader.GetString(0);
    }

    private IReadOnlyList<Approval> Approvals(Guid release) => [.. Query(
        "SELECT p.actor, a.id, p.decision, p.rows_hash, p.at, p.reason FROM approval p LEFT JOIN actor a ON a.login = p.actor WHERE p.release_id = @release ORDER BY p.at, p.actor", release,
        row => new Approval(
            new(row.GetString(0), row[1] as string ?? row.GetString(0)), Enum.Parse<Decision>(row.GetString(2)), new RowsHash(Hex(row[3])), Micros.ToInstant(row.GetInt64(4)), row[5] as string))];

    private IReadOnlyList<SealedFile> Files(Guid release) => [.. Query(
        // The main file is the one that the manifest is named after.
        """
        SELECT f.name, f.length, f.sha256, f.uri FROM release_file f LEFT JOIN release_file m ON m.release_id = f.release_id AND m.name = f.name || '.manifest.json'
        WHERE f.release_id = @release ORDER BY m.name IS NULL, f.name LIKE '%.manifest.json', f.name
        """,
        release,
        row => new SealedFile(row.GetString(0), row.GetInt64(1), Hex(row[2]), row.GetString(3)))];

    private Actor Actor(string login) =>
        new(login, connection.ExecuteScalar<string?>("SELECT id FROM actor WHERE login = @login", new { login }, transaction) ?? login);

    private List<T> Query<T>(string sql, Guid release, Func<System.Data.Common.DbDataReader, T> read)
    {
        using var reader = (System.Data.Common.DbDataReader)connection.ExecuteReader(sql, new { release = release.ToString() }, transaction);
        var found = new List<T>();
        while (reader.Read()) found.Add(read(reader));
        return found;
    }

    private static string Hex(object value) => Convert.ToHexStringLower((byte[])value);
}
