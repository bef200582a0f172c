using System.Text;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Where taken files lie within an inbox: by content, and with the name they came under.</summary>
internal static class TakenFolder
{
    public const string Name = ".taken";

    // A file name of 255 bytes is the most that common file systems hold.
    private const int LongestName = 180;

    public static string PlaceOf(string inbox, ArrivedFile file) =>
        Path.Combine(inbox, Name, Encoding.UTF8.GetByteCount(file.Name) <= LongestName ? $"{file.Sha256}-{file.Name}" : file.Sha256);

    /// <summary>Empty where the name was too long to keep.</summary>
    public static string OriginalName(string taken) => taken.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash ? taken[(dash + 1)..] : "";

    public static IEnumerable<FileInfo> Files(string inbox)
    {
        var taken = new DirectoryInfo(Path.Combine(inbox, Name));
        return taken.Exists ? taken.EnumerateFiles() : [];
    }
}
