using System.Text.Json;
using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>Guesses the streams of a folder: files whose names differ only in digits are one.</summary>
internal static class FolderGuess
{
    /// <summary>Of more files than these the rest is taken to be like them.</summary>
    private const int MostOfOneName = 24;

    public static Task<IReadOnlyList<GuessedStream>> OfAsync(string folder, CancellationToken ct) =>
        Border.ReadAsync<IReadOnlyList<GuessedStream>>($"The folder {folder}", async () =>
        {
            var border = new FolderBorder(folder);
            var all = new DirectoryInfo(folder).GetFileSystemInfos().Where(entry => !entry.Name.StartsWith('.')).OrderBy(entry => entry.Name, StringComparer.Ordinal).ToList();
            List<FileInfo> files = [.. all.OfType<FileInfo>().Where(file => border.FaultOf(file) is null && !IsUnfinished(file.Name))];
            List<GuessedStream> found = [];
            var names = new StreamNames();
            foreach (var alike in files.GroupBy(file => NamePattern.Of(file.Name)))
                found.AddRange(await StreamsAsync([.. alike], [.. files.Select(file => file.Name)], names, ct));
            found.AddRange(all.Where(entry => entry is not FileInfo file || !files.Contains(file)).Select(entry => Unread(entry, border)));
            return found;
        });

    private static bool IsUnfinished(string name) =>
        name.EndsWith(".part", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase);

    private static GuessedStream Unread(FileSystemInfo entry, FolderBorder border) => Untold(FolderBorder.Shown(entry.Name), entry is DirectoryInfo
        ? "a folder: streams are read from one folder only; give it a connection of its own"
        : border.FaultOf(entry) ?? "a file that is still being written, as its name says");

    private static GuessedStream Untold(string name, string why) => new(name, null, [new("", why, Certainty.Unsure)]);

    private static async Task<IEnumerable<GuessedStream>> StreamsAsync(IReadOnlyList<FileInfo> alike, IReadOnlyList<string> all, StreamNames names, CancellationToken ct)
    {
        List<(string Name, FileGuess Guess)> guesses = [];
        foreach (var file in alike.Take(MostOfOneName)) guesses.Add((file.Name, await GuessAsync(file, ct)));
        var told = AlikeGuesses.Of(guesses.Where(one => one.Guess.IsTold));
        var isOne = told.Count == 1 && guesses.TrueForAll(one => one.Guess.IsTold);
        return
        [
            .. told.Select(same => Stream(same.Names, same.Guess, isOne ? alike.Count : 0, all, names)),
            .. guesses.Where(one => !one.Guess.IsTold).Select(one => new GuessedStream(one.Name, null, one.Guess.Reasons)),
        ];
    }

    /// <param name="alike">How many files there are that only a pattern can name; none where they are of several shapes.</param>
    private static GuessedStream Stream(IReadOnlyList<string> files, FileGuess guess, int alike, IReadOnlyList<string> all, StreamNames names)
    {
        var (written, why, certainty) = NamePattern.Written(files, alike, all);
        JsonObject stream = new() { ["files"] = written };
        foreach (var (key, value) in guess.Keys) stream[key] = value!.DeepClone();
        return new(names.For(files[0]), JsonSerializer.SerializeToElement(stream), [new("files", why, certainty), .. guess.Reasons]);
    }

    private static async Task<FileGuess> GuessAsync(FileInfo file, CancellationToken ct)
    {
        try
        {
            await using var bytes = Open();
            return await ContentGuess.OfAsync(await FileHead.ReadAsync(file.Name, bytes, Open, ct), ct);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return FileGuess.Untold("it cannot be read: give yourself the right to read it");
        }

        Stream Open() => new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }
}
