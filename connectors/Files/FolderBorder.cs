namespace BackOffice.Integration.Connectors.Files;

/// <summary>Tells files of a folder from links that lead out of it.</summary>
internal sealed class FolderBorder(string folder)
{
    // No chain of links that a system follows is longer.
    private const int MostLinks = 40;

    private readonly string real = Real(Path.GetFullPath(folder), MostLinks) ?? folder;

    public bool Holds(FileSystemInfo file) => file.LinkTarget is null
        || (Real(file.FullName, MostLinks) is { } target && target.StartsWith(real.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    /// <summary>The path with every link in it followed; null where they go in a circle.</summary>
    private static string? Real(string path, int links)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null) return path;
        if (Real(parent, links) is not { } folder) return null;
        var entry = Path.Combine(folder, Path.GetFileName(path));
        if (new FileInfo(entry).LinkTarget is not { } target) return entry;
        return links == 0 ? null : Real(Path.GetFullPath(target, folder), links - 1);
    }
}
