using BackOffice.Integration.Engine.Findings;
using BackOffice.Integration.Tests.Unit.Engine.Quarantine;

namespace BackOffice.Integration.Tests.Unit.Engine.Findings;

public sealed class EmptyRunTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_selection_that_takes_nothing_of_a_file_is_noted_until_it_takes_something()
    {
        await using var hub = await QuarantineHub.OpenAsync();
        var connection = Path.Combine(hub.Folder, "connections", "erp.yaml");
        File.WriteAllText(connection, File.ReadAllText(connection).Replace("    key: no\n", "    key: no\n    where: n != null\n", StringComparison.Ordinal));
        await hub.PublishAsync();
        Assert.Equal(0, (await hub.ReadAsync(QuarantineHub.Person("7"), QuarantineHub.Person("8"))).Read);
        var note = Assert.Single(await OpenAsync(hub));
        Assert.Equal(("selection.empty", "people", Severity.Note, """{"records":2}"""), (note.Rule, note.Subject, note.Severity, note.Detail));

        await hub.ReadAsync(QuarantineHub.Person("7"), QuarantineHub.Person("8").Replace("{", "{\"n\":1,", StringComparison.Ordinal));
        Assert.Empty(await OpenAsync(hub));
    }

    [Fact]
    public async Task A_mapping_that_skips_every_record_is_noted_and_one_that_skips_some_is_not()
    {
        await using var hub = await QuarantineHub.OpenAsync("to: hr.person\nkey: no\nwhere: n != null\nfields: {lastName: name}\n");
        await hub.ReadAsync(QuarantineHub.Person("7"), QuarantineHub.Person("8"));
        var note = Assert.Single(await OpenAsync(hub));
        Assert.Equal(("mapping.empty", """{"records":2}"""), (note.Rule, note.Detail));
        await hub.ReadAsync(QuarantineHub.Person("7"), QuarantineHub.Person("9").Replace("{", "{\"n\":1,", StringComparison.Ordinal));
        Assert.Empty(await OpenAsync(hub));
    }

    [Fact]
    public async Task A_file_without_records_is_no_empty_selection()
    {
        await using var hub = await QuarantineHub.OpenAsync();
        await hub.ReadAsync();
        Assert.DoesNotContain(await OpenAsync(hub), note => note.Rule is "selection.empty" or "mapping.empty");
    }

    private static Task<IReadOnlyList<Finding>> OpenAsync(QuarantineHub hub) => hub.Engine.Findings.ListAsync(onlyOpen: true, 100, Ct);
}
