using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Tests.Unit.Engine.Store;

namespace BackOffice.Integration.Tests.Unit.Engine.Datasets.Summaries;

/// <summary>What every summary gives over every store; a case is a file of entities, a period and the rows to expect.</summary>
public abstract class SummaryContract : InboundStoreFixture
{
    /// <summary>Before an entity that was told and then deleted.</summary>
    private const string Gone = "gone ";

    public static TheoryData<string> Cases => [.. SummaryCase.Names];

    internal abstract ISummaryStore Summaries { get; }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_summary_gives_the_figures_of_its_case(string name)
    {
        var told = SummaryCase.Read(name);
        foreach (var (connection, entities) in told.Entities) await TellAsync(connection, entities);
        Assert.Equal(told.Expected, Draw(told));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Nothing_is_left_of_a_summary_when_its_entities_are_gone(string name)
    {
        var told = SummaryCase.Read(name);
        foreach (var (connection, entities) in told.Entities) await TellAsync(connection, [.. entities.Select(entity => entity.StartsWith(Gone, StringComparison.Ordinal) ? entity : Gone + entity)]);
        Assert.Equal(told.Expected.Split('\n')[0], Draw(told));
    }

    [Fact]
    public void Every_summary_has_a_case() => Assert.Equal(
        SummaryCatalog.All.Select(summary => summary.Name).Order(StringComparer.Ordinal),
        SummaryCase.Names.Select(name => SummaryCase.Read(name).Dataset).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void No_amount_is_added_across_currencies() => Assert.All(
        SummaryCatalog.All, summary => Assert.All(
            summary.Columns.Where(column => column.IsMoney), money => Assert.Equal(Gathering.Key, summary.Columns[summary.Place(money.Currency!)].Gathering)));

    private async Task TellAsync(string connection, IReadOnlyList<string> entities)
    {
        var records = entities.Select(RowOf).Select((row, at) => Record(row.Key + row.Entity.Name + row.ValidFrom, row, line: at + 1)).ToArray();
        string[] gone = [.. records.Zip(entities).Where(told => told.Second.StartsWith(Gone, StringComparison.Ordinal)).Select(told => told.First.Key)];
        await CommitAsync(connection, records, []);
        if (gone.Length > 0) await CommitAsync(connection, [], gone);
    }

    private static EntityRow RowOf(string entity) => EntityText.Parse(entity.StartsWith(Gone, StringComparison.Ordinal) ? entity[Gone.Length..] : entity);

    private async Task CommitAsync(string connection, MappedRecord[] records, string[] gone)
    {
        var lease = await Leases.TakeAsync("pipeline:ledger", At, Ct);
        await Inbound.CommitAsync(Commit(lease, 1, records, [], gone, null) with { Stream = Slice with { Connection = connection } }, Ct);
        await Leases.ReleaseAsync(lease, Ct);
    }

    private string Draw(SummaryCase told)
    {
        using var view = Summaries.Look();
        var summary = SummaryCatalog.Named(told.Dataset)!;
        var (rows, problems) = new SummarySources(view, new(Period.Parse(told.Period), TimeZoneInfo.Utc, told.Crosswalks) { Group = told.Group }).Result(summary);
        string[] lines =
        [
            string.Join('|', summary.Columns.Select(column => column.Name)),
            .. rows.Select(row => string.Join('|', row.Cells.Select(CellText.Of))),
            .. problems.Select(problem => $"! {problem.Code}: {problem.What}"),
        ];
        return string.Join('\n', lines);
    }
}
