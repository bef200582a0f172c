namespace BackOffice.Integration.Hub.Cli;

/// <summary>The shortest beginnings that tell the ids of one list apart.</summary>
/// <remarks>Ids of one batch share their instant, and with it their first twelve digits.</remarks>
internal sealed class ShortIds(IEnumerable<string> ids)
{
    private const int Least = 13;

    private readonly List<string> ids = [.. ids.Order(StringComparer.Ordinal)];

    public string this[string id]
    {
        get
        {
            var at = ids.BinarySearch(id, StringComparer.Ordinal);
            var shared = Math.Max(at > 0 ? Shared(id, ids[at - 1]) : 0, at + 1 < ids.Count ? Shared(id, ids[at + 1]) : 0);
            return id[..Math.Min(id.Length, Math.Max(Least, shared + 1))];
        }
    }

    public string this[Guid id] => this[id.ToString()];

    private static int Shared(string left, string right) => left.AsSpan().CommonPrefixLength(right);
}
