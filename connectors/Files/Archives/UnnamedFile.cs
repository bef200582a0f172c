namespace BackOffice.Integration.Connectors.Files.Archives;

/// <summary>Room for unpacked bytes that nobody can find: memory, or a file that has lost its name before a byte is in it.</summary>
internal static class UnnamedFile
{
    /// <summary>The bytes, from the start; a stream that can seek.</summary>
    /// <param name="expected">How many they will be about.</param>
    public static async Task<Stream> OfAsync(Stream plain, long expected, PackedLimits limits, CancellationToken ct)
    {
        Stream room = expected <= limits.MemoryBytes ? new MemoryStream((int)expected) : Create();
        try
        {
            await plain.CopyToAsync(room, ct);
            room.Position = 0;
            return room;
        }
        catch
        {
            await room.DisposeAsync();
            throw;
        }
    }

    private static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $".backoffice-{Guid.NewGuid():N}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            // Windows keeps a name until the last handle is closed, by a crash too.
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
            BufferSize = 64 << 10,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return file;
    }
}
