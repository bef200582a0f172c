using System.IO.Compression;

namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>Guesses what a file is by its content, and by its name where content does not tell.</summary>
internal static class ContentGuess
{
    /// <param name="head">Of a file, or of a member of an archive.</param>
    /// <param name="isMember">Whether an archive holds it: one within another is not read.</param>
    public static async Task<FileGuess> OfAsync(FileHead head, CancellationToken ct, bool isMember = false)
    {
        if (head.Bytes.Length == 0) return FileGuess.Untold("an empty file: nothing in it tells what is to come");
        if (head.IsGzip) return isMember ? FileGuess.Untold("a packed file within an archive, which is not read") : await UnpackedAsync(head, ct);
        if (head.IsCompound || (head.IsZip && WorkbookGuess.IsWorkbook(head))) return WorkbookGuess.Of(head);
        if (head.IsZip) return isMember ? FileGuess.Untold("an archive within an archive, which is not read") : await ArchiveGuess.OfAsync(head, ct);
        return TextHead.Read(head) is { } text ? OfText(text) : FileGuess.Untold("no text, no workbook and no archive: its bytes are of a kind that is not read");
    }

    private static FileGuess OfText(TextHead text)
    {
        var begin = text.Text.AsSpan().TrimStart();
        if (begin.IsEmpty) return FileGuess.Untold("it holds nothing but blanks");
        if (begin[0] is '[' or '{' && JsonGuess.Of(text) is { } json) return json;
        if (begin[0] == '<') return XmlGuess.Of(text);
        return CsvGuess.Of(text);
    }

    private static async Task<FileGuess> UnpackedAsync(FileHead head, CancellationToken ct)
    {
        try
        {
            await using var plain = new GZipStream(head.Open(), CompressionMode.Decompress);
            var name = head.Extension == ".gz" ? Path.GetFileNameWithoutExtension(head.Name) : head.Name;
            return await OfAsync(await FileHead.ReadAsync(name, plain, () => Stream.Null, ct), ct, isMember: true);
        }
        catch (InvalidDataException)
        {
            return FileGuess.Untold("packed by gzip, and damaged");
        }
    }
}
