using System.Runtime.InteropServices;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Tells files from pipes, sockets and devices, which only have a name in a folder: opening one may wait for ever.</summary>
internal static partial class RegularFile
{
    // struct statx, which Linux lays out alike on every processor.
    private const int StatusBytes = 256;
    private const int ModeAt = 28;
    private const int KindMask = 0xF000;
    private const int Regular = 0x8000;
    private const uint WantsKind = 1;
    private const int CurrentFolder = -100;

    /// <summary>Follows links; true where the kind cannot be told, and for a name that is gone.</summary>
    public static bool Is(string path)
    {
        if (!OperatingSystem.IsLinux()) return true;
        var status = new byte[StatusBytes];
        try
        {
            return StatX(CurrentFolder, path, 0, WantsKind, status) != 0 || (BitConverter.ToUInt16(status, ModeAt) & KindMask) == Regular;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library of before 2018.
            return true;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint wanted, [Out] byte[] status);
}
