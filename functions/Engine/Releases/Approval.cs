using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Actors;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>One actor's word on exactly these rows.</summary>
internal sealed record Approval(Actor By, Decision Decision, RowsHash Rows, DateTimeOffset At, string? Reason = null);

/// <summary>The two words an actor can give.</summary>
public enum Decision
{
    Approved,
    Rejected,
}

/// <summary>A failed gate, passed by a second actor with a reason.</summary>
internal sealed record Override(string Gate, Actor By, string Reason);

/// <summary>Why a release may no longer go out, and which rows made it so if a change did.</summary>
internal sealed record Voiding(string Reason, IReadOnlyList<int> Lines)
{
    /// <summary>Row numbers for people; a long list is cut.</summary>
    public static string Text(IReadOnlyList<int> lines) =>
        string.Join(", ", lines.Take(10)) + (lines.Count > 10 ? $" and {lines.Count - 10} more" : "");
}

/// <summary>A rendered file of a sealed release; it never changes again.</summary>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Uri">Below the store's folder.</param>
internal sealed record SealedFile(string Name, long Length, string Sha256, string Uri)
{
    public bool IsProvenBy(Receipt receipt) => receipt.Length == Length && Convert.ToHexStringLower(receipt.Sha256.Span) == Sha256;
}
