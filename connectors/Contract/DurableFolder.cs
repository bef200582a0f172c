using System.Runtime.InteropServices;

namespace BackOffice.Integration.Connectors.Contract;

/// <summary>Makes names in a folder survive a loss of power; files alone are not enough.</summary>
public static partial class DurableFolder
{
    private const int NameTaken = 17; // EEXIST, the same on Linux and macOS

    /// <summary>Moves a file over its final name once its bytes are on disk, then makes the name durable.</summary>
    public static void Publish(string temporary, string final)
    {
        File.Move(temporary, final, overwrite: true);
        Sync(Path.GetDirectoryName(Path.GetFullPath(final))!);
    }

    /// <summary>Moves a file to its final name unless that name is taken, then makes the name durable; of several at once one wins.</summary>
    /// <returns>False where the name was taken; the temporary file is then still there.</returns>
    public static bool PublishNew(string temporary, string final)
    {
        if (!MoveNew(temporary, final)) return false;
        Sync(Path.GetDirectoryName(Path.GetFullPath(final))!);
        return true;
    }

    /// <summary>Flushes the folder's entries; Windows does so by itself.</summary>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0) throw new IOException($"The folder cannot be opened to flush it (errno {Marshal.GetLastPInvokeError()}).");
        var flushed = FSync(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (flushed != 0) throw new IOException($"The folder cannot be flushed (errno {error}); check the disk.");
    }

    /// <summary>Whether this process may write into the folder.</summary>
    public static bool CanWrite(string folder) => OperatingSystem.IsWindows() || Access(folder, 2) == 0;

    // File.Move looks first and renames then: a file that comes in between would be lost. A link is made or refused in one step.
    private static bool MoveNew(string temporary, string final)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (Link(temporary, final) == 0)
            {
                File.Delete(temporary);
                return true;
            }

            if (Marshal.GetLastPInvokeError() == NameTaken) return false;
        }

        // Windows refuses in one step as well; what is left are file systems without links.
        try
        {
            File.Move(temporary, final, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(final))
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
