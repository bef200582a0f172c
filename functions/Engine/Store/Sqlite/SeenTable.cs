using System.Runtime.InteropServices;
using BackOffice.Integration.Engine.Inbound;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>What a reading saw unchanged: one bit for each place in a landing, so that the raw index is not written.</summary>
internal sealed class SeenTable : IDisposable
{
    /// <summary>Places in a row; a signed integer of 64 bits holds them in every store.</summary>
    public const int Width = 60;

    /// <summary>The generation of the last reading by <c>@pipeline</c> of <c>@stream</c>, which may have seen nothing.</summary>
    public const string Latest = "(SELECT max(generation) FROM stream_state WHERE pipeline = @pipeline AND stream = @stream)";

    private readonly SqliteStatement mark;
    private readonly SqliteStatement sweep;

    public SeenTable(SqliteConnection connection, InboundCommit commit)
    {
        mark = Prepare("INSERT INTO raw_seen (connection, stream, generation, landing_id, word, bits) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET bits = bits | ?6");
        // A reading that is still open may yet be resumed and then asks what it, or a later one, has seen.
        sweep = Prepare("""
            DELETE FROM raw_seen WHERE connection = ?1 AND stream = ?2 AND generation < ?3
              AND generation < coalesce((SELECT min(generation) FROM stream_state WHERE stream = ?2 AND snapshot_complete = 0), ?3)
            """);

        SqliteStatement Prepare(string sql) => new SqliteStatement(connection, sql).Bind(1, commit.Stream.Connection).Bind(2, commit.Stream.Stream).Bind(3, commit.Generation);
    }

    /// <summary>The condition that a generation, or a later one, has seen the raw record <c>r</c>.</summary>
    public static string Since(string generation) => $"""
        (r.generation >= {generation} OR EXISTS (
          SELECT 1 FROM raw_seen s
          WHERE s.connection = r.connection AND s.stream = r.stream AND s.landing_id = r.landing_id AND s.word = CAST(r.position AS INTEGER) / {Width}
            AND s.generation >= {generation} AND (s.bits >> (CAST(r.position AS INTEGER) % {Width})) & 1))
        """;

    public void Write(IReadOnlyList<SeenRecord> records)
    {
        Dictionary<(Guid LandingId, long Word), long> words = [];
        foreach (var (landing, position) in records)
            CollectionsMarshal.GetValueRefOrAddDefault(words, (landing, position.Index / Width), out _) |= 1L << (int)(position.Index % Width);
        foreach (var ((landing, word), bits) in words) mark.Bind(4, landing).Bind(5, word).Bind(6, bits).Execute();
    }

    /// <summary>Forgets what earlier readings saw, once nobody can ask for it.</summary>
    public void Sweep() => sweep.Execute();

    public void Dispose()
    {
        mark.Dispose();
        sweep.Dispose();
    }
}
