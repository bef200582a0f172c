using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>One prepared statement, bound by place: the hot path without a parameter object per value.</summary>
/// <remarks>What is bound stays bound until it is bound anew.</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private const int ShortText = 128;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    public SqliteStatement Bind(int place, string? text)
    {
        if (text is null) return BindNull(place);
        if (text.Length > ShortText) return BindLong(place, text);
        Span<byte> utf8 = stackalloc byte[ShortText * 3];
        return BindText(place, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    /// <summary>Bound as text, in the usual form with hyphens.</summary>
    public SqliteStatement Bind(int place, Guid id)
    {
        Span<byte> utf8 = stackalloc byte[36];
        id.TryFormat(utf8, out _);
        return BindText(place, utf8);
    }

    /// <param name="utf8">Bound as text.</param>
    public SqliteStatement BindText(int place, ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(statement, place, utf8));
        return this;
    }

    public SqliteStatement Bind(int place, long number)
    {
        Check(raw.sqlite3_bind_int64(statement, place, number));
        return this;
    }

    public SqliteStatement Bind(int place, ReadOnlySpan<byte> blob)
    {
        Check(raw.sqlite3_bind_blob(statement, place, blob));
        return this;
    }

    public SqliteStatement BindNull(int place)
    {
        Check(raw.sqlite3_bind_null(statement, place));
        return this;
    }

    /// <summary>Moves to the next row; after the last one the statement is ready to be bound again.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW) return true;
        raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE) Check(result);
        return false;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Execute()
    {
        while (Step())
        {
        }
    }

    public void Reset() => raw.sqlite3_reset(statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    /// <summary>A blob, or a text in UTF-8; valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(statement, column);

    public void Dispose() => statement.Dispose();

    private SqliteStatement BindLong(int place, string text)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        BindText(place, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), result & 0xff, raw.sqlite3_extended_errcode(database));
    }
}
