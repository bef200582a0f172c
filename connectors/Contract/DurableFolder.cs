using System.Runtime.InteropServices;

namespace BackOffice.Integration.Connectors.Contract;

/// <summary>Makes names in a folder survive a loss of power; files alone are not enough.</summary>
public static partial class DurableFolder
{
    /// <summary>Moves a file over its final name once its bytes are on disk, then makes the name durable.</summary>
    public static void Publish(string temporary, string final)
    {
        File.Move(temporary, final, overwrite: true);
        Sync(Path.GetDirectoryName(Path.GetFullPath(final))!);
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

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
