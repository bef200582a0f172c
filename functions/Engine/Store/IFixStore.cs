using BackOffice.Integration.Engine.Audit;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Engine.Store;

/// <summary>Corrected values; only inbound commits apply and lapse them.</summary>
internal interface IFixStore
{
    /// <summary>Fixes of these records that are in force or were applied; one look where the stream has none.</summary>
    Task<IReadOnlyList<RecordFix>> ReadAsync(string connection, string stream, IReadOnlyCollection<string> keys, CancellationToken ct);

    /// <summary>Every fix, oldest first.</summary>
    Task<IReadOnlyList<RecordFix>> ListAsync(CancellationToken ct);

    /// <summary>Fixes that live records of the stream were mapped with, and where those lie; only records that the last reading saw.</summary>
    Task<IReadOnlyList<(RecordFix Fix, RawReference Record)>> AppliedAsync(string pipeline, string connection, string stream, CancellationToken ct);

    /// <summary>Adds a fix and its audit row durably while the lease holds; an earlier one of the same field ends.</summary>
    Task AddAsync(RecordFix fix, AuditEntry audit, Lease lease, CancellationToken ct);

    /// <summary>Ends fixes, each with its audit row, durably and while the lease holds.</summary>
    Task WithdrawAsync(IReadOnlyList<(Guid Fix, AuditEntry Audit)> fixes, Withdrawal by, Lease lease, CancellationToken ct);
}
