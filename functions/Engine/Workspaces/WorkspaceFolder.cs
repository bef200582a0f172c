using System.IO.Enumeration;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>Reads the files of a workspace from a folder, and nothing else that lies there.</summary>
public static class WorkspaceFolder
{
    private const long LargestYaml = 1 << 20;
    private const long LargestCrosswalk = 16 << 20;
    private const int MostFiles = 4_000;
    private const int Deepest = 8;
    private static readonly string[] Flat = ["connections", "pipelines", "exports", "packs", "partners"];

    /// <summary>Gives the files by path; one that is too large, leaves the folder or cannot be read is an error.</summary>
    public static IReadOnlyList<WorkspaceFile> Read(string folder, ICollection<FileError> errors)
    {
        var root = RealPath.Of(Path.GetFullPath(folder));
        var paths = Paths(root, errors).OrderBy(path => path, StringComparer.Ordinal).Take(MostFiles + 1).ToList();
        if (paths.Count > MostFiles) errors.Add(new("hub.yaml", 1, 1, $"The workspace has more than {MostFiles} files.", "Split it into several hubs."));
        return [.. paths.Take(MostFiles).Select(path => Read(root, path, errors)).OfType<WorkspaceFile>()];
    }

    private static IEnumerable<string> Paths(string root, ICollection<FileError> errors) => Files(root, ".", "hub.yaml", deep: false, errors)
        .Concat(Flat.SelectMany(folder => Files(root, folder, "*.y*ml", deep: false, errors)))
        .Concat(Files(root, "mappings", "*.y*ml", deep: true, errors))
        .Concat(Files(root, "crosswalks", "*.csv", deep: false, errors));

    // A linked folder is not entered: it could lead in circles.
    private static IReadOnlyList<string> Files(string root, string folder, string pattern, bool deep, ICollection<FileError> errors)
    {
        var start = Path.Combine(root, folder);
        if (!Directory.Exists(start)) return [];
        var options = new EnumerationOptions { RecurseSubdirectories = deep, MaxRecursionDepth = Deepest, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        try
        {
            return [.. new FileSystemEnumerable<string>(start, (ref entry) => Path.GetRelativePath(root, entry.ToFullPath()).Replace('\\', '/'), options)
            {
                ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && FileSystemName.MatchesSimpleExpression(pattern, entry.FileName, ignoreCase: false),
                ShouldRecursePredicate = (ref entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
            }];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            errors.Add(new(folder, 1, 1, "This folder cannot be read.", "Check that the hub's user may read it and all below it."));
            return [];
        }
    }

    private static WorkspaceFile? Read(string root, string path, ICollection<FileError> errors)
    {
        var real = RealPath.Of(Path.Combine(root, path));
        if (!real.StartsWith(root.TrimEnd('/') + '/', StringComparison.Ordinal))
        {
            return Refuse("This link leaves the workspace.", "Put the file itself here.");
        }

        try
        {
            var largest = path.EndsWith(".csv", StringComparison.Ordinal) ? LargestCrosswalk : LargestYaml;
            if (new FileInfo(real).Length > largest) return Refuse($"The file is larger than {largest >> 20} MiB.", "Split it.");
            return WorkspaceHash.File(path, File.ReadAllBytes(real));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return Refuse("The file cannot be read.", "Check that it exists and that the hub's user may read it.");
        }

        WorkspaceFile? Refuse(string problem, string remedy)
        {
            errors.Add(new(path, 1, 1, problem, remedy));
            return null;
        }
    }
}
