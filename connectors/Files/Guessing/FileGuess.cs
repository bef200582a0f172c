using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Guessing;

/// <summary>What one file seems to be: the keys of its stream but for its name, and why; or why it could not be told.</summary>
internal sealed class FileGuess
{
    /// <summary>Keys that a file without odd letters or quotes says nothing about: another of its kind may.</summary>
    private static readonly string[] Open = ["encoding", "quote"];

    private readonly HashSet<string> silent = new(StringComparer.Ordinal);
    private readonly List<GuessReason> reasons = [];

    /// <summary>In the order in which one would write them.</summary>
    public JsonObject Keys { get; } = [];

    public IReadOnlyList<GuessReason> Reasons => reasons;

    /// <summary>The header, where there is one: files with other fields are another stream.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    public bool IsTold { get; private init; } = true;

    /// <summary>Whether one stream can read both.</summary>
    public bool IsLike(FileGuess other) =>
        Fields.SequenceEqual(other.Fields) && Closed == other.Closed && Open.All(key => silent.Contains(key) || other.silent.Contains(key) || Text(key) == other.Text(key));

    /// <summary>Of files that are alike, the one that says most.</summary>
    public int Says => Open.Length - silent.Count;

    private string Closed => string.Join('\n', Keys.Where(key => !Open.Contains(key.Key)).Select(key => $"{key.Key}: {key.Value!.ToJsonString()}"));

    public static FileGuess Untold(string why) => new FileGuess { IsTold = false }.Because("", why, Certainty.Unsure);

    /// <summary>Adds a key that differs from its default.</summary>
    public FileGuess With(string key, JsonNode value, string why, Certainty certainty)
    {
        Keys[key] = value;
        return Because(key, why, certainty);
    }

    /// <summary>Adds why a key stays at its default, though the file itself would do with another.</summary>
    public FileGuess Silent(string key, string why, Certainty certainty)
    {
        silent.Add(key);
        return Because(key, why, certainty);
    }

    /// <summary>Adds why a key stays at its default.</summary>
    public FileGuess Because(string key, string why, Certainty certainty)
    {
        reasons.Add(new(key, why, certainty));
        return this;
    }

    private string? Text(string key) => Keys[key]?.ToJsonString();
}

/// <summary>Files of one shape.</summary>
internal static class AlikeGuesses
{
    /// <summary>Puts together what one stream can read, and gives for each the guess that says most.</summary>
    public static IReadOnlyList<(IReadOnlyList<string> Names, FileGuess Guess)> Of(IEnumerable<(string Name, FileGuess Guess)> guesses)
    {
        List<List<(string Name, FileGuess Guess)>> groups = [];
        foreach (var one in guesses.OrderByDescending(one => one.Guess.Says))
        {
            if (groups.Find(group => group.TrueForAll(other => other.Guess.IsLike(one.Guess))) is { } group) group.Add(one);
            else groups.Add([one]);
        }

        return [.. groups.Select(group => ((IReadOnlyList<string>)[.. group.Select(one => one.Name).Order(StringComparer.Ordinal)], group.MaxBy(one => one.Guess.Says).Guess))];
    }
}
