using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Selection;

/// <summary>Passes over the records that are not selected; one that is broken where it would tell is never passed over.</summary>
internal sealed class SelectedRecords(RecordReader all, RecordSelection where) : RecordReader(all.Fields)
{
    private readonly PayloadBlocks looked = new();
    private RawRecord? taken;
    private long passedOver;

    public override FilePoint Point => all.Point;

    public override long PassedOver => passedOver;

    public override bool IsWhole => all.IsWhole;

    public override async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        taken = null;
        while (await all.NextAsync(ct))
        {
            if (IsSelected()) return true;
            passedOver++;
        }

        return false;
    }

    public override RawRecord Take(PayloadBlocks blocks) => taken ?? all.Take(blocks);

    public override ReadOnlyMemory<byte> Payload(PayloadBlocks blocks) => taken?.Payload ?? all.Payload(blocks);

    protected override void Dispose(bool disposing)
    {
        if (disposing) all.Dispose();
    }

    // Only a selected record is taken, because taking counts its key.
    private bool IsSelected()
    {
        var payload = all.Payload(looked);
        var choice = where.Of(payload.Span);
        if (choice is not Choice.Unknown) return choice is Choice.Yes;
        taken = all.Take(looked);
        if (taken.Problem is { } problem && problem.Code != "key.missing") return true;
        if (where.TakesMissing(payload.Span)) return true;
        taken = null;
        return false;
    }
}
