using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Tests.Unit.Engine.Quarantine;

namespace BackOffice.Integration.Tests.Unit.Engine.Fixes;

public sealed class FixTrialTests : IAsyncLifetime
{
    private static readonly string ByName = QuarantineHub.Mapping.Replace("key: no", "key: name", StringComparison.Ordinal);

    private QuarantineHub hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => hub = await QuarantineHub.OpenAsync(ByName);

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_fix_that_takes_the_key_of_another_records_entity_is_refused_and_nothing_is_written()
    {
        await hub.ReadAsync(QuarantineHub.Person("7", "Weber", period: "?"), QuarantineHub.Person("8", "Rossi"));
        await FixAsync("period", "MONAT");
        var before = Stored();
        var refused = await Assert.ThrowsAsync<RefusedException>(() => FixAsync("name", "Rossi"));

        Assert.Equal("fix.key-taken", refused.Code);
        foreach (var told in (string[])["'name'", "hr.person", "1.ndjson, line 2, bytes ", "order:"]) Assert.Contains(told, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Rossi", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Stored());
        Assert.Equal("8", hub.Scalar<string>("SELECT raw_key FROM hr_person WHERE source_key = 'Rossi'"));
        Assert.True((await FixAsync("name", "Kim")).Cured);
    }

    [Fact]
    public async Task A_key_that_an_earlier_fix_would_take_is_refused_by_the_fix_that_lets_the_record_map()
    {
        await hub.ReadAsync(QuarantineHub.Person("7", "Weber", period: "?"), QuarantineHub.Person("8", "Rossi"));
        Assert.False((await FixAsync("name", "Rossi")).Cured);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => FixAsync("period", "MONAT"));
        Assert.Equal("fix.key-taken", refused.Code);
        Assert.Contains("'name'", refused.Message, StringComparison.Ordinal);

        Assert.False((await FixAsync("name", "Kim")).Cured);
        Assert.True((await FixAsync("period", "MONAT")).Cured);
    }

    [Fact]
    public async Task The_day_of_an_effective_dated_entity_is_of_its_key()
    {
        hub.Write("mappings/people.yaml", ByName.Replace("key: name\n    fields:\n      lastName", "key: no\n    fields:\n      lastName", StringComparison.Ordinal));
        await hub.PublishAsync();
        await hub.ReadAsync(QuarantineHub.Person("7", since: "32.01.2026"), QuarantineHub.Person("8", since: "01.02.2026"));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => FixAsync("since", "01.02.2026"));
        Assert.Equal("fix.key-taken", refused.Code);
        Assert.Contains("hr.compensation", refused.Message, StringComparison.Ordinal);
        Assert.True((await FixAsync("since", "02.02.2026")).Cured);
    }

    [Fact]
    public async Task Where_an_order_decides_several_records_may_tell_of_one_entity()
    {
        hub.Write("mappings/people.yaml", "to: hr.person\nkey: name\norder: date(since)\nfields: {lastName: name}\n");
        await hub.PublishAsync();
        await hub.ReadAsync(QuarantineHub.Person("7", "Weber", since: "32.01.2026"), QuarantineHub.Person("8", "Rossi"));
        await FixAsync("since", "01.02.2026");
        Assert.True((await FixAsync("name", "Rossi")).Cured);
        Assert.Equal("7", hub.Scalar<string>("SELECT raw_key FROM hr_person WHERE source_key = 'Rossi'"));
    }

    [Fact]
    public async Task A_fix_of_another_field_is_free_to_tell_of_what_others_tell_of()
    {
        hub.Write("mappings/people.yaml", ByName + "  - to: shared.legal-entity\n    key: currency\n    fields:\n      name: currency\n");
        await hub.PublishAsync();
        await hub.ReadAsync(QuarantineHub.Person("8", "Rossi"), QuarantineHub.Person("7", "Weber", since: "32.01.2026"));
        Assert.True((await FixAsync("since", "01.02.2026")).Cured);
    }

    [Theory]
    [InlineData("no", "no", true)]
    [InlineData("[no, name]", "name", true)]
    [InlineData("\"numbered(no, since)\"", "since", true)]
    [InlineData("\"numbered(no, since)\"", "name", false)]
    [InlineData("hash", "no", false)]
    public async Task Whoever_fixes_a_field_of_the_raw_key_is_told_so(string key, string field, bool told)
    {
        hub.Write("connections/erp.yaml", File.ReadAllText(Path.Combine(hub.Folder, "connections", "erp.yaml")).Replace("key: no", $"key: {key}", StringComparison.Ordinal));
        await hub.PublishAsync();
        await hub.ReadAsync(QuarantineHub.Person("7", "Weber", period: "?"));
        var item = Assert.Single(await hub.WaitingAsync());
        var outcome = await hub.Engine.Fixes.FixAsync(item.Id.ToString(), field, "02.02.2026", "as told by phone", QuarantineHub.Anna, Ct);
        Assert.Equal((told, item.Key), (outcome.IsOfKey, outcome.Item.Key));
    }

    private Task<FixOutcome> FixAsync(string field, string value) => hub.Engine.Fixes.FixAsync("7", field, value, "as told by phone", QuarantineHub.Anna, Ct);

    private string Stored() => hub.Scalar<string>("SELECT (SELECT count(*) FROM fix) || ' ' || (SELECT count(*) FROM audit) || ' ' || (SELECT count(*) FROM commit_log) || ' ' || (SELECT count(*) FROM run)")!;
}
