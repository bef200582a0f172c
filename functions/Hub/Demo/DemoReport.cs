using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Hub.Cli;

namespace BackOffice.Integration.Hub.Demo;

/// <summary>What the demo prints: runs, totals, what waits, the release; then one explanation.</summary>
internal sealed class DemoReport(HubSession session, Screen screen, string folder)
{
    public async Task ShowAsync(IReadOnlyList<RunLine> runs, DraftOutcome drafted, DraftOutcome pack, CancellationToken ct)
    {
        screen.Title("1  Runs");
        PipelineCommands.Show(screen, runs);
        await ShowTotalsAsync(ct);
        await ShowWaitingAsync(ct);
        await ShowReleaseAsync(drafted, ct);
        ShowPack(pack);
        if (!screen.Json) ShowNext(session.Engine.Releases.Show(drafted.Release).Release.Number, pack.Release);
    }

    private async Task ShowTotalsAsync(CancellationToken ct)
    {
        screen.Title("2  Totals: what the source says, what the hub holds, what the file says");
        List<TotalLine> lines = [];
        foreach (var total in await session.Engine.Totals.ReadAsync(ct)) lines.Add(new(total.Company ?? "", $"{total.Measure}, {total.Pipeline}", total.Currency, Money(total.Source), total.ByFix == 0 ? "" : Money(total.ByFix), total.Canonical is { } canonical ? Money(canonical) : "", "", PipelineCommands.Verdict(total)));
        foreach (var release in session.Engine.Releases.List().Where(release => release.State == ReleaseState.Delivered))
        {
            foreach (var line in session.Engine.Releases.Show(release.Id.ToString()).Totals.Where(total => total.Measure != "rows").GroupBy(total => (total.Measure, total.Dimension, total.Currency)))
            {
                var (source, canonical, file) = (ReleaseTables.Stage(line, "source"), ReleaseTables.Stage(line, "canonical"), ReleaseTables.Stage(line, "file"));
                lines.Add(new(line.Key.Dimension, $"{line.Key.Measure}, release {release.Number}", line.Key.Currency, source, ReleaseTables.Stage(line, "fix"), canonical, file, ReleaseTotal.Tie(line) ? "ties" : "DIFFERS"));
            }
        }

        (string, Func<TotalLine, object?>)[] byFixes = lines.Exists(line => !string.IsNullOrEmpty(line.ByFix)) ? [("by fixes", line => line.ByFix)] : [];
        screen.Rows(
            lines,
            "",
            [("company", line => line.Company), ("measure", line => line.Measure), ("currency", line => line.Currency), ("source", line => line.Source), .. byFixes, ("canonical", line => line.Canonical), ("file", line => line.File), ("", line => line.Verdict)]);
    }

    private async Task ShowWaitingAsync(CancellationToken ct)
    {
        screen.Title("3  What waits for somebody");
        var items = await session.Engine.Quarantine.ListAsync(null, ct);
        var findings = await session.Engine.Findings.ListAsync(onlyOpen: true, 100, ct);
        var (itemIds, findingIds) = (new ShortIds(items.Select(item => item.Id.ToString())), new ShortIds(findings.Select(finding => finding.Id)));
        List<WaitingLine> lines =
        [
            .. items.Select(item => new WaitingLine("quarantine", $"{item.Connection}:{item.Key}", item.Issues[0].Code, $"backoffice quarantine show {itemIds[item.Id]}")),
            .. findings.Select(finding => new WaitingLine($"finding ({finding.Severity.ToString().ToLowerInvariant()})", $"{finding.Connection}:{finding.Key ?? finding.Subject}", finding.Rule, $"backoffice finding show {findingIds[finding.Id]}")),
        ];
        screen.Rows(lines, "Nothing waits.", ("what", line => line.What), ("key", line => line.Key), ("code", line => line.Code), ("next", line => line.Next));
    }

    private async Task ShowReleaseAsync(DraftOutcome drafted, CancellationToken ct)
    {
        screen.Title("4  The release");
        var detail = session.Engine.Releases.Show(drafted.Release);
        var file = detail.Files is [var first, ..] ? first : null;
        screen.Thing(
            detail,
            ("release", $"{detail.Release.Export}/{Screen.Text(detail.Release.Number)} for {detail.Release.Partner}, {detail.Release.Period}{(drafted.Created ? "" : ": nothing changed, so nothing was drafted")}"),
            ("state", detail.Release.State),
            ("approved by", string.Join(" and ", detail.Decisions.Select(made => made.Login))),
            ("rows hash", detail.Release.RowsHash),
            ("file sha256", file?.Sha256),
            ("file", file is null ? null : Path.GetRelativePath(Directory.GetCurrentDirectory(), file.Path)));
        if (screen.Json || file is null) return;

        screen.Title("Why is the salary in row 1 what it is?");
        WhyText.Say(screen, WhyText.Masked(await session.Engine.Why.ExplainCellAsync(drafted.Release, 1, "salary", ct), reveal: true));
    }

    private void ShowPack(DraftOutcome pack)
    {
        screen.Title("5  What finance receives");
        var detail = session.Engine.Releases.Show(pack.Release);
        screen.Thing(
            detail,
            ("pack", $"{detail.Release.Export} for {detail.Release.Partner}, {detail.Release.Period}: {Screen.Text((long)pack.Rows)} rows of figures"),
            ("state", detail.Release.State));
        foreach (var gate in detail.Gates) screen.Say($"  {(gate.State == "Failed" ? "someone must look: " : "")}{gate.Measured}");
    }

    private void ShowNext(long? payroll, string pack)
    {
        screen.Title("Try next");
        screen.Say($"  cd {folder}");
        if (Alias() is { } alias) screen.Say($"  {alias}");
        screen.Say($"  backoffice release reproduce payroll/{payroll}");
        screen.Say($"  backoffice why --release payroll/{payroll} --row 2 --column iban");
        screen.Say($"  backoffice release show {pack}");
        screen.Say("  backoffice dataset show trial-balance --period 2026-10");
        screen.Say("  backoffice quarantine list");
    }

    // Typed as they stand, the commands must work, also for somebody who has installed nothing.
    private static string? Alias()
    {
        var paths = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        if (OperatingSystem.IsWindows() || paths.Any(path => File.Exists(Path.Combine(path, "backoffice")))) return null;
        var program = Path.Combine(AppContext.BaseDirectory, "backoffice");
        return File.Exists(program) ? $"alias backoffice='\"{program}\"'" : $"alias backoffice='dotnet \"{program}.dll\"'";
    }

    private static string Money(decimal amount) => amount.ToString("0.00##", System.Globalization.CultureInfo.InvariantCulture);

    private sealed record TotalLine(string Company, string Measure, string Currency, string? Source, string? ByFix, string? Canonical, string? File, string Verdict);

    private sealed record WaitingLine(string What, string Key, string Code, string Next);
}
