using BackOffice.Integration.Engine.Releases;

namespace BackOffice.Integration.Tests.Unit.Engine.Releases;

/// <summary>Pins the bytes of decision 0001: the expected values come from another program.</summary>
public sealed class RowsHashTests
{
    private static readonly FrozenRow Row = new(
        new Dictionary<string, string?> { ["company"] = "DE", ["last_name"] = "Mü\"l\\l\n\u0001er", ["salary"] = "4250.5000", ["left_on"] = null },
        [new("hr.employment", "hr", "17", "2026-01-01")
        {
            RowHash = "0A", Mapping = "0B", Commit = "c1", CommitNo = 7, At = 5, Stream = "staff", RawKey = "17|x", Landing = "l1", Position = "2@100+90", RawHash = "0C",
        }]);

    [Fact]
    public void A_rows_canonical_text_is_the_agreed_json() => Assert.Equal(
        """{"cells":{"company":"DE","last_name":"Mü\"l\\l\n\u0001er","salary":"4250.5000","left_on":null},"from":[{"entity":"hr.employment","connection":"hr","key":"17","validFrom":"2026-01-01"}]}""",
        Row.Canonical());

    [Fact]
    public void A_stored_row_reads_back_as_it_was() => Assert.Equal(Row.Text(), FrozenRow.Parse(Row.Text()).Text());

    [Fact]
    public void Where_a_record_lies_does_not_change_what_people_approve()
    {
        var moved = Row with { From = [Row.From[0] with { Landing = "l2", Position = "9@9+9", Commit = "c2" }] };
        Assert.Equal(Row.Canonical(), moved.Canonical());
        Assert.NotEqual(FrozenHash.Of([Row.Text()]), FrozenHash.Of([moved.Text()]));
    }

    [Fact]
    public void The_hash_is_the_one_another_program_computes() => Assert.Equal(
        "a3707e2f86e335dfc16ccbce8dcdc5f079191ded2ccfacf4da14c6c9902fa88d", RowsHash.Of([Row.Canonical(), "b"], "layout 1", "workspace 1", "acme", "live").Hex);

    [Fact]
    public void The_frozen_hash_is_the_one_another_program_computes() => Assert.Equal("e8e40c6c3819a6ed34ef74d3ada7aebc1a0eb16755af58c6b6aae3d14e139203", FrozenHash.Of([Row.Text(), "b"]));

    [Theory]
    [InlineData("layout 2", "workspace 1", "acme", "live")]
    [InlineData("layout 1", "workspace 2", "acme", "live")]
    [InlineData("layout 1", "workspace 1", "other", "live")]
    [InlineData("layout 1", "workspace 1", "acme", "test")]
    public void Layout_workspace_partner_and_mode_are_in_it(string layout, string workspace, string partner, string mode) =>
        Assert.NotEqual(RowsHash.Of(["a"], "layout 1", "workspace 1", "acme", "live"), RowsHash.Of(["a"], layout, workspace, partner, mode));

    [Fact]
    public void The_order_of_rows_is_in_it() =>
        Assert.NotEqual(RowsHash.Of(["a", "b"], "l", "w", "p", "m"), RowsHash.Of(["b", "a"], "l", "w", "p", "m"));
}
