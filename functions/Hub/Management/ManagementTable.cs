namespace BackOffice.Integration.Hub.Management;

/// <summary>One part of the page for owners: a few figures that the screen, the printed page and programs show alike.</summary>
/// <param name="WhenEmpty">Said where there are no rows.</param>
/// <param name="Rows">Texts, numbers and days, in the order of the headings.</param>
internal sealed record ManagementTable(string Name, string Title, string About, string WhenEmpty, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>The page for owners: what went out, what waits for whom, how long, at what cost, and what is due.</summary>
/// <param name="At">The hub's own time and zone.</param>
internal sealed record ManagementStatus(string Hub, DateTimeOffset At, IReadOnlyList<ManagementTable> Tables)
{
    public ManagementTable Named(string name) => Tables.First(table => table.Name == name);
}
