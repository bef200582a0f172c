using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Writes the text form of keys: <c>a|b</c>, or <c>a|b#n</c> for the n-th repetition in the file.</summary>
internal sealed class RecordKeys(KeyOption option)
{
    private static readonly SearchValues<char> Marked = SearchValues.Create(@"|\#");

    // The hash of a tuple stands for it: ten million tuples fit into memory, their texts do not.
    private readonly Dictionary<UInt128, int> seen = [];
    private char[] text = new char[256];
    private int length;

    /// <summary>True when a key depends on the records before it in the file.</summary>
    public bool IsCounted => option.Counted;

    public bool IsHash => option.IsHash;

    public void Start() => length = 0;

    public void Add(ReadOnlySpan<byte> field, FieldText decoder)
    {
        Separate();
        MakeRoom(field.Length);
        Close(decoder.Read(field, text.AsSpan(length)));
    }

    public void Add(ReadOnlySpan<char> field)
    {
        Separate();
        MakeRoom(field.Length);
        field.CopyTo(text.AsSpan(length));
        Close(field.Length);
    }

    public string Finish()
    {
        var key = text.AsSpan(0, length);
        return IsCounted ? Numbered(key, XxHash128.HashToUInt128(MemoryMarshal.AsBytes(key))) : new(key);
    }

    public string Hash(ReadOnlySpan<byte> payload)
    {
        var hash = XxHash128.HashToUInt128(payload);
        return Numbered(hash.ToString("x32", CultureInfo.InvariantCulture), hash);
    }

    private string Numbered(ReadOnlySpan<char> key, UInt128 hash)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, hash, out _);
        count++;
        return string.Create(CultureInfo.InvariantCulture, $"{key}#{count}");
    }

    private void Separate()
    {
        if (length == 0) return;
        MakeRoom(0);
        text[length++] = '|';
    }

    private void MakeRoom(int characters)
    {
        if (text.Length < length + characters + 1) Array.Resize(ref text, (length + characters + 1) * 2);
    }

    private void Close(int added)
    {
        var part = text.AsSpan(length, added);
        if (part.IndexOfAny(Marked) < 0)
        {
            length += added;
            return;
        }

        var plain = part.ToString();
        MakeRoom(added * 2);
        foreach (var character in plain)
        {
            if (Marked.Contains(character)) text[length++] = '\\';
            text[length++] = character;
        }
    }
}
