using System.Text;
using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;
using Npgsql;

namespace BackOffice.Integration.Connectors.Sql.PostgreSql;

/// <summary>Rows of an open cursor, fetched some at a time.</summary>
internal sealed class PostgreSqlRows(NpgsqlConnection connection, SqlSelect select) : SqlRows
{
    private const int FetchRows = 1_000;

    private readonly NpgsqlCommand fetch = new($"FETCH FORWARD {FetchRows} FROM backoffice_rows", connection);
    private readonly SqlPayload payload = new(select.Limits.RowBytes);
    private readonly JsonEncodedText[] names = [.. select.Columns.Select(column => SqlPayload.NameOf(column.Name))];
    private NpgsqlDataReader? reader;
    private int fetched;

    public override async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            if (reader is null)
            {
                reader = await fetch.ExecuteReaderAsync(ct);
                fetched = 0;
            }

            if (await reader.ReadAsync(ct))
            {
                fetched++;
                return true;
            }

            await reader.DisposeAsync();
            reader = null;
            if (fetched < FetchRows) return false;
        }
    }

    public override IReadOnlyList<string?> Place() => [.. Enumerable.Range(0, select.Order.Count).Select(Text)];

    public override bool Fits() => Text(select.Order.Count + names.Length + 1) == "true";

    public override (ReadOnlyMemory<byte> Payload, RecordProblem? Problem) Payload()
    {
        if (Text(select.Order.Count + names.Length) == "true") return payload.TooLong();
        payload.Begin();
        for (var column = 0; column < names.Length; column++)
        {
            try
            {
                Write(names[column], select.Columns[column].Kind, Text(select.Order.Count + column));
            }
            catch (DecoderFallbackException)
            {
                return SqlPayload.Undecodable(select.Columns[column].Name);
            }
        }

        return payload.End();
    }

    public override string KeyText(string value) => value;

    public override async ValueTask DisposeAsync()
    {
        if (reader is not null) await reader.DisposeAsync();
        await fetch.DisposeAsync();
        payload.Dispose();
    }

    private string? Text(int column) => reader!.IsDBNull(column) ? null : reader.GetString(column);

    private void Write(JsonEncodedText name, int kind, string? text)
    {
        var writer = payload.Writer;
        if (text is null)
        {
            writer.WriteNull(name);
            return;
        }

        switch (kind)
        {
            case PostgreSqlTypes.Bool:
                writer.WriteBoolean(name, text == "true");
                break;
            case PostgreSqlTypes.Int2 or PostgreSqlTypes.Int4 or PostgreSqlTypes.Int8 or PostgreSqlTypes.Oid:
                writer.WritePropertyName(name);
                writer.WriteRawValue(text, skipInputValidation: true);
                break;
            case PostgreSqlTypes.Float4 or PostgreSqlTypes.Float8:
                writer.WriteString(name, RealText.Plain(text));
                break;
            case PostgreSqlTypes.Bytea:
                writer.WriteBase64String(name, Convert.FromHexString(text));
                break;
            case PostgreSqlTypes.Timestamp or PostgreSqlTypes.TimestampTz or PostgreSqlTypes.TimeTz:
                writer.WriteString(name, IsoTime(text, kind != PostgreSqlTypes.Timestamp));
                break;
            case PostgreSqlTypes.Json or PostgreSqlTypes.Jsonb or >= PostgreSqlTypes.Array:
                WriteJson(name, text);
                break;
            default:
                writer.WriteString(name, text);
                break;
        }
    }

    // On one line, and with every number as it stands there.
    private void WriteJson(JsonEncodedText name, string text)
    {
        payload.Writer.WritePropertyName(name);
        using var json = JsonDocument.Parse(text, new() { MaxDepth = 1_000 });
        json.RootElement.WriteTo(payload.Writer);
    }

    /// <summary>2026-01-31 12:00:00.5+01 as 2026-01-31T12:00:00.5+01:00; what ISO has no form for stays as it is.</summary>
    private static string IsoTime(string text, bool zoned)
    {
        if (text.EndsWith("BC", StringComparison.Ordinal) || text.EndsWith("infinity", StringComparison.Ordinal)) return text;
        var iso = text.Replace(' ', 'T');
        return zoned && iso.Length > 3 && iso[^3] is '+' or '-' ? iso + ":00" : iso;
    }
}
