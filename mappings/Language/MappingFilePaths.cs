using System.Text;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Takes paths apart as far as a file of columns needs it.</summary>
internal static class MappingFilePaths
{
    /// <summary>The first name of a path, without brackets and quotes.</summary>
    public static string TopLevel(string path)
    {
        if (!path.StartsWith("[\"", StringComparison.Ordinal)) return path[..End(path)];
        var name = new StringBuilder();
        for (var at = 2; at < path.Length && path[at] != '"'; at++)
        {
            if (path[at] == '\\' && at + 1 < path.Length) at++;
            name.Append(path[at]);
        }

        return name.ToString();
    }

    private static int End(string path)
    {
        var end = path.AsSpan().IndexOfAny('.', '[');
        return end < 0 ? path.Length : end;
    }
}
