using System.Security.Cryptography;
using System.Text;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>The hub's own key, for hashes of values that could be guessed.</summary>
internal sealed class HubKey
{
    private const string FileName = ".hub-key";
    private const int Length = 32;
    private readonly byte[] key;

    private HubKey(byte[] key) => this.key = key;

    /// <summary>Reads the key beside the workspace; the first call makes it, readable for its owner only.</summary>
    public static HubKey ReadOrCreate(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) Create(path);
        return Read(path);
    }

    /// <summary>Reads the key that hashes in the store were made with; a new one would fit none of them.</summary>
    public static HubKey ReadExisting(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path)
            ? Read(path)
            : throw new ConnectorException(Recovery.Reconfigure, $"The key file {FileName} is missing beside the workspace; restore it from a backup, or publish once where there was none.") { Code = "hub-key.missing" };
    }

    /// <summary>HMAC-SHA256 over the UTF-8 bytes of the text.</summary>
    public byte[] Hash(string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static HubKey Read(string path)
    {
        var text = File.ReadAllText(path).Trim();
        var key = new byte[Length];
        return Convert.TryFromBase64String(text, key, out var length) && length == Length
            ? new(key)
            : throw new InvalidDataException($"The key file {FileName} beside the workspace is damaged. Restore it from a backup: hashes made with it can be compared with no other key.");
    }

    // Moved into place whole, so that two first publishes end with one key.
    private static void Create(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)) + "\n"));
            file.Flush(flushToDisk: true);
        }

        if (!DurableFolder.PublishNew(draft, path)) File.Delete(draft);
    }
}
