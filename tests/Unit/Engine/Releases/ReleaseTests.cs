using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Releases;

namespace BackOffice.Integration.Tests.Unit.Engine.Releases;

public sealed class ReleaseTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly RowsHash Rows = RowsHash.Of(["a", "b"], "layout 1", "workspace 1", "acme", "live");
    private static readonly RowsHash OtherRows = RowsHash.Of(["ab"], "layout 1", "workspace 1", "acme", "live");
    private static readonly Actor Ada = new("Ada", "key 1"), Ben = new("Ben", "key 2"), Cleo = new("Cleo", "key 3"), Dan = new("Dan", "key 4");
    private static readonly SealedFile File = new("pay.csv", 2, "0102", "releases/payroll/1/pay.csv");
    private static readonly Receipt Proof = new("pay.csv", 2, new byte[] { 1, 2 });

    private static readonly Dictionary<string, Func<Release, Release>> Moves = new()
    {
        ["evaluate"] = release => release.Evaluate([]),
        ["override"] = release => release.Override("totals", Dan, "known and harmless"),
        ["redraft"] = release => release.Redraft("rows corrected"),
        ["approve"] = release => release.Approve(Cleo, Rows, Noon),
        ["reject"] = release => release.Reject(Cleo, Rows, Noon, "wrong month"),
        ["seal"] = release => release.Seal(Rows, [], [File]),
        ["deliver"] = release => release.Deliver([Proof]),
        ["acknowledge"] = release => release.Acknowledge(),
        ["supersede"] = release => release.Supersede(Acknowledged(Draft(corrects: release.Id))),
        ["void"] = release => release.Void(new("an entity changed", [2])),
    };

    private static readonly Dictionary<ReleaseState, Func<Release>> In = new()
    {
        [ReleaseState.Drafted] = () => Draft(),
        [ReleaseState.Held] = () => Draft().Evaluate(["totals"]),
        [ReleaseState.Submitted] = () => Draft().Evaluate([]).Approve(Ben, Rows, Noon),
        [ReleaseState.Approved] = () => Approved(Draft()),
        [ReleaseState.Rejected] = () => Draft().Evaluate([]).Reject(Ben, Rows, Noon, "wrong month"),
        [ReleaseState.Sealed] = () => Sealed(Draft()),
        [ReleaseState.Delivered] = () => Sealed(Draft()).Deliver([Proof]),
        [ReleaseState.Acknowledged] = () => Acknowledged(Draft()),
        [ReleaseState.Superseded] = () => Moves["supersede"](Acknowledged(Draft())),
        [ReleaseState.Voided] = () => Moves["void"](Draft()),
    };

    private static readonly Dictionary<(string From, string Move), string> Table = new()
    {
        [("Drafted", "evaluate")] = "Submitted",
        [("Held", "override")] = "Submitted",
        [("Held", "redraft")] = "Voided",
        [("Submitted", "approve")] = "Approved",
        [("Submitted", "reject")] = "Rejected",
        [("Approved", "seal")] = "Sealed",
        [("Sealed", "deliver")] = "Delivered",
        [("Delivered", "acknowledge")] = "Acknowledged",
        [("Delivered", "supersede")] = "Superseded",
        [("Acknowledged", "supersede")] = "Superseded",
        [("Drafted", "void")] = "Voided",
        [("Held", "void")] = "Voided",
        [("Submitted", "void")] = "Voided",
        [("Approved", "void")] = "Voided",
    };

    public static TheoryData<string, string> EveryMove
    {
        get
        {
            var every = new TheoryData<string, string>();
            foreach (var state in Enum.GetNames<ReleaseState>())
                foreach (var move in Moves.Keys)
                    every.Add(state, move);
            return every;
        }
    }

    [Theory]
    [MemberData(nameof(EveryMove))]
    public void A_move_follows_the_table_or_throws(string state, string move)
    {
        var release = In[Enum.Parse<ReleaseState>(state)]();
        Assert.Equal(state, release.State.ToString());

        if (Table.TryGetValue((state, move), out var to)) Assert.Equal(to, Moves[move](release).State.ToString());
        else AssertRefused("release.illegal-move", () => Moves[move](release));
    }

    [Fact]
    public void A_participant_may_not_approve() => AssertRefused("release.participant", () => Submitted.Approve(Ada, Rows, Noon));

    [Fact]
    public void A_participant_may_not_approve_under_another_name() =>
        AssertRefused("release.participant", () => Submitted.Approve(new("Eve", Ada.Credential), Rows, Noon));

    [Fact]
    public void A_participant_may_not_reject() => AssertRefused("release.participant", () => Submitted.Reject(Ada, Rows, Noon, "no"));

    [Fact]
    public void A_participant_may_void_with_a_reason() => Assert.Equal(ReleaseState.Voided, Submitted.Void(new("wrong month", [])).State);

    [Fact]
    public void A_gate_that_did_not_fail_cannot_be_overridden() => AssertRefused("release.gate-unknown", () => Held.Override("headcount", Ben, "fine"));

    [Fact]
    public void A_gate_is_overridden_once() => AssertRefused(
        "release.gate-passed", () => Draft().Evaluate(["totals", "headcount"]).Override("totals", Ben, "fine").Override("totals", Cleo, "fine"));

    [Fact]
    public void Rejecting_says_why() => AssertRefused("release.reason-missing", () => Submitted.Reject(Ben, Rows, Noon, " "));

    [Fact]
    public void Who_overrode_may_not_reject() =>
        AssertRefused("release.participant", () => Held.Override("totals", Ben, "fine").Reject(Ben, Rows, Noon, "no"));

    [Fact]
    public void A_participant_may_not_override() => AssertRefused("release.participant", () => Held.Override("totals", Ada, "fine"));

    [Fact]
    public void Who_overrode_may_not_approve() =>
        AssertRefused("release.participant", () => Held.Override("totals", Ben, "fine").Approve(Ben, Rows, Noon));

    [Fact]
    public void One_credential_approves_once() =>
        AssertRefused("release.decided-before", () => Submitted.Approve(Ben, Rows, Noon).Approve(new("Eve", Ben.Credential), Rows, Noon));

    [Fact]
    public void One_approval_is_not_enough() => Assert.Equal(ReleaseState.Submitted, Submitted.Approve(Ben, Rows, Noon).State);

    [Fact]
    public void Fewer_than_two_approvals_cannot_be_asked_for() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Release.Draft(Guid.CreateVersion7(), Rows, [Ada], approvals: 1));

    [Fact]
    public void An_approval_counts_only_for_the_rows_it_saw() =>
        AssertRefused("release.rows-changed", () => Submitted.Approve(Ben, OtherRows, Noon));

    [Fact]
    public void Changed_rows_are_not_sealed() =>
        AssertRefused("release.rows-changed", () => Approved(Draft()).Seal(OtherRows, [], [File]));

    [Fact]
    public void A_stale_row_is_not_sealed() =>
        AssertRefused("release.row-stale", () => Approved(Draft()).Seal(Rows, [2], [File]));

    [Fact]
    public void A_release_without_a_file_is_not_sealed() =>
        AssertRefused("release.files-missing", () => Approved(Draft()).Seal(Rows, [], []));

    [Fact]
    public void Every_failed_gate_wants_its_own_override() =>
        Assert.Equal(ReleaseState.Held, Draft().Evaluate(["totals", "headcount"]).Override("totals", Ben, "fine").State);

    [Fact]
    public void An_override_says_why() => AssertRefused("release.reason-missing", () => Held.Override("totals", Ben, " "));

    [Fact]
    public void A_receipt_for_other_bytes_proves_nothing() =>
        AssertRefused("release.receipt-differs", () => Sealed(Draft()).Deliver([Proof with { Sha256 = new byte[] { 1, 3 } }]));

    [Fact]
    public void Only_an_acknowledged_replacement_supersedes()
    {
        var release = Acknowledged(Draft());
        AssertRefused("release.not-replaced", () => release.Supersede(Sealed(Draft(corrects: release.Id))));
        AssertRefused("release.not-replaced", () => release.Supersede(Acknowledged(Draft())));
    }

    [Fact]
    public void Voiding_says_why() => AssertRefused("release.reason-missing", () => Draft().Void(new(" ", [])));

    [Fact]
    public void A_rows_hash_tells_where_one_row_ends() => Assert.NotEqual(Rows, OtherRows);

    private static Release Submitted => Draft().Evaluate([]);

    private static Release Held => Draft().Evaluate(["totals"]);

    private static Release Draft(Guid? corrects = null) => Release.Draft(Guid.CreateVersion7(), Rows, [Ada], corrects: corrects);

    private static Release Approved(Release draft) => draft.Evaluate([]).Approve(Ben, Rows, Noon).Approve(Cleo, Rows, Noon);

    private static Release Sealed(Release draft) => Approved(draft).Seal(Rows, [], [File]);

    private static Release Acknowledged(Release draft) => Sealed(draft).Deliver([Proof]).Acknowledge();

    private static void AssertRefused(string code, Func<Release> move) => Assert.Equal(code, Assert.Throws<RefusedException>(move).Code);
}
