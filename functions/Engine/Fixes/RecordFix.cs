using System.Text;

namespace BackOffice.Integration.Engine.Fixes;

/// <summary>A corrected value for one field of one raw record.</summary>
/// <param name="Path">As <see cref="RawPath"/> writes it.</param>
/// <param name="OldValueHash">Keyed hash of the value that the source gave.</param>
/// <param name="NewValue">One JSON value.</param>
/// <param name="Actor">Login.</param>
internal sealed record RecordFix(Guid Id, string Connection, string Stream, string Key, string Path, byte[] OldValueHash, string NewValue, string Reason, string Actor, DateTimeOffset At)
{
    /// <summary>Names the hub key that the hash was made with.</summary>
    public string HubKey { get; init; } = "";

    /// <summary>Whether the source has changed the value since.</summary>
    public bool Lapsed { get; init; }

    /// <summary>Whether a later fix of the same field took its place.</summary>
    public bool Superseded { get; init; }

    /// <summary>Whether what the store holds of the record was mapped with it.</summary>
    public bool Applied { get; init; }

    /// <summary>Who has taken it back; null where nobody has.</summary>
    public Withdrawal? Withdrawn { get; init; }

    public bool InForce => !Lapsed && !Superseded && Withdrawn is null;

    /// <summary>The payload as if the source had given the new value.</summary>
    public byte[] ApplyTo(ReadOnlySpan<byte> payload) => PayloadPlace.Replace(payload, RawPath.Parse(Path)!, Encoding.UTF8.GetBytes(NewValue));
}

/// <summary>That somebody took a fix back, and why.</summary>
/// <param name="Actor">Login.</param>
public sealed record Withdrawal(string Actor, DateTimeOffset At, string Reason);

/// <summary>Applies fixes that are known to hold, in the order they were made.</summary>
internal static class FixedPayload
{
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> payload, IEnumerable<RecordFix> fixes) =>
        fixes.OrderBy(fix => fix.Id).Aggregate(payload, (before, fix) => fix.ApplyTo(before.Span));
}
