using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Engine.Store;

/// <summary>What reading in needs of the store; nobody else writes raw records and entities.</summary>
internal interface IInboundStore
{
    /// <summary>Where the slice stands, or null before its first commit.</summary>
    Task<StreamState?> ReadStateAsync(StreamSlice slice, CancellationToken ct);

    /// <summary>The generation that the next reading of the stream gets.</summary>
    Task<long> NextGenerationAsync(string stream, CancellationToken ct);

    /// <summary>What the raw index holds of these keys; keys it lacks are absent.</summary>
    Task<IReadOnlyDictionary<string, RawState>> ReadRawAsync(StreamSlice stream, long generation, IReadOnlyCollection<string> keys, CancellationToken ct);

    /// <summary>Keys of the stream that wait in quarantine or were dismissed from it.</summary>
    Task<IReadOnlyList<WaitingKey>> ReadWaitingAsync(StreamSlice slice, Guid runId, CancellationToken ct);

    /// <summary>Writes raw index, entities, history, quarantine and checkpoint in one transaction, or nothing when the fence was overtaken.</summary>
    Task<CommitOutcome> CommitAsync(InboundCommit commit, CancellationToken ct);

    /// <summary>By which rule the raw index tells the periods of a stream; null where it tells none.</summary>
    Task<string?> ReadPeriodRuleAsync(string connection, string stream, CancellationToken ct);

    /// <summary>Live records of a stream by key, behind a key.</summary>
    Task<IReadOnlyList<RawReference>> ReadLiveAsync(string connection, string stream, string behind, int most, CancellationToken ct);

    /// <summary>Writes down periods of records and of what waits, or nothing when the fence was overtaken.</summary>
    Task WritePeriodsAsync(PeriodNotes notes, CancellationToken ct);

    /// <summary>Raw records whose entity lost the record that told of it and must be told anew.</summary>
    Task<IReadOnlyList<RawReference>> ReadOrphansAsync(string connection, string stream, CancellationToken ct);
}

/// <summary>Periods that were not known before, of records that say nothing new.</summary>
internal sealed record PeriodNotes(string Connection, string Stream, Lease Lease, DateTimeOffset At)
{
    /// <summary>By key.</summary>
    public IReadOnlyList<(string Key, string? Period)> Records { get; init; } = [];

    /// <summary>By id in quarantine.</summary>
    public IReadOnlyList<(Guid Id, string? Period)> Waiting { get; init; } = [];

    /// <summary>Whether all is written, so that <see cref="Rule"/> holds.</summary>
    public bool IsLast { get; init; }

    /// <summary>By which the periods were told; null where none are told any more.</summary>
    public string? Rule { get; init; }
}

/// <summary>Where the last reading of a slice stands.</summary>
/// <param name="RunId">Whose reading it is; null where it was not written down yet.</param>
/// <param name="Since">What that reading asked for; see <see cref="ReadRequest.Since"/>.</param>
internal sealed record StreamState(Checkpoint Checkpoint, long Generation, bool Complete, Guid? RunId = null, Checkpoint? Since = null);

/// <summary>What the raw index holds of one record.</summary>
/// <param name="Generation">That wrote it.</param>
/// <param name="Seen">Whether the generation asked about has seen it unchanged.</param>
internal readonly record struct RawState(ulong Hash, Guid LandingId, Position Position, long Generation, bool Deleted, bool Seen);

/// <summary>A key that waits in quarantine or was dismissed from it.</summary>
/// <param name="OfThisReading">Whether its record came from the very file, or run, that is being read.</param>
internal sealed record WaitingKey(string Key, bool OfThisReading)
{
    /// <summary>Hash of the record that somebody has dismissed; null where it waits.</summary>
    public ulong? DismissedHash { get; init; }
}
