using System.Text;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Finds raw records by key, fastest where the keys ascend: one cursor walks along with them.</summary>
internal sealed class RawLookup : IDisposable
{
    // A few steps cost less than a new search; more steps would read a large index for a small file.
    private const int Stride = 8;

    private readonly SqliteStatement rows;
    private readonly SqliteStatement seen;
    private byte[] wanted = new byte[256];
    private byte[] last = new byte[256];
    private int wantedLength;
    private int lastLength;
    private bool begun;
    private bool onRow;
    private (Guid LandingId, long Word, long Bits) word;

    public RawLookup(SqliteConnection connection, StreamSlice stream, long generation)
    {
        rows = Prepare("SELECT \"key\", raw_hash, landing_id, position, generation, deleted FROM raw WHERE connection = ?1 AND stream = ?2 AND \"key\" >= ?3 ORDER BY \"key\"");
        seen = Prepare("SELECT bits FROM raw_seen WHERE connection = ?1 AND stream = ?2 AND landing_id = ?3 AND word = ?4 AND generation = ?5").Bind(5, generation);

        SqliteStatement Prepare(string sql) => new SqliteStatement(connection, sql).Bind(1, stream.Connection).Bind(2, stream.Stream);
    }

    public RawState? Find(string key)
    {
        Want(key);
        if (!begun || Wanted.SequenceCompareTo(last.AsSpan(0, lastLength)) < 0) Search();
        for (var steps = 0; onRow; steps++)
        {
            var order = rows.Blob(0).SequenceCompareTo(Wanted);
            if (order == 0) return State();
            if (order > 0) return null;
            if (steps == Stride) Search();
            else onRow = rows.Step();
        }

        return null;
    }

    public void Dispose()
    {
        rows.Dispose();
        seen.Dispose();
    }

    private ReadOnlySpan<byte> Wanted => wanted.AsSpan(0, wantedLength);

    private void Want(string key)
    {
        (wanted, last, lastLength) = (last, wanted, wantedLength);
        if (wanted.Length < Encoding.UTF8.GetMaxByteCount(key.Length)) wanted = new byte[Encoding.UTF8.GetMaxByteCount(key.Length)];
        wantedLength = Encoding.UTF8.GetBytes(key, wanted);
    }

    private void Search()
    {
        rows.Reset();
        onRow = rows.BindText(3, Wanted).Step();
        begun = true;
    }

    private RawState State()
    {
        var landing = Guid.Parse(rows.Blob(2));
        var position = PositionText.Parse(rows.Blob(3));
        return new(HashBytes.Read(rows.Blob(1)), landing, position, rows.Number(4), rows.Number(5) != 0, IsSeen(landing, position.Index));
    }

    private bool IsSeen(Guid landing, long place)
    {
        if (word.LandingId != landing || word.Word != place / SeenTable.Width) word = (landing, place / SeenTable.Width, Bits(landing, place / SeenTable.Width));
        return ((word.Bits >> (int)(place % SeenTable.Width)) & 1) != 0;
    }

    private long Bits(Guid landing, long number)
    {
        if (!seen.Bind(3, landing).Bind(4, number).Step()) return 0;
        var bits = seen.Number(0);
        seen.Reset();
        return bits;
    }
}
