namespace BackOffice.Integration.Mappings.Language;

/// <summary>Words the remedy for a name that is not known.</summary>
public static class Suggestion
{
    /// <summary>What was probably meant, or all that is known.</summary>
    public static string For(string written, IEnumerable<string> known)
    {
        List<string> all = [.. known.Order(StringComparer.Ordinal)];
        return Hint(written, all) ?? (all.Count == 0 ? "There is none yet: add one first." : $"Known are: {string.Join(", ", all)}.");
    }

    /// <summary>"Did you mean 'x'?", or null when nothing known is near.</summary>
    public static string? Hint(string written, IEnumerable<string> known)
    {
        var (name, distance) = known
            .Select(name => (Name: name, Distance: Distance(written.ToLowerInvariant(), name.ToLowerInvariant())))
            .DefaultIfEmpty((Name: "", Distance: int.MaxValue))
            .MinBy(found => found.Distance);
        return distance <= Math.Max(1, written.Length / 3) ? $"Did you mean '{name}'?" : null;
    }

    // Levenshtein's distance, one row at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
