using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Encodings;

/// <summary>Finds how one file is decoded; null where it is UTF-8 already.</summary>
internal delegate Task<TextDecoder?> FindDecoder(string file, Stream bytes, CancellationToken ct);

/// <summary>A form of UTF-8 over files of any encoding.</summary>
internal sealed class EncodedForm(RecordForm utf8, FindDecoder find, FileLimits limits) : RecordForm
{
    // No encoding spends more bytes on a character than four times what UTF-8 does.
    private const int MostGrowth = 4;

    public override async Task<RecordReader?> OpenAsync(string file, Stream bytes, FilePoint? from, CancellationToken ct)
    {
        if (await find(file, bytes, ct) is not { } decoder) return await utf8.OpenAsync(file, bytes, from, ct);
        var text = new TranscodedStream(bytes, decoder);
        return await utf8.OpenAsync(file, text, from, ct) is { } reader ? new TranscodedReader(reader, text) : null;
    }

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAgainAsync(
        string file, Stream bytes, IReadOnlyList<Position> positions, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await find(file, bytes, ct) is not { } decoder)
        {
            await foreach (var payload in utf8.ReadAgainAsync(file, bytes, positions, ct)) yield return payload;
            yield break;
        }

        var head = new TranscodedStream(bytes, decoder);
        for (var first = 0; first < positions.Count;)
        {
            await using var spliced = new SplicedStream(head);
            var some = new List<Position>();
            while (first < positions.Count && spliced.Held < limits.BatchBytes)
                some.Add(await SpliceAsync(file, bytes, positions[first++], decoder, spliced, ct));
            await foreach (var payload in utf8.ReadAgainAsync(file, spliced, some, ct)) yield return payload;
        }
    }

    public override async Task<IReadOnlyList<string>?> FieldsAsync(string file, Stream bytes, CancellationToken ct) =>
        await utf8.FieldsAsync(file, await Utf8Async(file, bytes, ct), ct);

    public override async Task<bool> EndsCleanAsync(string file, Stream bytes, CancellationToken ct)
    {
        if (await find(file, bytes, ct) is not { } decoder) return await utf8.EndsCleanAsync(file, bytes, ct);
        // The last character is enough for text of lines: a form that needs more reads it all.
        var tail = new DecodedText();
        var last = new byte[Math.Min(decoder.Unit, bytes.Length)];
        bytes.Position = bytes.Length - last.Length;
        await bytes.ReadExactlyAsync(last, ct);
        decoder.Decode(last, last: true, tail);
        return utf8.EndsWithLine ? tail.Utf8 is [(byte)'\n' or (byte)'\r'] : await utf8.EndsCleanAsync(file, new TranscodedStream(bytes, decoder), ct);
    }

    public override async Task<long?> TornLineAsync(string file, Stream bytes, CancellationToken ct) =>
        await utf8.TornLineAsync(file, await Utf8Async(file, bytes, ct), ct);

    private async Task<Stream> Utf8Async(string file, Stream bytes, CancellationToken ct) =>
        await find(file, bytes, ct) is { } decoder ? new TranscodedStream(bytes, decoder) : bytes;

    private async Task<Position> SpliceAsync(string file, Stream bytes, Position position, TextDecoder decoder, SplicedStream spliced, CancellationToken ct)
    {
        if (position.Length > (long)limits.RecordBytes * MostGrowth) return position with { Length = int.MaxValue };
        var original = new byte[position.Length];
        bytes.Position = position.ByteOffset;
        if (await bytes.ReadAtLeastAsync(original, original.Length, throwOnEndOfStream: false, ct) < original.Length) throw NotHere(file);
        var text = new DecodedText();
        decoder.Decode(original, last: true, text);
        return position with { ByteOffset = spliced.Add(text.Utf8), Length = text.Length };
    }
}
