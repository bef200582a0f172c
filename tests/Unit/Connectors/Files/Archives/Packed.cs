using System.IO.Compression;
using System.Text;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files.Archives;

/// <summary>Packed files: those that other programs wrote (<c>make.py</c> tells how), and those made for one test.</summary>
internal static class Packed
{
    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Connectors", "Files", "Archives", name));

    public static byte[] Zip(params (string Name, byte[] Content)[] members)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in members)
            {
                var entry = archive.CreateEntry(name);
                entry.LastWriteTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var member = entry.Open();
                member.Write(content);
            }
        }

        return bytes.ToArray();
    }

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal)) gzip.Write(content);
        return bytes.ToArray();
    }
}
