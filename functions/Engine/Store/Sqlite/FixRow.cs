using BackOffice.Integration.Engine.Fixes;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>A row of the table <c>fix</c>, and whether it was applied.</summary>
internal class FixRow
{
    /// <summary>Of <c>fix f</c>, joined with <c>raw_fix a</c>.</summary>
    public const string Columns = """
        f.id AS Id, f.connection AS Connection, f.stream AS Stream, f."key" AS "Key", f.path AS Path, f.old_value_hash AS OldValueHash, f.new_value AS NewValue, f.reason AS Reason, f.actor AS Actor, f.at AS At, f.hub_key AS HubKey,
        f.lapsed_commit IS NOT NULL AS Lapsed, f.superseded_by IS NOT NULL AS Superseded, a.fix_id IS NOT NULL AS Applied,
        f.withdrawn_by AS WithdrawnBy, f.withdrawn_at AS WithdrawnAt, f.withdrawn_reason AS WithdrawnReason
        """;

    /// <summary>The condition that a fix is in force.</summary>
    public const string InForce = "lapsed_commit IS NULL AND superseded_by IS NULL AND withdrawn_by IS NULL";

    public required string Id { get; init; }
    public required string Connection { get; init; }
    public required string Stream { get; init; }
    public required string Key { get; init; }
    public required string Path { get; init; }
    public required byte[] OldValueHash { get; init; }
    public required string NewValue { get; init; }
    public required string Reason { get; init; }
    public required string Actor { get; init; }
    public long At { get; init; }
    public required string HubKey { get; init; }
    public long Lapsed { get; init; }
    public long Superseded { get; init; }
    public long Applied { get; init; }
    public string? WithdrawnBy { get; init; }
    public long? WithdrawnAt { get; init; }
    public string? WithdrawnReason { get; init; }

    public static FixRow Of(RecordFix fix) => new()
    {
        Id = fix.Id.ToString(),
        Connection = fix.Connection,
        Stream = fix.Stream,
        Key = fix.Key,
        Path = fix.Path,
        OldValueHash = fix.OldValueHash,
        NewValue = fix.NewValue,
        Reason = fix.Reason,
        Actor = fix.Actor,
        At = Micros.Of(fix.At),
        HubKey = fix.HubKey,
    };

    public RecordFix ToFix() => new(Guid.Parse(Id), Connection, Stream, Key, Path, OldValueHash, NewValue, Reason, Actor, Micros.ToInstant(At))
    {
        HubKey = HubKey,
        Lapsed = Lapsed != 0,
        Superseded = Superseded != 0,
        Applied = Applied != 0,
        Withdrawn = WithdrawnBy is null ? null : new(WithdrawnBy, Micros.ToInstant(WithdrawnAt ?? 0), WithdrawnReason ?? ""),
    };
}
