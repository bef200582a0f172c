using System.Text;

namespace BackOffice.Integration.Connectors.Files.Xml;

/// <summary>Which elements are records: by local name, and by the names of the elements around.</summary>
/// <param name="Names">Local names, outermost first; none for the elements below the root.</param>
/// <param name="FromRoot">Whether the first name is the root's.</param>
internal sealed record ElementPath(IReadOnlyList<byte[]> Names, bool FromRoot)
{
    /// <summary>Null where the text is no path.</summary>
    public static ElementPath? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return new([], FromRoot: false);
        var names = text.TrimStart('/').Split('/');
        return names.Any(name => name.Length == 0 || name.Any(sign => char.IsWhiteSpace(sign) || "<>&\"'*@[]".Contains(sign, StringComparison.Ordinal)))
            ? null
            : new([.. names.Select(name => Encoding.UTF8.GetBytes(name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]))], text[0] == '/');
    }

    /// <summary>Whether the innermost open element is a record.</summary>
    public bool Fits(OpenElements open)
    {
        if (Names.Count == 0) return open.Count == 2;
        if (open.Count < Names.Count || (FromRoot && open.Count != Names.Count)) return false;
        for (var i = 1; i <= Names.Count; i++)
            if (!Local(open[open.Count - i]).SequenceEqual(Names[^i])) return false;
        return true;
    }

    private static ReadOnlySpan<byte> Local(ReadOnlySpan<byte> name) => name[(name.IndexOf((byte)':') + 1)..];
}

/// <summary>The names of the elements that are open, outermost first.</summary>
internal sealed class OpenElements
{
    private readonly List<int> ends = [];
    private byte[] names = new byte[256];

    public int Count => ends.Count;

    public ReadOnlySpan<byte> this[int index] => names.AsSpan(Begin(index), ends[index] - Begin(index));

    public void Open(ReadOnlySpan<byte> name)
    {
        var begin = Begin(ends.Count);
        if (names.Length < begin + name.Length) Array.Resize(ref names, (begin + name.Length) * 2);
        name.CopyTo(names.AsSpan(begin));
        ends.Add(begin + name.Length);
    }

    public void Close() => ends.RemoveAt(ends.Count - 1);

    private int Begin(int index) => index == 0 ? 0 : ends[index - 1];
}
