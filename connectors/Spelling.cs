namespace BackOffice.Integration.Connectors;

/// <summary>Finds the known word that a wrong one was probably meant to be.</summary>
internal static class Spelling
{
    public static string Remedy(string wrong, IReadOnlyList<string> known) => Nearest(wrong, known) is { } meant
        ? $"Did you mean '{meant}'?"
        : known.Count == 0 ? "Remove it." : $"Use one of: {string.Join(", ", known)}.";

    private static string? Nearest(string wrong, IReadOnlyList<string> known)
    {
        var best = known.Select(word => (Word: word, Distance: Distance(wrong.ToUpperInvariant(), word.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance).FirstOrDefault();
        return best.Word is { } word && best.Distance <= Math.Max(1, word.Length / 3) ? word : null;
    }

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
