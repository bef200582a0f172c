using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BackOffice.Integration.Hub.Api;

/// <summary>The key that changing requests must bring; only its hash is kept.</summary>
internal sealed class ApiKey
{
    private const int Bytes = 32;

    private readonly byte[] hash;

    private ApiKey(byte[] hash) => this.hash = hash;

    /// <summary>Reads the hash, or makes a key: 32 random bytes in base64url.</summary>
    /// <param name="file">Readable by its owner only.</param>
    /// <param name="fresh">The new key, to be shown once; null when there was one.</param>
    public static ApiKey ReadOrCreate(string file, out string? fresh)
    {
        fresh = null;
        if (File.Exists(file)) return new(Read(file));
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using (var stream = new FileStream(file, Private()))
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HashOf(key)) + "\n"));
        fresh = key;
        return new(HashOf(key));
    }

    /// <summary>Takes the same time whatever is given.</summary>
    public bool Opens(string? given) => CryptographicOperations.FixedTimeEquals(HashOf(given ?? ""), hash);

    private static byte[] Read(string file)
    {
        var text = File.ReadAllText(file).Trim();
        return text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : throw new Cli.CliException("key.unreadable", $"{file} holds no hash of a key; delete it, and `backoffice serve` makes a new key.");
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
