using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Sorts the failures of a file system by what to do about them.</summary>
internal static class Border
{
    // errno of Linux and macOS, and the HRESULTs of Windows.
    private static readonly HashSet<int> Full = [28, 69, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    public static async Task<T> ReadAsync<T>(string what, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw Sorted(failed, what, "read");
        }
    }

    public static async Task<T> WriteAsync<T>(string what, Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw Sorted(failed, what, "written");
        }
    }

    public static ConnectorException Sorted(Exception failed, string what, string done) => failed switch
    {
        UnauthorizedAccessException =>
            new(Recovery.Reconfigure, $"{what} cannot be {done}: permission denied. Give the hub's user the right, or name another folder.", failed),
        DirectoryNotFoundException =>
            new(Recovery.Reconfigure, $"{what} cannot be {done}: its folder is gone. Create it, or correct folder in the connection.", failed),
        FileNotFoundException =>
            new(Recovery.Stop, $"{what} is gone. Put it back, or wait for the next file.", failed),
        IOException full when Full.Contains(full.HResult) =>
            new(Recovery.Stop, $"{what} cannot be {done}: the disk is full. Free space and start again; nothing is half there.", failed) { Code = "disk.full" },
        _ =>
            new(Recovery.Retry, $"{what} cannot be {done}: the file system failed. It is tried again.", failed),
    };
}
