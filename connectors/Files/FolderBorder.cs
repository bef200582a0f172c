namespace BackOffice.Integration.Connectors.Files;

/// <summary>Tells files of a folder from what only seems to be one: links that lead out of it, pipes, names that nobody can write.</summary>
internal sealed class FolderBorder(string folder)
{
    // No chain of links that a system follows is longer.
    private const int MostLinks = 40;

    private readonly string real = Real(Path.GetFullPath(folder), MostLinks) ?? folder;

    /// <summary>What it is instead of a file, and what to do; null where it is one.</summary>
    public string? FaultOf(FileSystemInfo file)
    {
        if (file.Name.Any(char.IsControl)) return "a file whose name holds a control character: rename it";
        // The runtime puts this sign where a name is no text, and then finds no such file.
        if (file.Name.Contains('\uFFFD') && !Path.Exists(file.FullName)) return "a file whose name is no UTF-8: rename it";
        if (!Holds(file)) return "a link that leads out of the folder: put the file itself there";
        return RegularFile.Is(file.FullName) ? null : "no regular file but a pipe, a socket or a device: put a file there, or see that no stream names it";
    }

    /// <summary>A name without signs that would play tricks on a screen.</summary>
    public static string Shown(string name) => string.Concat(name.Select(sign => char.IsControl(sign) ? '?' : sign));

    private bool Holds(FileSystemInfo file) => file.LinkTarget is null
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
