using System.Security.Cryptography;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Where the sealed files of one release lie: <c>releases/export/number</c> below the store.</summary>
internal sealed class ReleaseFolder(string store, ReleaseHead head, long number)
{
    private readonly string below = $"releases/{head.Export}/{(head.Mode == "live" ? "" : head.Mode + "-")}{number}";

    private string Folder => Path.Combine(store, below);

    /// <summary>Empties what a sealing left that never came to its end; the number was not taken.</summary>
    public void Prepare()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        Directory.CreateDirectory(Folder);
    }

    /// <summary>Returns when the file's bytes are on disk.</summary>
    public SealedFile Write(string name, Action<Stream> write)
    {
        var path = Path.Combine(Folder, name);
        using (var file = new FileStream(path, Options))
        {
            write(file);
            file.Flush(flushToDisk: true);
        }

        return new(name, new FileInfo(path).Length, Hash(path), $"{below}/{name}");
    }

    /// <summary>Makes the names survive a loss of power, from the file's folder up to the store's.</summary>
    public void Sync()
    {
        for (var folder = Folder; folder.Length > store.Length; folder = Path.GetDirectoryName(folder)!) DurableFolder.Sync(folder);
        DurableFolder.Sync(store);
    }

    /// <summary>Lower-case hex over a file on disk.</summary>
    public static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static FileStreamOptions Options
    {
        get
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return options;
        }
    }
}
