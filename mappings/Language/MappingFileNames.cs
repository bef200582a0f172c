namespace BackOffice.Integration.Mappings.Language;

/// <summary>Finds the name that was probably meant.</summary>
internal static class MappingFileNames
{
    public static string Suggest(string name, IReadOnlyList<string> known)
    {
        var nearest = known.MinBy(candidate => Distance(name, candidate));
        return nearest is not null && Distance(name, nearest) <= Math.Max(2, name.Length / 3)
            ? $"Did you mean {nearest}?"
            : $"Use one of: {string.Join(", ", known)}.";
    }

    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var column = 0; column <= b.Length; column++) row[column] = column;
        for (var line = 1; line <= a.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= b.Length; column++)
            {
                var change = char.ToLowerInvariant(a[line - 1]) == char.ToLowerInvariant(b[column - 1]) ? 0 : 1;
                (diagonal, row[column]) = (row[column], Math.Min(Math.Min(row[column] + 1, row[column - 1] + 1), diagonal + change));
            }
        }

        return row[^1];
    }
}
