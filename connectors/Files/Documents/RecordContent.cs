using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Documents;

/// <summary>Makes a JSON object of a record's bytes.</summary>
internal abstract class RecordContent
{
    public abstract OpenedRecord Open(ReadOnlySpan<byte> record);

    /// <summary>What cannot be read, as a text within an object.</summary>
    protected static OpenedRecord Unread(ReadOnlySpan<byte> record, string code, string what)
    {
        var text = JsonEncodedText.Encode(Encoding.UTF8.GetString(record), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        byte[] payload = [.. "{\"record\":\""u8, .. text.EncodedUtf8Bytes, .. "\"}"u8];
        return new(payload, code, what);
    }

    protected static OpenedRecord Undecodable(ReadOnlySpan<byte> record) =>
        Unread(record, "encoding.undecodable", "holds a byte that the file's encoding cannot decode. Set encoding on the stream, or have the file exported again.");
}

/// <summary>A record as JSON, or why it is none.</summary>
/// <param name="Code">Null where it could be read.</param>
/// <param name="What">Completes "Record 7 ...".</param>
internal readonly record struct OpenedRecord(ReadOnlyMemory<byte> Payload, string? Code = null, string What = "")
{
    public RecordProblem? Problem(long index) => Code is null ? null : new(Code, "", $"Record {index} {What}");
}
