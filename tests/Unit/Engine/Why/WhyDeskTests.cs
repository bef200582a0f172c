using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Tests.Unit.Engine.Releases;

namespace BackOffice.Integration.Tests.Unit.Engine.Why;

public sealed class WhyDeskTests : IAsyncLifetime
{
    private ReleaseFixture hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        hub = await ReleaseFixture.OpenAsync();
        await hub.DeliveredAsync();
    }

    public ValueTask DisposeAsync()
    {
        hub.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_cell_leads_back_to_its_line_in_the_source_file()
    {
        var answer = await hub.Why.ExplainCellAsync("1", 2, "Gehalt", Ct);
        var cell = answer.Cell!;
        Assert.Equal(("3999,50", "3999.5000", FieldClass.Sensitive, ReleaseState.Delivered, 1L), (cell.Shown, cell.Frozen, cell.Class, cell.State, cell.Number));
        Assert.Equal(["ben", "cleo"], cell.Approvers);

        var entity = answer.Entity!;
        Assert.Equal(("hr.compensation", "hr", "0018", "2026-01-01"), (entity.Entity, entity.Connection, entity.Key, entity.ValidFrom));
        Assert.Equal(("staff.csv", 3L, 100L, true), (entity.Raw.File, entity.Raw.Line, entity.Raw.ByteOffset, entity.Raw.Intact));
        Assert.Equal(("mappings/hr.yaml", "eve"), (entity.Mapping!.Path, entity.Mapping.PublishedBy));
        Assert.Equal(1, entity.Commit.Number);

        var field = Assert.Single(entity.Fields);
        Assert.Equal(("amount", "money(salary)", 7), (field.Field, field.Expression, field.Line));
        Assert.Equal("3.999,50", Assert.Single(field.Read).Text);
        Assert.True(answer.Reproducible);
    }

    [Fact]
    public async Task A_dataset_column_that_the_file_does_not_head_is_found_by_its_name() =>
        Assert.Equal("DE", (await hub.Why.ExplainCellAsync("1", 1, "company", Ct)).Cell!.Shown);

    [Fact]
    public async Task A_cell_stays_explained_when_the_entity_has_changed_since()
    {
        hub.Execute("UPDATE hr_compensation SET amount = 1, deleted = 1");
        Assert.True((await hub.Why.ExplainCellAsync("1", 2, "Gehalt", Ct)).Reproducible);
    }

    [Fact]
    public async Task A_value_that_mapping_no_longer_gives_is_not_reproducible()
    {
        hub.Mapping.Factor = 2;
        var answer = await hub.Why.ExplainCellAsync("1", 2, "Gehalt", Ct);
        Assert.StartsWith("value.differs", Assert.Single(answer.Entity!.Fields).Problem, StringComparison.Ordinal);
        Assert.False(answer.Reproducible);
    }

    [Fact]
    public async Task A_landing_that_gives_other_bytes_is_not_reproducible()
    {
        hub.SpoilLanding();
        var answer = await hub.Why.ExplainCellAsync("1", 2, "Gehalt", Ct);
        Assert.StartsWith("raw.gone", Assert.Single(answer.Entity!.Fields).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entity_is_explained_by_connection_and_key_or_by_a_key_that_is_unique()
    {
        var full = await hub.Why.ExplainAsync("hr.compensation", "hr:0017", null, null, Ct);
        var bare = await hub.Why.ExplainAsync("hr.compensation", "0017", null, "amount", Ct);
        Assert.Equal("4250.5", Assert.Single(bare.Entity!.Fields).Value);
        Assert.Contains(full.Entity!.Fields, field => field is { Field: "amount", Value: "4250.5" });
        Assert.True(full.Reproducible, string.Join(", ", full.Entity!.Fields.Where(field => !field.Reproducible).Select(field => field.Field + field.Problem)));
    }

    [Fact]
    public async Task The_newest_day_is_explained_and_the_others_are_named()
    {
        hub.Read(ReleaseFixture.Record("0017", "Müller", "5.000", from: "2026-03-01"));
        var newest = await hub.Why.ExplainAsync("hr.compensation", "0017", null, "amount", Ct);
        Assert.Equal(("2026-03-01", "5000"), (newest.Entity!.ValidFrom, newest.Entity.Fields[0].Value));
        Assert.Equal(["2026-01-01"], newest.Entity.OtherDates);
        Assert.Equal("4250.5", (await hub.Why.ExplainAsync("hr.compensation", "0017", new(2026, 1, 1), "amount", Ct)).Entity!.Fields[0].Value);
    }

    [Theory]
    [InlineData("hr.nobody", "0017", null, "why.entity-unknown")]
    [InlineData("hr.person", "9999", null, "why.key-unknown")]
    [InlineData("hr.person", "0017", "shoeSize", "why.field-unknown")]
    public async Task What_it_does_not_know_it_says_with_the_next_step(string entity, string key, string? field, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RefusedException>(() => hub.Why.ExplainAsync(entity, key, null, field, Ct))).Code);

    [Theory]
    [InlineData(9, "Gehalt", "why.row-unknown")]
    [InlineData(0, "Gehalt", "why.row-unknown")]
    [InlineData(1, "Schuhgroesse", "why.column-unknown")]
    public async Task A_cell_that_does_not_exist_is_refused(int row, string column, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<RefusedException>(() => hub.Why.ExplainCellAsync("1", row, column, Ct))).Code);
}
