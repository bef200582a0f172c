using System.Globalization;
using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;
using SQLitePCL;

namespace BackOffice.Integration.Connectors.Sql.Sqlite;

/// <summary>Rows of a SQLite statement, each value written by the class it is stored in.</summary>
internal sealed class SqliteRows(SqliteStatement statement, SqlSelect select) : SqlRows
{
    private readonly SqlPayload payload = new(select.Limits.RowBytes);
    private readonly JsonEncodedText[] names = [.. select.Columns.Select(column => SqlPayload.NameOf(column.Name))];

    public override ValueTask<bool> NextAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new(statement.Step());
    }

    public override IReadOnlyList<string?> Place() => [.. Enumerable.Range(0, select.Order.Count).Select(statement.Value)];

    public override bool Fits() => statement.Number(Place(names.Length)) != 0;

    public override (ReadOnlyMemory<byte> Payload, RecordProblem? Problem) Payload()
    {
        // Base64 makes four bytes of three; what is longer than the limit before that is so behind it.
        var length = 0L;
        for (var column = 0; column < names.Length; column++) length += IsLong(Class(column)) ? statement.Length(Place(column)) : 8;
        if (length > select.Limits.RowBytes) return payload.TooLong();
        payload.Begin();
        for (var column = 0; column < names.Length; column++)
            if (!Write(names[column], column)) return SqlPayload.Undecodable(select.Columns[column].Name);
        return payload.End();
    }

    public override string KeyText(string value) => SqliteValue.TextOf(value);

    public override ValueTask DisposeAsync()
    {
        statement.Dispose();
        payload.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool IsLong(int storage) => storage is raw.SQLITE_TEXT or raw.SQLITE_BLOB;

    private int Place(int column) => select.Order.Count + column;

    private int Class(int column) => statement.Class(Place(column));

    private bool Write(JsonEncodedText name, int column)
    {
        var place = Place(column);
        switch (Class(column))
        {
            case raw.SQLITE_NULL:
                payload.Writer.WriteNull(name);
                return true;
            case raw.SQLITE_INTEGER:
                payload.Writer.WriteNumber(name, statement.Number(place));
                return true;
            case raw.SQLITE_FLOAT:
                payload.Writer.WriteString(name, RealText.Plain(statement.Real(place).ToString("R", CultureInfo.InvariantCulture)));
                return true;
            case raw.SQLITE_BLOB:
                payload.Writer.WriteBase64String(name, statement.Bytes(place));
                return true;
            default:
                return payload.WriteText(name, statement.Bytes(place));
        }
    }
}
