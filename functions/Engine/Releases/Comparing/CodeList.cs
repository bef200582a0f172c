namespace BackOffice.Integration.Engine.Releases.Comparing;

/// <summary>Texts of a column that stand for each other: an old one always for the same new one.</summary>
internal sealed class CodeList
{
    private readonly Dictionary<string, Dictionary<string, int>> meanings = new(StringComparer.Ordinal);
    private readonly bool isWhole;

    /// <param name="values">The two texts of each row that both files have.</param>
    public CodeList(IEnumerable<(string Old, string New)> values)
    {
        foreach (var (old, now) in values.Select(pair => (pair.Old.Trim(), pair.New.Trim())).Where(pair => pair.Item1.Length > 0 && pair.Item2.Length > 0))
        {
            if (!meanings.TryGetValue(old, out var seen)) meanings[old] = seen = new(StringComparer.Ordinal);
            seen[now] = seen.GetValueOrDefault(now) + 1;
        }

        isWhole = meanings.Values.All(seen => seen.Count == 1) && meanings.Any(one => one.Value.Any(other => other.Value > 1 && !PlainText.Same(one.Key, other.Key)));
    }

    /// <summary>Seen once, a pair counts only where the whole column is such a list.</summary>
    public bool Stand(string old, string now) =>
        meanings.TryGetValue(old.Trim(), out var seen) && seen.Count == 1 && seen.TryGetValue(now.Trim(), out var times) && (times > 1 || isWhole);
}
