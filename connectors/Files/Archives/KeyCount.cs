using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace BackOffice.Integration.Connectors.Files.Archives;

/// <summary>Counts keys such as <c>a|b#n</c> through a whole archive: each member counts from one.</summary>
internal sealed class KeyCount(bool counted)
{
    private readonly Dictionary<UInt128, int> seen = [];

    public string Of(string key)
    {
        var hash = counted ? key.LastIndexOf('#') : -1;
        if (hash < 0) return key;
        var text = key.AsSpan(0, hash);
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, XxHash128.HashToUInt128(MemoryMarshal.AsBytes(text)), out _);
        return string.Create(CultureInfo.InvariantCulture, $"{text}#{++count}");
    }
}
