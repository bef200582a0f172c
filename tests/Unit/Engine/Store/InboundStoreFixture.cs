using System.Data.Common;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Canonical.Accounting;
using Dapper;

namespace BackOffice.Integration.Tests.Unit.Engine.Store;

/// <summary>A store and batches to commit to it.</summary>
public abstract class InboundStoreFixture
{
    internal static readonly StreamSlice Slice = new("ledger", "books", "lines", "");
    protected static readonly DateTimeOffset At = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    protected Guid Landing { get; } = Guid.CreateVersion7();

    internal abstract IInboundStore Inbound { get; }

    internal abstract ILeases Leases { get; }

    protected abstract DbConnection Open();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static EntityRow Party(string key, string name) =>
        new(EntityDescriptor.Of<Integration.Mappings.Canonical.Shared.Party>(), key, [Cell.Of(key), Cell.Of(name), default]);

    internal static EntityRow Entry(string key, string number, string order) =>
        new(EntityDescriptor.Of<JournalEntry>(), key, [default, Cell.Of(number), Cell.Of(new DateOnly(2026, 1, 1)), default, default, default]) { OrderKey = order };

    internal static EntityRow Employment(string day)
    {
        var entity = EntityDescriptor.Of<Integration.Mappings.Canonical.Hr.Employment>();
        var cells = new Cell[entity.Fields.Count];
        cells[entity.IndexOf("person")] = Cell.Of("7");
        cells[entity.IndexOf("employeeNo")] = Cell.Of("7");
        return new(entity, "7", cells) { ValidFrom = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) };
    }

    internal static MappedRecord Record(string key, EntityRow entity, bool known = false, long line = 1) =>
        new(key, entity.Hash(), new(line, line * 100, 50), known, [entity]);

    internal static QuarantinedRecord Quarantined(string key) => new(key, 99, new(1, 0, 1), [new Issue("date.unreadable", "day", "Correct it.")]);

    internal Task<CommitOutcome> CommitAsync(long generation, params MappedRecord[] records) => CommitAsync(generation, records, guard: null);

    internal Task<CommitOutcome> CommitAsync(long generation, QuarantinedRecord record) => CommitAsync(generation, [], quarantined: [record]);

    internal async Task<CommitOutcome> CommitAsync(
        long generation, MappedRecord[] records, decimal? guard = null, string[]? deleted = null, QuarantinedRecord[]? quarantined = null, SeenRecord[]? unchanged = null)
    {
        var lease = await Leases.TakeAsync("pipeline:ledger", At, Ct);
        var outcome = await Inbound.CommitAsync(Commit(lease, generation, records, quarantined ?? [], deleted ?? [], guard, unchanged), Ct);
        await Leases.ReleaseAsync(lease, Ct);
        return outcome;
    }

    internal InboundCommit Commit(
        Lease lease, long generation, MappedRecord[] records, QuarantinedRecord[] quarantined, string[] deleted, decimal? guard, SeenRecord[]? unchanged = null) => new(
        Guid.CreateVersion7(),
        Slice,
        Guid.CreateVersion7(),
        lease,
        At,
        Landing,
        new($"after {records.LastOrDefault()?.Key}"),
        generation,
        new byte[32],
        [.. CanonicalModel.All],
        new(records, unchanged ?? [], quarantined, deleted, new Dictionary<string, decimal>()))
        {
            End = guard is null ? null : new(guard, null),
        };

    protected List<T> Query<T>(string sql)
    {
        using var connection = Open();
        return [.. connection.Query<T>(sql)];
    }
}
