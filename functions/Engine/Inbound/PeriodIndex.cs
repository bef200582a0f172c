using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>Sees to it that the raw index tells the periods of a stream by the rule that holds now.</summary>
internal sealed class PeriodIndex(IInboundStore store, IQuarantineStore quarantine, IRawReader raw, FixShelf shelf, TimeProvider clock)
{
    private const int Most = 5_000;

    /// <summary>Looks at every live record again where another rule held before, or none: a file that was read then can be replaced as well.</summary>
    public async Task BringUpAsync(InboundWork work, CancellationToken ct)
    {
        var (connection, stream) = (work.Slice.Connection, work.Slice.Stream);
        if (await store.ReadPeriodRuleAsync(connection, stream, ct) == work.Periods?.Rule) return;
        if (work.Periods is { } periods) await TellAsync(work, periods, ct);
        await store.WritePeriodsAsync(Notes(work) with { IsLast = true, Rule = work.Periods?.Rule }, ct);
    }

    private async Task TellAsync(InboundWork work, PeriodReader periods, CancellationToken ct)
    {
        var behind = "";
        while (await store.ReadLiveAsync(work.Slice.Connection, work.Slice.Stream, behind, Most, ct) is { Count: > 0 } live)
        {
            await store.WritePeriodsAsync(Notes(work) with { Records = await RecordsAsync(work, periods, live, ct) }, ct);
            behind = live[^1].RawKey;
        }

        var waiting = (await quarantine.ListAsync(work.Slice.Pipeline, onlyOpen: true, ct)).Where(item => item.Stream == work.Slice.Stream && item.Connection == work.Slice.Connection);
        foreach (var items in waiting.Chunk(Most))
        {
            var payloads = await raw.ReadAsync([.. items.Select(item => item.Reference!)], ct);
            await store.WritePeriodsAsync(Notes(work) with { Waiting = [.. items.Zip(payloads, (item, payload) => (item.Id, periods.Read(payload)))] }, ct);
        }
    }

    private async Task<IReadOnlyList<(string Key, string? Period)>> RecordsAsync(InboundWork work, PeriodReader periods, IReadOnlyList<RawReference> live, CancellationToken ct)
    {
        var payloads = await raw.ReadAsync(live, ct);
        var fixes = await shelf.FindAsync(work.Slice, [.. live.Select(record => record.RawKey)], ct);
        return [.. live.Zip(payloads, (record, payload) => (record.RawKey, periods.Read(fixes?.Of(new RawRecord(record.RawKey, payload, record.Position))?.Payload ?? payload)))];
    }

    private PeriodNotes Notes(InboundWork work) => new(work.Slice.Connection, work.Slice.Stream, work.Lease, clock.GetUtcNow());
}
