using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>Writes rows as JSON objects, one after the other.</summary>
/// <param name="limit">Bytes that a payload may have.</param>
internal sealed class SqlPayload(int limit) : IDisposable
{
    private static readonly ReadOnlyMemory<byte> Nothing = "{}"u8.ToArray();

    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly PayloadBlocks blocks = new();
    private Utf8JsonWriter? writer;

    public Utf8JsonWriter Writer => writer!;

    public static JsonEncodedText NameOf(string column) => JsonEncodedText.Encode(column, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    public void Begin()
    {
        buffer.ResetWrittenCount();
        // What SQL gives is checked here, and a writer that checks again refuses JSON of another depth.
        writer ??= new(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        writer.Reset();
        writer.WriteStartObject();
    }

    /// <summary>False where the bytes are no UTF-8.</summary>
    public bool WriteText(JsonEncodedText name, ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8)) return false;
        Writer.WriteString(name, utf8);
        return true;
    }

    public (ReadOnlyMemory<byte> Payload, RecordProblem? Problem) End()
    {
        Writer.WriteEndObject();
        Writer.Flush();
        var written = buffer.WrittenSpan;
        if (written.Length > limit) return TooLong();
        written.CopyTo(blocks.Reserve(written.Length));
        return (blocks.Take(written.Length), null);
    }

    public (ReadOnlyMemory<byte> Payload, RecordProblem? Problem) TooLong() => (Nothing, new(
        "record.too-long", "", $"The row is longer than the {limit} bytes that are read. Leave its large columns out with a query."));

    public static (ReadOnlyMemory<byte> Payload, RecordProblem? Problem) Undecodable(string column) => (Nothing, new(
        "encoding.undecodable", column, $"Column '{column}' holds a byte that is no UTF-8. Correct the text in the source."));

    public void Dispose() => writer?.Dispose();
}
