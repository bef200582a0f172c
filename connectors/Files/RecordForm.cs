using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files.Archives;
using BackOffice.Integration.Connectors.Files.Csv;
using BackOffice.Integration.Connectors.Files.Encodings;
using BackOffice.Integration.Connectors.Files.FixedWidth;
using BackOffice.Integration.Connectors.Files.Json;
using BackOffice.Integration.Connectors.Files.Selection;
using BackOffice.Integration.Connectors.Files.Workbooks;
using BackOffice.Integration.Connectors.Files.Xml;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>How records stand in the files of one stream.</summary>
internal abstract class RecordForm
{
    public static RecordForm Of(FilesStreamSettings stream, FileLimits limits) => stream.Member is null
        ? new GzipForm(Plain(stream, limits), PackedLimits.Usual)
        : new ArchiveForm(Plain(stream, limits), stream, PackedLimits.Usual);

    private static RecordForm Plain(FilesStreamSettings stream, FileLimits limits) => stream.Kind switch
    {
        FileKind.Csv => Text(new CsvForm(stream, limits), stream, limits),
        FileKind.Fixed => Text(new FixedForm(stream, limits), stream, limits),
        FileKind.Xml => new EncodedForm(Selected(new XmlForm(stream, limits), stream), XmlDeclaration.Decoder(stream.Encoding), limits),
        FileKind.Json => Text(new JsonForm(stream, limits), stream, limits),
        FileKind.Excel => Selected(new WorkbookForm(stream, limits, PackedLimits.Usual), stream),
        _ => Text(new NdjsonForm(stream, limits), stream, limits),
    };

    /// <summary>True where it is a zip archive, of one kind or another, that it reads.</summary>
    public virtual bool ReadsZip => false;

    /// <summary>Whether the bytes themselves say that they are whole; null where only their end shows it.</summary>
    public virtual Task<bool?> SaysWholeAsync(Stream bytes, CancellationToken ct) => Task.FromResult<bool?>(null);

    /// <summary>What people should know about a file beside its fields; null where there is nothing.</summary>
    public virtual Task<string?> NoteAsync(string file, Stream bytes, CancellationToken ct) => Task.FromResult<string?>(null);

    /// <summary>A reader at the first record, or at this point; null where the file holds nothing at all.</summary>
    public abstract Task<RecordReader?> OpenAsync(string file, Stream bytes, FilePoint? from, CancellationToken ct);

    /// <summary>The payloads of records at known positions, in this order.</summary>
    public abstract IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAgainAsync(
        string file, Stream bytes, IReadOnlyList<Position> positions, CancellationToken ct);

    /// <summary>Field names as the file or the settings tell them; null where neither does.</summary>
    public abstract Task<IReadOnlyList<string>?> FieldsAsync(string file, Stream bytes, CancellationToken ct);

    /// <summary>The payload of the first record that could be read; null where there is none.</summary>
    public virtual async Task<ReadOnlyMemory<byte>?> SampleAsync(string file, Stream bytes, CancellationToken ct)
    {
        // From a point on nothing is checked that only a whole reading needs.
        using var reader = await OpenAsync(file, bytes, new(0, 1), ct);
        while (reader is not null && await reader.NextAsync(ct))
            if (reader.IsWhole) return reader.Payload(new());
        return null;
    }

    /// <summary>True where a line end at the end of the file says that it is whole.</summary>
    public virtual bool EndsWithLine => true;

    /// <summary>True where the file's end itself says that nothing is to come.</summary>
    public virtual async Task<bool> EndsCleanAsync(string file, Stream bytes, CancellationToken ct)
    {
        var last = new byte[1];
        bytes.Position = bytes.Length - 1;
        await bytes.ReadExactlyAsync(last, ct);
        return last is [(byte)'\n' or (byte)'\r'];
    }

    /// <summary>Where the last record, which has no line end, begins; null where it has all its parts.</summary>
    public virtual async Task<long?> TornLineAsync(string file, Stream bytes, CancellationToken ct)
    {
        using var reader = await OpenAsync(file, bytes, new(0, 1), ct);
        long? torn = null;
        while (reader is not null && await reader.NextAsync(ct)) torn = reader.IsWhole ? null : reader.Point.Line;
        return torn;
    }

    private static EncodedForm Text(RecordForm form, FilesStreamSettings stream, FileLimits limits) =>
        new(Selected(form, stream), stream.Encoding.DecoderAsync, limits);

    private static RecordForm Selected(RecordForm form, FilesStreamSettings stream) =>
        stream.Where is { } where ? new SelectedForm(form, where, stream.Kind is FileKind.Csv or FileKind.Fixed or FileKind.Excel) : form;

    protected static async Task<byte[]> FirstBytesAsync(Stream bytes, CancellationToken ct)
    {
        var first = new byte[3];
        bytes.Position = 0;
        var read = await bytes.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, ct);
        return first[..read];
    }

    protected static ConnectorException NotHere(string file) =>
        new(Recovery.Stop, $"{file} holds no record at a position read before. Restore the file from landing and check it with its hash.");
}
