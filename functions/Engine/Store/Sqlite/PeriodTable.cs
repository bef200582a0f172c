using BackOffice.Integration.Engine.Inbound;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>The periods a reading gave, within one commit, and what of them it did not give.</summary>
internal sealed class PeriodTable : IDisposable
{
    private readonly SqliteStatement give;
    private readonly SqliteStatement given;
    private readonly SqliteStatement live;
    private readonly SqliteStatement gone;
    private readonly SqliteStatement sweep;

    public PeriodTable(SqliteConnection connection, InboundCommit commit)
    {
        const string Period = "connection = ?1 AND stream = ?2 AND period = ?4 AND deleted = 0";
        give = Prepare("INSERT INTO period_given (connection, stream, generation, period) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");
        given = Prepare("SELECT period FROM period_given WHERE connection = ?1 AND stream = ?2 AND generation = ?3 ORDER BY period");
        live = Prepare($"SELECT count(*) FROM raw WHERE {Period}");
        gone = Prepare($"SELECT \"key\" FROM raw r WHERE {Period} AND NOT {SeenTable.Since("?3")}");
        sweep = Prepare("DELETE FROM period_given WHERE connection = ?1 AND stream = ?2 AND generation = ?3");

        SqliteStatement Prepare(string sql) => new SqliteStatement(connection, sql).Bind(1, commit.Stream.Connection).Bind(2, commit.Stream.Stream).Bind(3, commit.Generation);
    }

    /// <summary>Notes periods where a reading that is cut off finds them again.</summary>
    public void Give(IReadOnlyCollection<string> periods)
    {
        foreach (var period in periods) give.Bind(4, period).Execute();
    }

    /// <summary>What all batches of the reading gave.</summary>
    public IReadOnlyList<string> Given()
    {
        List<string> periods = [];
        while (given.Step()) periods.Add(given.Text(0));
        return periods;
    }

    /// <param name="guard">Share of the period's live records that may go.</param>
    public ReplacedPeriod Replace(string period, decimal guard)
    {
        var limit = CountLive(period) * guard;
        List<string> keys = [];
        var count = 0L;
        gone.Bind(4, period);
        while (gone.Step())
        {
            if (++count <= limit) keys.Add(gone.Text(0));
        }

        return count <= limit ? new(period, keys, 0) : new(period, [], count);
    }

    /// <summary>Forgets what the reading gave: it has ended.</summary>
    public void Sweep() => sweep.Execute();

    /// <summary>Notes periods of records that say nothing new.</summary>
    public static void Write(SqliteConnection connection, SqliteTransaction transaction, PeriodNotes notes)
    {
        using var record = new SqliteStatement(connection, "UPDATE raw SET period = ?4 WHERE connection = ?1 AND stream = ?2 AND \"key\" = ?3");
        record.Bind(1, notes.Connection).Bind(2, notes.Stream);
        foreach (var (key, period) in notes.Records) record.Bind(3, key).Bind(4, period).Execute();
        foreach (var (id, period) in notes.Waiting)
            connection.Execute("UPDATE quarantine SET period = @period WHERE id = @id", new { id = id.ToString(), period }, transaction);
        if (!notes.IsLast) return;
        connection.Execute("DELETE FROM period_rule WHERE connection = @Connection AND stream = @Stream", notes, transaction);
        if (notes.Rule is not null) connection.Execute("INSERT INTO period_rule (connection, stream, rule) VALUES (@Connection, @Stream, @Rule)", notes, transaction);
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[give, given, live, gone, sweep]) statement.Dispose();
    }

    private long CountLive(string period)
    {
        live.Bind(4, period).Step();
        var count = live.Number(0);
        live.Reset();
        return count;
    }
}
