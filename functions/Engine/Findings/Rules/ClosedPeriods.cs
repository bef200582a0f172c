namespace BackOffice.Integration.Engine.Findings.Rules;

/// <summary>What must hold of books that were closed.</summary>
internal static class ClosedPeriods
{
    private const string Changed = "commit_id IN (SELECT id FROM commit_log WHERE commit_no > @judged)";

    public static FindingRule Rule() => new(
        "posting.period-closed",
        Severity.Block,
        "A line was posted, moved or changed in amount, currency or account within a period after the period was closed; it belongs into the next one.",
        Postings(""))
    {
        Applies = "SELECT EXISTS (SELECT 1 FROM accounting_period WHERE connection = @connection AND deleted = 0 AND lower(status) = 'closed')",
        // A changed period puts every line in question; a changed entry may have moved its lines to another day.
        // The connection of changed lines is compared as an expression, or the primary key would be walked and not the few rows of the commits.
        Narrow = new(
            $"""
            SELECT source_key FROM accounting_journal_line WHERE connection || '' = @connection AND {Changed}
            UNION SELECT source_key FROM accounting_journal_line
            WHERE connection = @connection AND EXISTS (SELECT 1 FROM accounting_period WHERE connection = @connection AND {Changed})
            UNION SELECT source_key FROM accounting_journal_line
            WHERE connection = @connection AND EXISTS (SELECT 1 FROM accounting_period WHERE connection = @connection AND deleted = 0 AND lower(status) = 'closed')
              AND entry IN (SELECT source_key FROM accounting_journal_entry WHERE connection || '' = @connection AND {Changed})
            """,
            Postings("AND l.source_key IN (SELECT \"key\" FROM touched)")),
    };

    // A period was closed when its status last became so; where it never was another, when it first came.
    // A line counts when an earlier run of its pipeline had read before that, so that history loaded after its periods is no breach,
    // and when it is not as it was at that moment: a note or a clearing that comes later does not post.
    private static string Postings(string among) => $"""
        WITH locked AS MATERIALIZED (
          SELECT p.source_key, p.company, p.first_day, p.last_day, coalesce(
            (SELECT max(c.commit_no) FROM history h JOIN commit_log c ON c.id = h.commit_id
             WHERE h.entity = 'accounting.period' AND h.connection = p.connection AND h.source_key = p.source_key
               AND (coalesce(lower(json_extract(h.image, '$.status')), '') <> 'closed' OR json_extract(h.image, '$.deleted') = 1)),
            (SELECT min(c.commit_no) FROM history h JOIN commit_log c ON c.landing_id = h.landing_id
             WHERE h.entity = 'accounting.period' AND h.connection = p.connection AND h.source_key = p.source_key),
            (SELECT c.commit_no FROM commit_log c WHERE c.id = p.commit_id)) AS closing
          FROM accounting_period p WHERE p.connection = @connection AND p.deleted = 0 AND lower(p.status) = 'closed'
        ),
        first_read AS MATERIALIZED (
          SELECT r.pipeline, c.run_id, c.commit_no, row_number() OVER (PARTITION BY r.pipeline ORDER BY c.commit_no) AS place
          FROM commit_log c JOIN run r ON r.id = c.run_id
        ),
        posted AS (
          SELECT l.source_key, l.account, l.debit, l.credit, l.currency, l.posting_date, c.commit_no, r.pipeline, c.run_id,
            coalesce(l.posting_date, e.posting_date) AS day, coalesce(l.company, e.company) AS company
          FROM accounting_journal_line l
          JOIN commit_log c ON c.id = l.commit_id
          JOIN run r ON r.id = c.run_id
          LEFT JOIN accounting_journal_entry e ON e.connection = l.connection AND e.source_key = l.entry AND e.deleted = 0
          WHERE l.connection = @connection AND l.deleted = 0 {among} AND c.commit_no > (SELECT min(closing) FROM locked)
        )
        SELECT 'accounting.journal-line' AS Subject, p.source_key AS "Key", json_object('period', k.source_key) AS Detail
        FROM posted p JOIN locked k ON p.day >= k.first_day AND p.day <= k.last_day AND p.commit_no > k.closing
          AND (k.company IS NULL OR p.company = k.company
            OR (p.company IS NULL AND (SELECT count(DISTINCT o.company) FROM accounting_period o WHERE o.connection = @connection AND o.deleted = 0) = 1))
        JOIN first_read f ON f.place = 1 AND f.pipeline = p.pipeline AND f.run_id <> p.run_id AND f.commit_no <= k.closing
        WHERE NOT EXISTS (
          SELECT 1 FROM (
            SELECT h.image, h.landing_id FROM history h JOIN commit_log c ON c.id = h.commit_id
            WHERE h.entity = 'accounting.journal-line' AND h.connection = @connection AND h.source_key = p.source_key AND h.valid_from = '' AND c.commit_no > k.closing
            ORDER BY c.commit_no LIMIT 1) before
          WHERE json_extract(before.image, '$.deleted') = 0
            AND json_extract(before.image, '$.account') = p.account AND json_extract(before.image, '$.currency') = p.currency
            AND json_extract(before.image, '$.debit') = p.debit AND json_extract(before.image, '$.credit') = p.credit
            AND coalesce(json_extract(before.image, '$.posting_date'), '') = coalesce(p.posting_date, '')
            AND EXISTS (SELECT 1 FROM commit_log b WHERE b.landing_id = before.landing_id AND b.commit_no <= k.closing))
        """;
}
