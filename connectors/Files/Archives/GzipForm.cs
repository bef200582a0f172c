using System.IO.Compression;
using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Archives;

/// <summary>Files that may be packed by gzip, told by their first bytes; places are those of the unpacked file.</summary>
internal sealed class GzipForm(RecordForm plain, PackedLimits limits) : RecordForm
{
    // Even at deflate's best ratio this much stays within memory.
    private const int SmallBytes = 64 << 10;

    public override bool ReadsZip => plain.ReadsZip;

    public override async Task<RecordReader?> OpenAsync(string file, Stream bytes, FilePoint? from, CancellationToken ct)
    {
        if (!await IsPackedAsync(bytes, ct)) return await plain.OpenAsync(await CheckedAsync(file, bytes, ct), bytes, from, ct);
        var unpacked = await UnpackAsync(file, bytes, ct);
        try
        {
            if (await plain.OpenAsync(await CheckedAsync(file, unpacked, ct, isUnpacked: true), unpacked, from, ct) is { } reader) return new UnpackedRecords(reader, unpacked);
        }
        catch
        {
            await unpacked.DisposeAsync();
            throw;
        }

        await unpacked.DisposeAsync();
        return null;
    }

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAgainAsync(
        string file, Stream bytes, IReadOnlyList<Position> positions, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var unpacked = await IsPackedAsync(bytes, ct) ? await UnpackAsync(file, bytes, ct) : null;
        await foreach (var payload in plain.ReadAgainAsync(file, unpacked ?? bytes, positions, ct)) yield return payload;
    }

    public override async Task<IReadOnlyList<string>?> FieldsAsync(string file, Stream bytes, CancellationToken ct)
    {
        await using var unpacked = await IsPackedAsync(bytes, ct) ? await UnpackAsync(file, bytes, ct) : null;
        return await plain.FieldsAsync(await CheckedAsync(file, unpacked ?? bytes, ct, unpacked is not null), unpacked ?? bytes, ct);
    }

    public override async Task<string?> NoteAsync(string file, Stream bytes, CancellationToken ct)
    {
        await using var unpacked = await IsPackedAsync(bytes, ct) ? await UnpackAsync(file, bytes, ct) : null;
        return await plain.NoteAsync(file, unpacked ?? bytes, ct);
    }

    public override bool EndsWithLine => plain.EndsWithLine;

    public override Task<bool> EndsCleanAsync(string file, Stream bytes, CancellationToken ct) => plain.EndsCleanAsync(file, bytes, ct);

    public override Task<long?> TornLineAsync(string file, Stream bytes, CancellationToken ct) => plain.TornLineAsync(file, bytes, ct);

    public override async Task<bool?> SaysWholeAsync(Stream bytes, CancellationToken ct)
    {
        if (!await IsPackedAsync(bytes, ct))
        {
            // Reading says what it is; of the others only a zip archive tells its end.
            return await UnwantedAsync(bytes, ct) is { } kind ? kind != Packing.Zip || ZipMembers.IsWhole(bytes) : await plain.SaysWholeAsync(bytes, ct);
        }

        try
        {
            await using var unpacked = await UnpackAsync("", bytes, ct);
            return true;
        }
        catch (ConnectorException)
        {
            return false;
        }
    }

    private static async Task<bool> IsPackedAsync(Stream bytes, CancellationToken ct) => await FirstBytesAsync(bytes, ct) is [0x1F, 0x8B, 8];

    /// <summary>How the file is packed that its form cannot unpack; null where it can, or where it is not packed.</summary>
    private async Task<string?> UnwantedAsync(Stream bytes, CancellationToken ct) =>
        await Packing.OfAsync(bytes, ct) is { } kind && !(ReadsZip && kind == Packing.Zip) ? kind : null;

    private async Task<string> CheckedAsync(string file, Stream bytes, CancellationToken ct, bool isUnpacked = false)
    {
        if (await UnwantedAsync(bytes, ct) is not { } kind) return file;
        throw isUnpacked ? PackedFault.Twice(file, kind) : kind == Packing.Zip ? PackedFault.Unexpected(file) : PackedFault.Unknown(file, kind);
    }

    private async Task<Stream> UnpackAsync(string file, Stream bytes, CancellationToken ct)
    {
        bytes.Position = 0;
        await using var unpacking = new PlainStream(new GZipStream(new GzipEnd(bytes), CompressionMode.Decompress), file, bytes.Length, new(limits));
        var plain = await UnnamedFile.OfAsync(unpacking, bytes.Length <= SmallBytes ? bytes.Length : long.MaxValue, limits, ct);
        if (await EndsAsync(plain, ct)) return plain;
        await plain.DisposeAsync();
        throw PackedFault.Damaged(file);
    }

    private static async Task<bool> EndsAsync(Stream plain, CancellationToken ct)
    {
        if (plain.Length < GzipEnd.MarkLength) return false;
        var last = new byte[GzipEnd.MarkLength];
        plain.Position = plain.Length - last.Length;
        await plain.ReadExactlyAsync(last, ct);
        plain.SetLength(plain.Length - last.Length);
        plain.Position = 0;
        return GzipEnd.IsMark(last);
    }

    /// <summary>Records whose bytes go when they do.</summary>
    private sealed class UnpackedRecords(RecordReader reader, Stream unpacked) : RecordReader(reader.Fields)
    {
        public override FilePoint Point => reader.Point;

        public override bool IsWhole => reader.IsWhole;

        public override ValueTask<bool> NextAsync(CancellationToken ct) => reader.NextAsync(ct);

        public override RawRecord Take(PayloadBlocks blocks) => reader.Take(blocks);

        public override ReadOnlyMemory<byte> Payload(PayloadBlocks blocks) => reader.Payload(blocks);

        protected override void Dispose(bool disposing)
        {
            if (!disposing) return;
            reader.Dispose();
            unpacked.Dispose();
        }
    }
}
