using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Landing;

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

    /// <summary>Raw records whose entity lost the record that told of it and must be told anew.</summary>
    Task<IReadOnlyList<RawReference>> ReadOrphansAsync(string connection, string stream, CancellationToken ct);
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
