using System.CommandLine;
using BackOffice.Integration.Engine.Findings;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs on findings.</summary>
internal static class FindingCommands
{
    public static Command Finding() => new("finding", "Rules on canonical data that do not hold.") { List(), Show() };

    private static Command List()
    {
        var all = new Option<bool>("--all") { Description = "Closed ones too." };
        var limit = new Option<int>("--limit") { Description = "How many, newest first.", DefaultValueFactory = _ => 100 };
        var command = new Command("list", "Lists open findings, newest first.") { all, limit };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var findings = await session.Engine.Findings.ListAsync(!verb.Get(all), verb.Get(limit), verb.Stop);
            var ids = new ShortIds(findings.Select(finding => finding.Id));
            verb.Screen.Rows(
                findings,
                "No finding is open.",
                ("finding", finding => ids[finding.Id]),
                ("rule", finding => finding.Rule),
                ("severity", finding => finding.Severity),
                ("about", finding => finding.Subject),
                ("key", finding => finding.Key is null ? finding.Connection : $"{finding.Connection}:{finding.Key}"),
                ("detail", finding => FindingText.Of(finding.Detail)),
                ("state", finding => finding.Open ? "open" : "closed"));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("finding") { Description = "Id of the finding, or its beginning." };
        var command = new Command("show", "Shows one finding and how to look further.") { id };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var finding = await session.Engine.Findings.ShowAsync(verb.Get(id), verb.Stop);
            verb.Screen.Thing(
                finding,
                ("finding", finding.Id), ("rule", finding.Rule), ("severity", finding.Severity), ("what is wrong", FindingReference.AboutOf(finding.Rule)), ("about", finding.Subject),
                ("key", finding.Key), ("detail", FindingText.Whole(finding.Detail)), ("state", finding.Open ? "open" : "closed"),
                ("next", finding.Key is null || !finding.IsAboutEntity() ? null : $"backoffice why {finding.Subject} '{finding.Connection}:{finding.Key}'"));
            return ExitCode.Ok;
        });
        return command;
    }
}
