using BackOffice.Integration.Engine.Datasets.Summaries;
using static BackOffice.Integration.Engine.Datasets.Summaries.SummaryColumn;

namespace BackOffice.Integration.Engine.Datasets.Helpdesk;

/// <summary>Figures of tickets and of the promises on them.</summary>
internal static class HelpdeskSummaries
{
    private static readonly SummaryColumn[] Desk = [Key("company", "Company"), Key("source", "Source"), Key("queue", "Queue"), Shown("queue_name", "Queue name")];

    private static readonly SummaryColumn[] Volume =
    [
        Count("opening", "Open before"),
        Count("opened", "Opened"),
        Count("done", "Done"),
        Count("backlog", "Backlog"),
        Count("closed", "Closed"),
        Count("undated", "Opened on an unknown day"),
    ];

    private static readonly SummaryColumn[] Promises = [Count("met", "SLA met"), Count("missed", "SLA missed"), Count("unended", "of which not ended")];

    private static readonly SummaryColumn Share = Quantity("sla_share", "SLA met, percent", 2).Computed();

    public static IReadOnlyList<Summary> All { get; } = [Tickets(), TicketVolume(), Sla()];

    private static Summary Tickets() => SideBySide.Of(
        new(
            "tickets",
            "Tickets and service levels",
            "Tickets per company and queue, and how many promises of time were kept: ticket-volume and sla side by side, with the share of promises kept.",
            "helpdesk.ticket",
            [.. Desk, .. Volume, .. Promises, Share])
        {
            Computes = ShareMet,
            Pictured = "backlog",
        },
        TicketVolume(),
        Sla());

    private static Summary TicketVolume() => new(
        "ticket-volume",
        "Ticket volume",
        "Tickets open before the period, opened and done in it, and left open at its end; a ticket is done when it is resolved or closed, whichever is first. A ticket that tells no opening was opened at its first event; without one it counts as opened before every period. Closed counts what was closed in the period, whenever it was resolved.",
        "helpdesk.ticket",
        [.. Desk, .. Volume]);

    private static Summary Sla() => new(
        "sla",
        "Service levels",
        "Promises of time on tickets that were due in the period (where the source tells no due time: that ended in it): missed where the source says so, where it ended too late, or where it has not ended yet, which stands apart too; else met. Drawn before the period is over, what still runs counts as missed.",
        "helpdesk.sla-clock",
        [.. Desk, .. Promises, Share])
    {
        Computes = ShareMet,
    };

    private static void ShareMet(object?[] cells)
    {
        if (cells[^4] is long met && cells[^3] is long missed) cells[^1] = decimal.Round(100m * met / (met + missed), 2, MidpointRounding.ToEven);
    }
}
