namespace BackOffice.Integration.Engine.Findings.Rules;

/// <summary>What must hold of books, invoices, payments and plans.</summary>
internal static class AccountingRules
{
    public static IReadOnlyList<FindingRule> All { get; } =
    [
        EntryUnbalanced(),
        EntryHeaderDiffers(),
        EntryNumberUnused(),
        ControlAccountDiffers(),
        PeriodOverlaps(),
        ClosedPeriods.Rule(),
        InvoiceLinesDiffer(),
        InvoiceSumDiffers(),
        InvoiceUnapproved(),
        PaymentExceedsInvoice(),
        HeadcountDiffers(),
    ];

    private static FindingRule EntryUnbalanced() => new(
        "entry.unbalanced", Severity.Block, "The debits of an entry are not its credits, in one currency.", Unbalanced(""))
    {
        // A line that moved to another entry touched the one it left as well: its image before names it.
        // The connection is compared as an expression, or its primary key would be walked and not the few rows of the commits.
        Narrow = new(
            """
            SELECT entry FROM accounting_journal_line WHERE connection || '' = @connection AND commit_id IN (SELECT id FROM commit_log WHERE commit_no > @judged)
            UNION SELECT json_extract(image, '$.entry') FROM history
            WHERE entity || '' = 'accounting.journal-line' AND connection = @connection AND commit_id IN (SELECT id FROM commit_log WHERE commit_no > @judged)
            """,
            Unbalanced("AND entry IN (SELECT \"key\" FROM touched)")),
    };

    private static string Unbalanced(string among) => $"""
        SELECT 'accounting.journal-entry' AS Subject, entry AS "Key", json_object('currency', currency) AS Detail
        FROM accounting_journal_line WHERE connection = @connection AND deleted = 0 {among}
        GROUP BY entry, currency HAVING sum(debit) <> sum(credit)
        """;

    private static FindingRule EntryHeaderDiffers() => new(
        "entry.header-differs",
        Severity.Note,
        "The lines of an entry tell different things of it as a whole.",
        """
        SELECT 'accounting.journal-entry' AS Subject, source_key AS "Key", '{}' AS Detail
        FROM entity_raw WHERE entity = 'accounting.journal-entry' AND connection = @connection
        GROUP BY source_key HAVING min(row_hash) <> max(row_hash)
        """);

    private static FindingRule EntryNumberUnused() => new(
        "entry.number-unused",
        Severity.Note,
        "No entry carries a number other than zero: nothing tells the entries of a journal apart.",
        """
        SELECT 'accounting.journal-entry' AS Subject, NULL AS "Key", '{}' AS Detail
        FROM (
          SELECT count(*) AS entries, max(replace(coalesce(number, ''), '0', '')) AS numbers
          FROM accounting_journal_entry WHERE connection = @connection AND deleted = 0) counted
        WHERE entries > 1 AND numbers = ''
        """);

    private static FindingRule ControlAccountDiffers() => new(
        "control-account.differs",
        Severity.Note,
        "An account that is kept by party has postings without one, so its balance is not the sum of its parties.",
        """
        SELECT 'accounting.account' AS Subject, account AS "Key", json_object('currency', currency) AS Detail
        FROM accounting_journal_line WHERE connection = @connection AND deleted = 0
        GROUP BY account, currency
        HAVING count(party) > 0 AND sum(debit - credit) <> sum(CASE WHEN party IS NULL THEN 0 ELSE debit - credit END)
        """);

    private static FindingRule PeriodOverlaps() => new(
        "period.overlaps",
        Severity.Note,
        "Two periods of a company share days.",
        """
        SELECT 'accounting.period' AS Subject, p.source_key AS "Key", '{}' AS Detail
        FROM accounting_period p JOIN accounting_period o ON o.connection = p.connection AND o.deleted = 0 AND o.source_key < p.source_key
          AND o.company IS p.company AND o.first_day <= p.last_day AND p.first_day <= o.last_day
        WHERE p.connection = @connection AND p.deleted = 0
        GROUP BY p.source_key
        """);

    private static FindingRule InvoiceLinesDiffer() => new(
        "invoice.lines-differ",
        Severity.Note,
        "The lines of an invoice do not come to its net amount.",
        """
        SELECT 'accounting.invoice' AS Subject, i.source_key AS "Key", '{}' AS Detail
        FROM accounting_invoice i JOIN accounting_invoice_line l ON l.connection = i.connection AND l.deleted = 0 AND l.invoice = i.source_key
        WHERE i.connection = @connection AND i.deleted = 0 AND i.net_amount IS NOT NULL
        GROUP BY i.source_key HAVING sum(l.net_amount) <> max(i.net_amount)
        """);

    private static FindingRule InvoiceSumDiffers() => new(
        "invoice.sum-differs",
        Severity.Note,
        "Net and tax of an invoice do not come to its gross amount.",
        """
        SELECT 'accounting.invoice' AS Subject, source_key AS "Key", '{}' AS Detail
        FROM accounting_invoice WHERE connection = @connection AND deleted = 0 AND net_amount + tax_amount <> gross_amount
        """);

    private static FindingRule InvoiceUnapproved() => new(
        "invoice.unapproved",
        Severity.Block,
        "An invoice is booked or paid that nobody approved, in a source that knows approvals.",
        """
        SELECT 'accounting.invoice' AS Subject, source_key AS "Key", '{}' AS Detail
        FROM accounting_invoice
        WHERE connection = @connection AND deleted = 0 AND status IN ('booked', 'paid') AND coalesce(approval_status, '') <> 'approved'
        """)
    {
        Applies = "SELECT EXISTS (SELECT 1 FROM accounting_invoice WHERE connection = @connection AND deleted = 0 AND approval_status IS NOT NULL)",
    };

    private static FindingRule PaymentExceedsInvoice() => new(
        "payment.exceeds-invoice",
        Severity.Note,
        "More was paid on an invoice than it demands.",
        """
        SELECT 'accounting.invoice' AS Subject, i.source_key AS "Key", json_object('currency', p.currency) AS Detail
        FROM accounting_payment p JOIN accounting_invoice i ON i.connection = p.connection AND i.deleted = 0 AND i.source_key = p.invoice AND i.currency = p.currency
        WHERE p.connection = @connection AND p.deleted = 0
        GROUP BY i.source_key, p.currency HAVING abs(sum(p.amount)) > abs(max(i.gross_amount))
        """);

    // Of each employment the terms count that hold on the period's last day.
    private static FindingRule HeadcountDiffers() => new(
        "headcount.differs",
        Severity.Note,
        "The headcount that a plan states as actual is not the number of employments on the period's last day.",
        """
        SELECT 'accounting.plan-line' AS Subject, p.source_key AS "Key", '{}' AS Detail
        FROM accounting_plan_line p
        WHERE p.connection = @connection AND p.deleted = 0 AND p.headcount IS NOT NULL AND lower(p.version) = 'actual' AND p.headcount <> (
          SELECT count(*) FROM hr_employment e
          WHERE e.connection = p.connection AND e.deleted = 0 AND e.valid_from <= p.period_end
            AND (e.valid_to IS NULL OR e.valid_to >= p.period_end)
            AND (e.hired_on IS NULL OR e.hired_on <= p.period_end) AND (e.left_on IS NULL OR e.left_on >= p.period_end)
            AND (p.org_unit IS NULL OR e.org_unit = p.org_unit)
            AND NOT EXISTS (
              SELECT 1 FROM hr_employment n
              WHERE n.connection = e.connection AND n.source_key = e.source_key AND n.deleted = 0 AND n.valid_from > e.valid_from AND n.valid_from <= p.period_end))
        """)
    {
        Applies = "SELECT EXISTS (SELECT 1 FROM hr_employment WHERE connection = @connection AND deleted = 0)",
    };
}
