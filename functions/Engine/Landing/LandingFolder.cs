using System.Security.Cryptography;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Landing;

/// <summary>A landing in a folder: one compressed file per content, named by its hash.</summary>
internal sealed class LandingFolder(string folder) : ILanding
{
    public async Task<Landed> LandAsync(Stream content, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Guid.CreateVersion7():N}.part");
        try
        {
            var (sha256, length) = await WriteAsync(content, temporary, ct);
            var landed = new Landed(sha256, UriOf(sha256), length);
            Keep(temporary, Path.Combine(folder, landed.Uri));
            return landed;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public bool Holds(string sha256) => File.Exists(Path.Combine(folder, UriOf(sha256)));

    public Stream Open(string sha256) => new LandedStream(File.OpenRead(Path.Combine(folder, UriOf(sha256))));

    private static async Task<(string Sha256, long Length)> WriteAsync(Stream content, string file, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var output = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[LandedBlock.MaxLength];
        long length = 0;
        while (await content.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, ct) is var count and > 0)
        {
            hash.AppendData(block, 0, count);
            LandedBlock.Write(block.AsSpan(0, count), output);
            length += count;
        }

        output.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }

    private static void Keep(string temporary, string final)
    {
        if (File.Exists(final)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(final)!);
        DurableFolder.Publish(temporary, final);
    }

    private static string UriOf(string sha256) => $"{sha256[..2]}/{sha256}.gz";
}
