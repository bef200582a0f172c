using BackOffice.Integration.Hub.Cli;

namespace BackOffice.Integration.Hub.Demo;

/// <summary>The demo's workspace: copied out of the program once, continued afterwards.</summary>
internal static class DemoFolder
{
    private const string Name = "backoffice-demo";
    private const string Mark = ".backoffice-demo";

    /// <summary>Returns the folder, below the current one; refuses one that is not the demo's.</summary>
    public static string Prepare(bool fresh)
    {
        var folder = Path.Combine(Directory.GetCurrentDirectory(), Name);
        var known = File.Exists(Path.Combine(folder, Mark));
        if (!known && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new CliException("demo.foreign-folder", $"{folder} holds something else; go into another folder, or move it away.");
        if (known && !fresh) return folder;
        if (known) Directory.Delete(folder, recursive: true);
        Copy(folder);
        return folder;
    }

    private static void Copy(string folder)
    {
        foreach (var file in EmbeddedFile.Below("demo")) file.CopyTo(Path.Combine(folder, file.Path));
        foreach (var partner in (string[])["bureau", "controlling"]) Directory.CreateDirectory(Path.Combine(folder, "out", partner));
        File.WriteAllText(Path.Combine(folder, Mark), "");
    }
}
