using System.Text.Json;

namespace BackOffice.Integration.Connectors.Contract;

/// <summary>A stream that a kind of connector found at a place, or something there that it could not tell.</summary>
/// <param name="Name">In lower-case letters, digits and hyphens; what could not be told has the name it bears there.</param>
/// <param name="Stream">The keys of the stream as one would write them, all but <c>key</c>; null where it could not be told, and the reasons say why.</param>
/// <param name="Reasons">What speaks for each key; quotes no field value.</param>
public sealed record GuessedStream(string Name, JsonElement? Stream, IReadOnlyList<GuessReason> Reasons);

/// <summary>What speaks for one key of a guessed stream.</summary>
/// <param name="Key">As written, such as <c>delimiter</c>; empty where it is about the whole.</param>
/// <param name="Why">In a few words, for people.</param>
public sealed record GuessReason(string Key, string Why, Certainty Certainty);

/// <summary>How far a guess can be relied on.</summary>
public enum Certainty
{
    /// <summary>All that was read speaks for it, and nothing else would do.</summary>
    Sure,

    /// <summary>Something else would do as well, but is less usual.</summary>
    Likely,

    /// <summary>A person must look at it.</summary>
    Unsure,
}
