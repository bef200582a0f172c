using System.Buffers;
using System.Text;
using System.Text.Unicode;
using BackOffice.Integration.Connectors.Files.Encodings;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Turns a field's bytes in the file's encoding into JSON text and into characters.</summary>
internal sealed class FieldText
{
    /// <summary>One byte of the file never needs more bytes of JSON: a control becomes <c>\u0001</c>.</summary>
    public const int Growth = 6;

    // Null for UTF-8, whose bytes above ASCII go over as they are.
    private readonly Encoding? singleByte;
    private readonly byte[][] json = new byte[256][];
    private readonly SearchValues<byte> notPlain;
    private readonly SearchValues<byte> undecodable;

    private FieldText(Encoding? singleByte)
    {
        this.singleByte = singleByte;
        var bad = new List<byte>();
        for (var value = 0; value < 256; value++)
        {
            json[value] = singleByte is null || value < 0x80 ? Escaped((byte)value) : Decoded(singleByte, (byte)value, bad);
        }

        undecodable = SearchValues.Create([.. bad]);
        notPlain = SearchValues.Create([.. Enumerable.Range(0, 256).Select(value => (byte)value)
            .Where(value => value < ' ' || value is (byte)'"' or (byte)'\\' || (value >= 0x80 && singleByte is not null))]);
    }

    public bool IsUtf8 => singleByte is null;

    /// <summary>Null where there is no such encoding, or one whose bytes below 128 are not ASCII.</summary>
    public static FieldText? Named(string name)
    {
        if (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || name.Equals("utf8", StringComparison.OrdinalIgnoreCase)) return new(null);
        return FileEncoding.Find(name) is { IsSingleByte: true } encoding && KeepsAscii(encoding) ? new(encoding) : null;
    }

    public bool Decodes(ReadOnlySpan<byte> record) =>
        IsUtf8 ? Utf8.IsValid(record) : record.IndexOfAny(undecodable) < 0;

    /// <summary>Bytes whose absence from a record says that its fields are their own JSON text.</summary>
    public SearchValues<byte> NotPlainBut(char delimiter) => SearchValues.Create(
        [.. Enumerable.Range(0, 256).Select(value => (byte)value).Where(value => value != delimiter && notPlain.Contains(value))]);

    /// <summary>Writes the inside of a JSON string and returns its length; what cannot be decoded becomes U+FFFD.</summary>
    public int Write(ReadOnlySpan<byte> field, Span<byte> target)
    {
        var written = 0;
        for (; ; )
        {
            var plain = field.IndexOfAny(notPlain);
            var copied = plain < 0 ? field : field[..plain];
            copied.CopyTo(target[written..]);
            written += copied.Length;
            if (plain < 0) return written;
            var escape = json[field[plain]];
            escape.CopyTo(target[written..]);
            written += escape.Length;
            field = field[(plain + 1)..];
        }
    }

    public string Read(ReadOnlySpan<byte> field)
    {
        if (IsUtf8) return Encoding.UTF8.GetString(field);
        var characters = new char[field.Length];
        Read(field, characters);
        return new(characters);
    }

    /// <summary>Decodes into a span at least as long as the field and returns the length.</summary>
    public int Read(ReadOnlySpan<byte> field, Span<char> target)
    {
        if (IsUtf8) return Encoding.UTF8.GetChars(field, target);
        if (field.IndexOfAny(undecodable) < 0) return singleByte!.GetChars(field, target);
        for (var i = 0; i < field.Length; i++)
            target[i] = undecodable.Contains(field[i]) ? '\uFFFD' : singleByte!.GetString(field.Slice(i, 1))[0];
        return field.Length;
    }

    /// <summary>The same bytes as valid UTF-8, each undecodable one replaced.</summary>
    public static byte[] Repaired(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8));

    private static bool KeepsAscii(Encoding encoding)
    {
        var ascii = Enumerable.Range(0, 0x80).Select(value => (byte)value).ToArray();
        return encoding.GetString(ascii) == Encoding.ASCII.GetString(ascii);
    }

    private static byte[] Decoded(Encoding encoding, byte value, List<byte> bad)
    {
        try
        {
            return Encoding.UTF8.GetBytes(encoding.GetString([value]));
        }
        catch (DecoderFallbackException)
        {
            bad.Add(value);
            return "\uFFFD"u8.ToArray();
        }
    }

    private static byte[] Escaped(byte value) => value switch
    {
        (byte)'"' => "\\\""u8.ToArray(),
        (byte)'\\' => "\\\\"u8.ToArray(),
        (byte)'\n' => "\\n"u8.ToArray(),
        (byte)'\r' => "\\r"u8.ToArray(),
        (byte)'\t' => "\\t"u8.ToArray(),
        < 0x20 => Encoding.ASCII.GetBytes($"\\u{value:x4}"),
        _ => [value],
    };
}
