using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>How a separated text that no stream describes seems to be written.</summary>
/// <param name="Delimiters">The likelier ones first.</param>
/// <param name="Encoding">An IANA name.</param>
/// <param name="Skip">Lines above the table.</param>
public sealed record TableShape(IReadOnlyList<char> Delimiters, string Encoding, int Skip)
{
    /// <summary>Guesses by the first lines; a file that is no text at all is refused.</summary>
    public static Task<TableShape> GuessAsync(FileInfo file, CancellationToken ct) => Border.ReadAsync(file.Name, async () =>
    {
        await using var bytes = Open(file);
        var text = TextHead.Read(await FileHead.ReadAsync(file.Name, bytes, () => Open(file), ct))
            ?? throw new ConnectorException(Recovery.Reconfigure, $"{file.Name} is no text but a workbook, an archive or the like. Save it as CSV first.") { Code = "file.no-text" };
        List<SplitText> ways = [.. SplitText.All(text).OrderByDescending(one => one.Score)];
        return new TableShape([.. ways.Select(way => way.Delimiter)], text.Encoding, ways[0].Skipped);
    });

    private static FileStream Open(FileInfo file) => new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
