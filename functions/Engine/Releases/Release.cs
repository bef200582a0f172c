using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Actors;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>One file set on its way out; a move that is not a method here, in its state, throws.</summary>
internal sealed record Release
{
    private Release(Guid id, RowsHash rows, IReadOnlyList<Actor> participants) => (Id, Rows, Participants) = (id, rows, participants);

    public Guid Id { get; }

    public RowsHash Rows { get; }

    /// <summary>Who had a hand in the rows: drafted, fixed or published.</summary>
    public IReadOnlyList<Actor> Participants { get; }

    public int ApprovalsWanted { get; private init; } = 2;

    /// <summary>The release that this one replaces.</summary>
    public Guid? Corrects { get; private init; }

    public ReleaseState State { get; private init; } = ReleaseState.Drafted;

    public IReadOnlyList<string> FailedGates { get; private init; } = [];

    public IReadOnlyList<Override> Overrides { get; private init; } = [];

    public IReadOnlyList<Approval> Approvals { get; private init; } = [];

    public IReadOnlyList<SealedFile> Files { get; private init; } = [];

    public Voiding? Voiding { get; private init; }

    public static Release Draft(Guid id, RowsHash rows, IReadOnlyList<Actor> participants, int approvals = 2, Guid? corrects = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(approvals, 2);
        return new(id, rows, [.. participants]) { ApprovalsWanted = approvals, Corrects = corrects };
    }

    /// <summary>Puts a stored release back as it stood; no move is judged again.</summary>
    public Release Restore(
        ReleaseState state, IReadOnlyList<string> failedGates, IReadOnlyList<Override> overrides, IReadOnlyList<Approval> approvals, IReadOnlyList<SealedFile> files) =>
        this with { State = state, FailedGates = failedGates, Overrides = overrides, Approvals = approvals, Files = files };

    public Release Evaluate(IReadOnlyList<string> failedGates) => From(ReleaseState.Drafted) with
    {
        State = failedGates.Count == 0 ? ReleaseState.Submitted : ReleaseState.Held,
        FailedGates = [.. failedGates],
    };

    public Release Override(string gate, Actor by, string reason)
    {
        From(ReleaseState.Held);
        Refuse(Participants.Any(by.Is), "release.participant", "A participant may not override; ask a second actor.");
        Refuse(!FailedGates.Contains(gate), "release.gate-unknown", $"This gate did not fail; those that did: {string.Join(", ", FailedGates)}.");
        Refuse(Overrides.Any(made => made.Gate == gate), "release.gate-passed", "This gate was overridden before; nothing is left to do for it.");
        Refuse(string.IsNullOrWhiteSpace(reason), "release.reason-missing", "Say why the gate may be passed: --reason.");
        List<Override> overrides = [.. Overrides, new(gate, by, reason)];
        var passed = FailedGates.All(failed => overrides.Any(made => made.Gate == failed));
        return this with { State = passed ? ReleaseState.Submitted : ReleaseState.Held, Overrides = overrides };
    }

    public Release Redraft(string reason)
    {
        From(ReleaseState.Held);
        Refuse(string.IsNullOrWhiteSpace(reason), "release.reason-missing", "Say why it is drafted again: --reason.");
        return this with { State = ReleaseState.Voided, Voiding = new(reason, []) };
    }

    public Release Approve(Actor by, RowsHash rows, DateTimeOffset at)
    {
        From(ReleaseState.Submitted).Decidable(by, rows);
        List<Approval> approvals = [.. Approvals, new(by, Decision.Approved, rows, at)];
        return this with { State = approvals.Count < ApprovalsWanted ? State : ReleaseState.Approved, Approvals = approvals };
    }

    public Release Reject(Actor by, RowsHash rows, DateTimeOffset at, string reason)
    {
        From(ReleaseState.Submitted).Decidable(by, rows);
        Refuse(string.IsNullOrWhiteSpace(reason), "release.reason-missing", "Say why the release is rejected: --reason.");
        return this with { State = ReleaseState.Rejected, Approvals = [.. Approvals, new(by, Decision.Rejected, rows, at, reason)] };
    }

    /// <param name="rows">The hash over the rows as they stand at this moment.</param>
    /// <param name="staleLines">Rows whose source record waits in quarantine.</param>
    public Release Seal(RowsHash rows, IReadOnlyList<int> staleLines, IReadOnlyList<SealedFile> files)
    {
        Sealable(rows, staleLines);
        Refuse(files.Count == 0, "release.files-missing", "Nothing was rendered; a release holds at least one file.");
        return this with { State = ReleaseState.Sealed, Files = [.. files] };
    }

    /// <summary>Refuses what <see cref="Seal"/> would refuse, before anything is rendered.</summary>
    public void Sealable(RowsHash rows, IReadOnlyList<int> staleLines)
    {
        From(ReleaseState.Approved);
        Refuse(rows != Rows, "release.rows-changed", "The rows are not those approved; void this release and draft again.");
        Refuse(staleLines.Count > 0, "release.row-stale", $"Stale rows: {Voiding.Text(staleLines)}; replay their quarantined records and draft again.");
    }

    public Release Deliver(IReadOnlyList<Receipt> receipts)
    {
        From(ReleaseState.Sealed);
        var proven = receipts.Count == Files.Count && Files.Zip(receipts).All(pair => pair.First.IsProvenBy(pair.Second));
        Refuse(!proven, "release.receipt-differs", "Size or hash read back differ from the sealed file; deliver again.");
        return this with { State = ReleaseState.Delivered };
    }

    public Release Acknowledge() => From(ReleaseState.Delivered) with { State = ReleaseState.Acknowledged };

    public Release Supersede(Release replacement)
    {
        From(ReleaseState.Delivered, ReleaseState.Acknowledged);
        Refuse(replacement.Corrects != Id || replacement.State != ReleaseState.Acknowledged,
            "release.not-replaced", "Only an acknowledged replacement of this release supersedes it.");
        return this with { State = ReleaseState.Superseded };
    }

    public Release Void(Voiding voiding)
    {
        From(ReleaseState.Drafted, ReleaseState.Held, ReleaseState.Submitted, ReleaseState.Approved);
        Refuse(string.IsNullOrWhiteSpace(voiding.Reason), "release.reason-missing", "Say why the release may no longer go out: --reason.");
        return this with { State = ReleaseState.Voided, Voiding = voiding };
    }

    private Release From(params ReadOnlySpan<ReleaseState> states)
    {
        Refuse(!states.Contains(State), "release.illegal-move", $"The release is {State}; this move starts from {string.Join(" or ", states.ToArray())}.");
        return this;
    }

    private void Decidable(Actor by, RowsHash rows)
    {
        var involved = Participants.Concat(Overrides.Select(made => made.By));
        Refuse(involved.Any(by.Is), "release.participant", "Who took part or overrode a gate may not decide; ask another actor.");
        Refuse(Approvals.Any(made => by.Is(made.By)), "release.decided-before", "One credential decides once; ask another actor.");
        Refuse(rows != Rows, "release.rows-changed", "These are not the rows of this release; look at it again.");
    }

    private static void Refuse(bool when, string code, string message)
    {
        if (when) throw new RefusedException(code, message);
    }
}
