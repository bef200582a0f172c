using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Landing;

/// <summary>Gives landed raw records again, with the source unreachable.</summary>
internal interface IRawReader
{
    /// <summary>Payloads in the order of the references; UTF-8 JSON.</summary>
    Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(IReadOnlyList<RawReference> references, CancellationToken ct);
}

/// <summary>Where a landed raw record lies and what it must be.</summary>
/// <param name="RawHash">XxHash3 over its payload.</param>
internal sealed record RawReference(string Connection, string Stream, string RawKey, Guid LandingId, Position Position, ulong RawHash);
