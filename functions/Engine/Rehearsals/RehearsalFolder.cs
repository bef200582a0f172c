namespace BackOffice.Integration.Engine.Rehearsals;

/// <summary>A folder for the owner's eyes only, beside the store, that is gone when its rehearsal is over.</summary>
/// <remarks>A lock says that its process lives; what a killed one left is deleted by whoever opens the hub next.</remarks>
internal sealed class RehearsalFolder : IDisposable
{
    private const string Name = ".rehearsals";
    private const string LockEnding = ".lock";
    private const int Attempts = 5;

    private readonly FileStream held;

    private RehearsalFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    public string Path { get; }

    public static RehearsalFolder Make(string storeFolder)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var root = Private(System.IO.Path.Combine(storeFolder, Name));
                var path = System.IO.Path.Combine(root, Guid.CreateVersion7().ToString("N"));
                // Locked before it is there, so that nobody takes it for a left one.
                var held = new FileStream(path + LockEnding, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
                return new(Private(path), held);
            }
            catch (DirectoryNotFoundException) when (attempt < Attempts)
            {
                // Another rehearsal has just ended and taken the empty root with it.
            }
        }
    }

    /// <summary>Deletes what rehearsals left whose process was killed.</summary>
    public static void Sweep(string storeFolder)
    {
        var root = System.IO.Path.Combine(storeFolder, Name);
        if (!Directory.Exists(root)) return;
        foreach (var path in Directory.EnumerateDirectories(root))
        {
            try
            {
                using var held = new FileStream(path + LockEnding, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
                Directory.Delete(path, recursive: true);
            }
            catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
            {
                // Its rehearsal still goes on, or it belongs to another user.
            }
        }

        DeleteEmpty(root);
    }

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        held.Dispose();
        DeleteEmpty(System.IO.Path.GetDirectoryName(Path)!);
    }

    private static string Private(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static void DeleteEmpty(string root)
    {
        try
        {
            Directory.Delete(root);
        }
        catch (IOException)
        {
            // Another rehearsal is in it, or has taken it away.
        }
    }
}
