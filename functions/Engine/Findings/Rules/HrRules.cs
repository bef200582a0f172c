namespace BackOffice.Integration.Engine.Findings.Rules;

/// <summary>What must hold of people, their time and their pay.</summary>
internal static class HrRules
{
    public static IReadOnlyList<FindingRule> All { get; } = [IbanShared(), AllocationIncomplete(), AbsenceOverlaps(), DayTooLong(), NetExceedsGross()];

    private static FindingRule IbanShared() => new(
        "iban.shared",
        Severity.Note,
        "The pay of several employments goes to one and the same account.",
        """
        SELECT 'hr.bank-account' AS Subject, b.source_key AS "Key", '{}' AS Detail
        FROM hr_bank_account b JOIN (
          SELECT iban FROM hr_bank_account WHERE connection = @connection AND deleted = 0
          GROUP BY iban HAVING count(DISTINCT employment) > 1) s ON s.iban = b.iban
        WHERE b.connection = @connection AND b.deleted = 0
        GROUP BY b.source_key
        """);

    private static FindingRule AllocationIncomplete() => new(
        "allocation.incomplete",
        Severity.Block,
        "The shares that cost centres bear of an employment from a day on do not come to 100 percent.",
        """
        SELECT 'hr.employment' AS Subject, employment AS "Key", json_object('validFrom', valid_from) AS Detail
        FROM hr_cost_allocation WHERE connection = @connection AND deleted = 0
        GROUP BY employment, valid_from HAVING sum(percent) <> 1000000
        """);

    private static FindingRule AbsenceOverlaps() => new(
        "absence.overlaps",
        Severity.Note,
        "Two absences of an employment share days.",
        """
        SELECT 'hr.absence' AS Subject, a.source_key AS "Key", '{}' AS Detail
        FROM hr_absence a JOIN hr_absence o ON o.connection = a.connection AND o.deleted = 0 AND o.employment = a.employment AND o.source_key < a.source_key
          AND o.first_day <= coalesce(a.last_day, '9999-12-31') AND a.first_day <= coalesce(o.last_day, '9999-12-31')
        WHERE a.connection = @connection AND a.deleted = 0
          AND coalesce(a.approval_status, '') NOT IN ('declined', 'cancelled') AND coalesce(o.approval_status, '') NOT IN ('declined', 'cancelled')
        GROUP BY a.source_key
        """);

    private static FindingRule DayTooLong() => new(
        "time.day-too-long",
        Severity.Note,
        "More than 24 hours are entered for an employment and a day.",
        """
        SELECT 'hr.employment' AS Subject, employment AS "Key", json_object('day', day) AS Detail
        FROM hr_time_entry WHERE connection = @connection AND deleted = 0
        GROUP BY employment, day HAVING sum(hours) > 240000
        """);

    private static FindingRule NetExceedsGross() => new(
        "payroll.net-exceeds-gross",
        Severity.Note,
        "A pay slip pays out more than it grants.",
        """
        SELECT 'hr.employment' AS Subject, employment AS "Key", json_object('periodStart', period_start) AS Detail
        FROM hr_payroll_result WHERE connection = @connection AND deleted = 0 AND component IN ('gross', 'net')
        GROUP BY employment, period_start, currency
        HAVING sum(CASE component WHEN 'net' THEN amount ELSE 0 END) > sum(CASE component WHEN 'gross' THEN amount ELSE 0 END) AND count(DISTINCT component) = 2
        """);
}
