using System.IO.Compression;
using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files.Archives;

namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>Finds the members of a zip archive that are alike, and what they are.</summary>
internal static class ArchiveGuess
{
    private const int MostMembers = 50;
    private const int MostWorkbookBytes = 16 << 20;

    public static async Task<FileGuess> OfAsync(FileHead head, CancellationToken ct)
    {
        try
        {
            using var archive = new ZipArchive(head.Open(), ZipArchiveMode.Read);
            List<ZipArchiveEntry> members = [.. archive.Entries.Where(IsFile).OrderBy(ZipMembers.NameOf, StringComparer.Ordinal)];
            if (members.Count == 0) return FileGuess.Untold("a zip archive with no file in it");
            if (members.Any(member => member.IsEncrypted)) return FileGuess.Untold("a zip archive with a password, which is not read");
            List<(string Name, FileGuess Guess)> guesses = [];
            foreach (var member in members.Take(MostMembers)) guesses.Add((member.Name, await GuessAsync(member, ct)));
            return Of(guesses, [.. members.Select(member => member.Name)]);
        }
        catch (InvalidDataException)
        {
            return FileGuess.Untold("a zip archive that is damaged or not whole: have it sent again");
        }
    }

    private static bool IsFile(ZipArchiveEntry entry) =>
        entry.Name.Length > 0 && entry.Name[0] != '.' && !ZipMembers.NameOf(entry).StartsWith("__MACOSX/", StringComparison.Ordinal);

    private static async Task<FileGuess> GuessAsync(ZipArchiveEntry member, CancellationToken ct)
    {
        await using var bytes = member.Open();
        var head = await FileHead.ReadAsync(member.Name, bytes, () => Stream.Null, ct);
        return await ContentGuess.OfAsync(head with { Open = () => Whole(member) }, ct, isMember: true);
    }

    // Only workbooks are opened again, and they must be read from their end.
    private static MemoryStream Whole(ZipArchiveEntry member)
    {
        using var bytes = member.Open();
        var whole = new byte[Math.Min(member.Length, MostWorkbookBytes)];
        return new(whole, 0, bytes.ReadAtLeast(whole, whole.Length, throwOnEndOfStream: false));
    }

    private static FileGuess Of(List<(string Name, FileGuess Guess)> guesses, IReadOnlyList<string> all)
    {
        var (names, told) = AlikeGuesses.Of(guesses.Where(one => one.Guess.IsTold)).MaxBy(same => same.Names.Count);
        if (names is null) return FileGuess.Untold($"a zip archive; of its {all.Count} members none could be told: {guesses[0].Guess.Reasons[0].Why}");
        var pattern = Pattern(names, all);
        if (pattern is null) return FileGuess.Untold("a zip archive whose members are of several shapes under names that no pattern tells apart; unpack it");
        var (why, certainty) = names.Count == all.Count
            ? ($"{names.Count} members of one shape", names.Count == 1 ? Certainty.Likely : Certainty.Sure)
            : ($"{names.Count} of {all.Count} members have one shape; the others are not read", Certainty.Unsure);
        return Packed(told, pattern, why, certainty);
    }

    /// <summary>Takes all of these and none of the others; null where there is none.</summary>
    private static string? Pattern(IReadOnlyList<string> names, IReadOnlyList<string> all)
    {
        var others = all.Where(name => !names.Contains(name)).ToList();
        return ((string[])[$"*{Path.GetExtension(names[0])}", NamePattern.Of(names[0]), names[0]])
            .FirstOrDefault(pattern => names.All(name => Fits(pattern, name)) && !others.Exists(name => Fits(pattern, name)));

        static bool Fits(string pattern, string name) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
    }

    private static FileGuess Packed(FileGuess inner, string pattern, string why, Certainty certainty)
    {
        var guess = new FileGuess { Fields = inner.Fields }.With("member", pattern, why, certainty);
        foreach (var reason in inner.Reasons)
            guess = inner.Keys.TryGetPropertyValue(reason.Key, out JsonNode? value) ? guess.With(reason.Key, value!.DeepClone(), reason.Why, reason.Certainty) : guess.Because(reason.Key, reason.Why, reason.Certainty);
        return guess;
    }
}
