using System.Globalization;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Makes the names of a header usable: none empty, none twice.</summary>
internal static class FieldNames
{
    public static IReadOnlyList<string> Unique(IReadOnlyList<string> header)
    {
        // A name that stands in the header as such is never taken by a made one.
        HashSet<string> written = [.. header], used = new(StringComparer.Ordinal);
        var names = new string[header.Count];
        for (var i = 0; i < names.Length; i++)
        {
            var made = header[i].Length == 0;
            var name = made ? Column(i) : header[i];
            names[i] = (!made || !written.Contains(name)) && used.Add(name) ? name : Next(name, written, used);
        }

        return names;
    }

    public static string Column(int index) => string.Create(CultureInfo.InvariantCulture, $"column_{index + 1}");

    private static string Next(string name, HashSet<string> written, HashSet<string> used)
    {
        for (var n = 2; ; n++)
        {
            var next = string.Create(CultureInfo.InvariantCulture, $"{name}_{n}");
            if (!written.Contains(next) && used.Add(next)) return next;
        }
    }
}
