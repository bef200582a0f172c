using BackOffice.Integration.Tests.Unit.Engine.Quarantine;

namespace BackOffice.Integration.Tests.Unit.Engine.Inbound;

public sealed class KeyChangeTests : IAsyncLifetime
{
    private static readonly string[] People = [QuarantineHub.Person("7", "Weber"), QuarantineHub.Person("8", "Rossi")];

    private QuarantineHub hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => hub = await QuarantineHub.OpenAsync();

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_stream_that_gets_another_key_keeps_its_entities_while_the_old_records_go()
    {
        await hub.ReadAsync(People);
        await RekeyAsync();
        Assert.Equal((2L, 2L), (await hub.ReadAsync(People)) is var counts ? (counts.Mapped, counts.Deleted) : default);

        Assert.Equal("Rossi Weber", hub.Scalar<string>("SELECT group_concat(raw_key, ' ') FROM (SELECT raw_key FROM hr_person WHERE deleted = 0 ORDER BY 1)"));
        Assert.Equal(0, hub.Scalar<long>("SELECT count(*) FROM history"));
        Assert.Empty(await hub.Engine.Findings.ListAsync(onlyOpen: true, 100, Ct));
        Assert.True(Assert.Single(await hub.Engine.Totals.ReadAsync(Ct)).Ties);
        var why = await hub.Engine.Why.ExplainAsync("hr.compensation", "erp:7", null, null, Ct);
        Assert.Equal((true, "Weber", "2.ndjson"), (why.Reproducible, why.Entity!.Raw.Key, why.Entity.Raw.File));
    }

    [Fact]
    public async Task While_the_guard_holds_the_old_records_the_new_ones_tell_of_the_entities()
    {
        await hub.ReadAsync(People);
        hub.Write("pipelines/people.yaml", File.ReadAllText(Path.Combine(hub.Folder, "pipelines", "people.yaml")).Replace("100%", "5%", StringComparison.Ordinal));
        await RekeyAsync();
        await hub.ReadAsync(People);
        Assert.Equal("deletes.held", Assert.Single(await hub.Engine.Findings.ListAsync(onlyOpen: true, 100, Ct)).Rule);
        Assert.True(Assert.Single(await hub.Engine.Totals.ReadAsync(Ct)).Ties);
    }

    [Fact]
    public async Task A_mapping_that_changes_with_the_key_explains_what_it_tells_again()
    {
        await hub.ReadAsync(People);
        hub.Write("mappings/people.yaml", QuarantineHub.Mapping.Replace("lastName: name", "lastName: surname", StringComparison.Ordinal));
        await RekeyAsync("pay");
        await hub.ReadAsync(QuarantineHub.Person("7", "Weber").Replace("\"name\"", "\"surname\"", StringComparison.Ordinal));
        Assert.Equal("Weber", hub.Scalar<string>("SELECT group_concat(last_name) FROM hr_person WHERE deleted = 0"));
        Assert.True((await hub.Engine.Why.ExplainAsync("hr.person", "erp:7", null, null, Ct)).Reproducible);
    }

    private async Task RekeyAsync(string key = "name")
    {
        var connection = Path.Combine(hub.Folder, "connections", "erp.yaml");
        File.WriteAllText(connection, File.ReadAllText(connection).Replace("key: no", $"key: {key}", StringComparison.Ordinal));
        await hub.PublishAsync();
    }
}
