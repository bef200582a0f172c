using System.Data.Common;
using System.Globalization;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Canonical.Accounting;
using BackOffice.Integration.Tests.Unit.Engine.Store;
using Dapper;

namespace BackOffice.Integration.Tests.Unit.Engine.Findings;

/// <summary>Judging what commits touched finds what judging everything finds.</summary>
public sealed class FindingJudgeTests : InboundStoreFixture, IDisposable
{
    private static readonly EntityDescriptor Line = EntityDescriptor.Of<JournalLine>();

    private readonly TestStore store = new();

    internal override IInboundStore Inbound => new SqliteInboundStore(store.Database);

    internal override ILeases Leases => new SqliteLeases(store.Database);

    private SqliteFindingStore Findings => new(store.Database);

    [Fact]
    public async Task After_any_edits_it_holds_open_what_a_whole_judgement_would()
    {
        var random = new Random(42);
        HashSet<string> known = [];
        for (var round = 1; round <= 60; round++)
        {
            for (var commits = random.Next(1, 4); commits > 0; commits--) await EditAsync(round, random, known);
            await Findings.JudgeAsync("books", Guid.CreateVersion7(), Ct);

            var open = Held();
            Execute("DELETE FROM counter WHERE name = 'judged:books'");
            await Findings.JudgeAsync("books", Guid.CreateVersion7(), Ct);
            Assert.Equal(Held(), open);
        }

        Assert.NotEqual(0, Query<long>("SELECT count(*) FROM finding WHERE closed_commit IS NOT NULL").Single());
    }

    [Fact]
    public async Task A_line_that_moves_mends_the_entry_it_left()
    {
        await CommitAsync(1, Told("1", "A", 5), Told("2", "A", -5), Told("3", "A", 7), Told("4", "B", -7));
        await Findings.JudgeAsync("books", Guid.CreateVersion7(), Ct);
        Assert.Equal(["A", "B"], Held().Select(open => open.Key));

        await CommitAsync(2, Told("3", "B", 7, known: true));
        await Findings.JudgeAsync("books", Guid.CreateVersion7(), Ct);
        Assert.Empty(Held());
    }

    public void Dispose() => store.Dispose();

    protected override DbConnection Open() => store.Database.Open();

    private static MappedRecord Told(string key, string entry, long amount, bool known = false, string currency = "EUR")
    {
        var cells = new Cell[Line.Fields.Count];
        foreach (var (name, value) in new (string, Cell)[]
        {
            ("entry", Cell.Of(entry)), ("account", Cell.Of("1000")), ("debit", Cell.Of(Math.Max(amount, 0))), ("credit", Cell.Of(Math.Max(-amount, 0))), ("currency", Cell.Of(currency)),
        }) cells[Line.IndexOf(name)] = value;
        return Record(key, new(Line, key, cells), known);
    }

    private async Task EditAsync(int generation, Random random, HashSet<string> known)
    {
        var keys = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(60).ToString(CultureInfo.InvariantCulture)).ToHashSet();
        var deleted = keys.Where(key => known.Contains(key) && random.Next(4) == 0).ToArray();
        var told = keys.Except(deleted).Select(key => Told(key, $"E{random.Next(12)}", random.Next(-2, 3), known.Contains(key), random.Next(8) == 0 ? "CHF" : "EUR")).ToArray();
        await CommitAsync(generation, told, deleted: deleted);
        known.UnionWith(keys);
    }

    private List<(string Key, string Detail)> Held()
    {
        using var connection = Open();
        return [.. connection.Query<(string, string)>("SELECT source_key, detail FROM finding WHERE closed_commit IS NULL AND rule = 'entry.unbalanced' ORDER BY 1, 2")];
    }

    private void Execute(string sql)
    {
        using var connection = Open();
        connection.Execute(sql);
    }
}
