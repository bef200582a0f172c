using System.Globalization;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Findings;
using BackOffice.Integration.Engine.Quarantine;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Hub.Cli;

namespace BackOffice.Integration.Hub.Management;

/// <summary>Gathers what owners ask of a hub, in their words.</summary>
internal sealed class ManagementReading
{
    private const int DaysBack = 31, DaysAhead = 14;

    private readonly HubEngine engine;
    private readonly Workspace workspace;
    private readonly TimeZoneInfo zone;
    private readonly DateTimeOffset now;
    private readonly CancellationToken ct;

    private ManagementReading(HubEngine engine, Workspace workspace, DateTimeOffset now, CancellationToken ct)
    {
        (this.engine, this.workspace, this.now, this.ct) = (engine, workspace, now, ct);
        zone = TimeZoneInfo.FindSystemTimeZoneById(workspace.Hub.TimeZone);
    }

    public static async Task<ManagementStatus> ReadAsync(HubEngine engine, DateTimeOffset now, CancellationToken ct)
    {
        var workspace = await engine.LatestAsync(ct) ?? throw new CliException("workspace.unpublished", "No workspace has been published; run `backoffice publish`.");
        var reading = new ManagementReading(engine, workspace, now, ct);
        return new(workspace.Hub.Name, TimeZoneInfo.ConvertTime(now, reading.zone), await reading.TablesAsync());
    }

    private async Task<IReadOnlyList<ManagementTable>> TablesAsync()
    {
        var releases = engine.Releases.Outgoing(now.AddDays(-DaysBack));
        var quarantine = await engine.Quarantine.ListAsync(null, ct);
        var findings = await engine.Findings.ListAsync(onlyOpen: true, int.MaxValue, ct);
        return [WentOut(releases), WaitsForRelease(releases), WaitsForRecords(quarantine), Exceptions(quarantine, findings), await CostAsync(), await AheadAsync()];
    }

    private ManagementTable WentOut(IReadOnlyList<Outgoing> releases) => new(
        "went-out",
        "What went out",
        $"Files that partners got in the last {DaysBack} days, newest first.",
        "Nothing went out.",
        ["Partner", "File", "For period", "Rows", "Delivered", "Partner's receipt"],
        [.. releases.Where(release => release.State is ReleaseState.Delivered or ReleaseState.Acknowledged).Reverse()
            .Select(release => (IReadOnlyList<object?>)[PartnerOf(release), FilesOf(release), release.Period, release.Rows, Moment(release.At), release.State == ReleaseState.Acknowledged ? "received" : "none yet"])]);

    private ManagementTable WaitsForRelease(IReadOnlyList<Outgoing> releases) => new(
        "waiting-releases",
        "What has not gone out yet, and who must act",
        "Files that are drawn up and not with their partner, oldest first.",
        "No file waits.",
        ["Partner", "Export", "For period", "Rows", "Drawn up", "Waits", "Who must act"],
        [.. releases.Where(release => release.State is not (ReleaseState.Delivered or ReleaseState.Acknowledged))
            .Select(release => (IReadOnlyList<object?>)[PartnerOf(release), release.Export, release.Period, release.Rows, Moment(release.At), Days(now - release.At), ManagementWords.WhoActs(release)])]);

    private static ManagementTable WaitsForRecords(IReadOnlyList<QuarantineItem> quarantine) => new(
        "waiting-records",
        "Records that wait, and for whom",
        "Records that could not be taken over as they are: somebody must correct them at their source or here. They are missing in all figures.",
        "No record waits.",
        ["Waits for", "From", "Records", "Oldest waits"],
        [.. quarantine.GroupBy(item => (item.Owner, item.Pipeline)).OrderByDescending(group => group.Max(item => item.Age))
            .ThenBy(group => group.Key.Pipeline, StringComparer.Ordinal)
            .Select(group => (IReadOnlyList<object?>)[group.Key.Owner ?? "nobody named", group.Key.Pipeline, (long)group.Count(), Days(group.Max(item => item.Age))])]);

    private ManagementTable Exceptions(IReadOnlyList<QuarantineItem> quarantine, IReadOnlyList<Finding> findings)
    {
        (string What, TimeSpan[] Ages)[] kinds =
        [
            ("Records that wait", [.. quarantine.Select(item => item.Age)]),
            ("Faults that stop a release", [.. findings.Where(finding => finding.Severity == Severity.Block).Select(finding => now - finding.FoundAt)]),
            ("Oddities to look at", [.. findings.Where(finding => finding.Severity != Severity.Block).Select(finding => now - finding.FoundAt)]),
        ];
        return new(
            "exceptions",
            "Exceptions by age",
            "How long each has been known to the hub, in days.",
            "There are none.",
            ["What", .. AgeBuckets.Names, "All"],
            [.. kinds.Where(kind => kind.Ages.Length > 0).Select(kind => (IReadOnlyList<object?>)[kind.What, .. AgeBuckets.Count(kind.Ages).Cast<object?>(), (long)kind.Ages.Length])]);
    }

    private async Task<ManagementTable> CostAsync()
    {
        var month = Period.MonthOf(Today.AddDays(1 - Today.Day).AddDays(-1));
        var costs = await engine.Datasets.ShowAsync("partner-cost", month, new Dictionary<string, string>(), ct);
        return new(
            "cost",
            $"What partners cost in {month}",
            "By contract, for the last month that is complete: what a unit cost by the invoice, and what it would cost inside.",
            "No contract with a partner is known.",
            ["Partner", "Service", "Unit", "Counted", "Charged", "Currency", "Cost per unit", "Inside per unit", "Saved", "Invoice by contract"],
            [.. costs.Rows.Select(row => UnitCost.Of(costs, row, PartnerTitle))]);
    }

    private async Task<ManagementTable> AheadAsync()
    {
        var until = now.AddDays(DaysAhead);
        var due = (await engine.Schedules.ListAsync(ct)).Select(schedule => (schedule, Times: schedule.DueUpTo(until))).Where(one => one.Times.Count > 0);
        return new(
            "ahead",
            $"Due in the next {DaysAhead} days",
            "Cut-offs of files to partners, and readings that run by themselves.",
            "Nothing is scheduled.",
            ["What", "Next", "Times", "Who must act"],
            [.. due.OrderBy(one => one.schedule.IsExport ? 0 : 1).ThenBy(one => one.Times[0]).Select(one => (IReadOnlyList<object?>)
                [ManagementWords.Due(one.schedule), Moment(one.Times[0]), (long)one.Times.Count, one.schedule.IsExport ? "somebody draws it up" : "runs by itself"])]);
    }

    private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    private string PartnerOf(Outgoing release) => PartnerTitle(release.Partner);

    private string PartnerTitle(string partner) => workspace.Partners.GetValueOrDefault(partner)?.Title ?? partner;

    private static string FilesOf(Outgoing release) => release.Files.Count <= 1 ? string.Concat(release.Files) : $"{release.Files[0]} and {release.Files.Count - 1} more";

    private string Moment(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    private static string Days(TimeSpan age) => (long)age.TotalDays switch
    {
        <= 0 => "since today",
        1 => "1 day",
        var days => $"{days} days",
    };
}
