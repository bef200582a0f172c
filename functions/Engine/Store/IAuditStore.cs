using BackOffice.Integration.Engine.Audit;

namespace BackOffice.Integration.Engine.Store;

/// <summary>The audit log, for reading only.</summary>
internal interface IAuditStore
{
    /// <summary>By number.</summary>
    IReadOnlyList<AuditRow> Rows();

    /// <summary>Adds what somebody did that changes nothing else, such as looking at a person's values.</summary>
    Task AppendAsync(AuditEntry entry, DateTimeOffset at, CancellationToken ct);
}

/// <summary>One stored audit row, as it is and not as it should be.</summary>
/// <param name="At">In microseconds since 1970.</param>
internal sealed record AuditRow(long Number, long At, AuditEntry Entry, byte[] Previous, byte[] Hash);
