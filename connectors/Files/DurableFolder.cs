using System.ComponentModel;
using System.Runtime.InteropServices;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>What .NET cannot do with a folder: make its entries survive a power cut, ask for write access.</summary>
internal static partial class DurableFolder
{
    private const int ReadOnly = 0;
    private const int Writable = 2;

    /// <summary>Makes renames in the folder durable; Windows does so by itself.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0) throw Failed(folder);
        try
        {
            if (FlushToDisk(descriptor) != 0) throw Failed(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    public static bool CanWrite(string folder) => OperatingSystem.IsWindows() || Access(folder, Writable) == 0;

    private static IOException Failed(string folder)
    {
        var error = Marshal.GetLastPInvokeError();
        return new($"{folder}: {new Win32Exception(error).Message}", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushToDisk(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
