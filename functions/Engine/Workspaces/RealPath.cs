namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>Follows every link on the way to a path.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>The path without links; a broken or circular one stays as far as it could be followed.</summary>
    public static string Of(string path)
    {
        var links = 0;
        return Follow(path, ref links);
    }

    private static string Follow(string path, ref int links)
    {
        var full = Path.GetFullPath(path);
        var real = Path.GetPathRoot(full)!;
        foreach (var step in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, step);
            var target = links < MostLinks ? new FileInfo(next).LinkTarget : null;
            if (target is not null) links++;
            real = target is null ? next : Follow(Path.Combine(real, target), ref links);
        }

        return real;
    }
}
