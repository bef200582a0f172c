namespace BackOffice.Integration.Engine.Findings.Rules;

/// <summary>What must hold of tickets and of the promises on them.</summary>
internal static class HelpdeskRules
{
    public static IReadOnlyList<FindingRule> All { get; } = [ClosedBeforeOpened(), EventBeforeTicket(), BreachUntold()];

    private static FindingRule ClosedBeforeOpened() => new(
        "ticket.closed-before-opened",
        Severity.Note,
        "A ticket was resolved or closed before it was opened.",
        """
        SELECT 'helpdesk.ticket' AS Subject, source_key AS "Key", '{}' AS Detail
        FROM helpdesk_ticket WHERE connection = @connection AND deleted = 0 AND (closed_at < opened_at OR resolved_at < opened_at)
        """);

    private static FindingRule EventBeforeTicket() => new(
        "ticket.event-before-opened",
        Severity.Note,
        "Something happened to a ticket before it was opened.",
        """
        SELECT 'helpdesk.ticket' AS Subject, t.source_key AS "Key", '{}' AS Detail
        FROM helpdesk_ticket_event e JOIN helpdesk_ticket t ON t.connection = e.connection AND t.deleted = 0 AND t.source_key = e.ticket
        WHERE e.connection = @connection AND e.deleted = 0 AND e.occurred_at < t.opened_at
        GROUP BY t.source_key
        """);

    private static FindingRule BreachUntold() => new(
        "sla.breach-differs",
        Severity.Note,
        "A promise of time was kept or broken other than the source says.",
        """
        SELECT 'helpdesk.sla-clock' AS Subject, source_key AS "Key", '{}' AS Detail
        FROM helpdesk_sla_clock WHERE connection = @connection AND deleted = 0 AND breached <> CASE WHEN stopped_at > due_at THEN 1 ELSE 0 END
          AND stopped_at IS NOT NULL AND due_at IS NOT NULL
        """);
}
