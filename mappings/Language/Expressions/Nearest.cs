namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Finds what somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>"Did you mean 'x'?", or null when nothing known is near.</summary>
    public static string? Hint(string written, IEnumerable<string> known)
    {
        var (name, distance) = known.Select(name => (name, Distance(written.ToLowerInvariant(), name.ToLowerInvariant()))).DefaultIfEmpty(("", int.MaxValue)).MinBy(found => found.Item2);
        return distance <= Math.Max(1, written.Length / 3) ? $"Did you mean '{name}'?" : null;
    }

    // Levenshtein's distance, row by row.
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
