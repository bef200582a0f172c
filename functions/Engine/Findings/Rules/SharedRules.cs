using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Findings.Rules;

/// <summary>What must hold of every kind of entity.</summary>
internal static class SharedRules
{
    public static IReadOnlyList<FindingRule> All { get; } = [DocumentRepeated(), ChargeContractMissing(), EntityDisputed(), FixLapsed(), .. CanonicalModel.All.SelectMany(Dangling)];

    private static FindingRule DocumentRepeated() => new(
        "document.repeated",
        Severity.Note,
        "The bytes of one document stand under several keys.",
        """
        SELECT 'shared.document' AS Subject, d.source_key AS "Key", '{}' AS Detail
        FROM shared_document d JOIN (
          SELECT sha256 FROM shared_document WHERE connection = @connection AND deleted = 0 AND sha256 IS NOT NULL
          GROUP BY sha256 HAVING count(*) > 1) s ON s.sha256 = d.sha256
        WHERE d.connection = @connection AND d.deleted = 0
        """);

    private static FindingRule ChargeContractMissing() => new(
        "charge.contract-missing",
        Severity.Note,
        "A partner charges for a service on which no contract with it holds on any day of the period, in that currency.",
        """
        SELECT 'shared.partner-charge' AS Subject, c.source_key AS "Key", '{}' AS Detail
        FROM shared_partner_charge c
        WHERE c.connection = @connection AND c.deleted = 0 AND NOT EXISTS (
          SELECT 1 FROM shared_partner_contract t
          WHERE t.connection = c.connection AND t.deleted = 0 AND t.partner = c.partner AND t.service = c.service AND t.currency = c.currency
            AND t.valid_from <= c.period_end AND (t.valid_to IS NULL OR t.valid_to >= c.period_start))
        """)
    {
        Applies = "SELECT EXISTS (SELECT 1 FROM shared_partner_contract WHERE connection = @connection AND deleted = 0)",
    };

    private static FindingRule EntityDisputed() => new(
        "entity.disputed",
        Severity.Block,
        "Records of different keys tell different things of one entity, and no order in the mapping says which of them holds.",
        """
        SELECT d.entity AS Subject, d.source_key AS "Key", json_object('record', d.raw_key, 'stream', d.raw_stream) AS Detail
        FROM entity_dispute d JOIN raw r ON r.connection = d.connection AND r.stream = d.raw_stream AND r."key" = d.raw_key AND r.deleted = 0
        WHERE d.connection = @connection
        """);

    // Told until the record is read anew once more or fixed again; whoever fixed it looks whether the source is right now.
    private static FindingRule FixLapsed() => new(
        "fix.lapsed",
        Severity.Note,
        "The source changed a value that somebody had corrected here, so the correction holds no longer.",
        """
        SELECT f.stream AS Subject, f."key" AS "Key", json_object('field', f.path, 'fix', f.id) AS Detail
        FROM fix f JOIN commit_log c ON c.id = f.lapsed_commit
        WHERE f.connection = @connection
          AND NOT EXISTS (SELECT 1 FROM fix later WHERE later.connection = f.connection AND later.stream = f.stream AND later."key" = f."key" AND later.path = f.path AND later.id > f.id)
          AND NOT EXISTS (SELECT 1 FROM raw r JOIN commit_log n ON n.id = r.commit_id WHERE r.connection = f.connection AND r.stream = f.stream AND r."key" = f."key" AND n.commit_no > c.commit_no)
        """)
    {
        Applies = "SELECT EXISTS (SELECT 1 FROM fix WHERE connection = @connection AND lapsed_commit IS NOT NULL)",
    };

    // A reference is judged only where its connection knows that kind of thing at all.
    private static IEnumerable<FindingRule> Dangling(EntityDescriptor entity) =>
        from field in entity.Fields
        where field.References is not null
        let target = CanonicalModel.Named(field.References!)!
        select new FindingRule(
            "reference.dangling",
            Severity.Note,
            "An entity refers to one that its connection does not have.",
            $$"""
            WITH missing AS (
              SELECT {{field.Column}} AS wanted FROM {{entity.Table}} WHERE connection = @connection AND deleted = 0 AND {{field.Column}} IS NOT NULL
              GROUP BY {{field.Column}}
              HAVING NOT EXISTS (SELECT 1 FROM {{target.Table}} t WHERE t.connection = @connection AND t.source_key = {{entity.Table}}.{{field.Column}} AND t.deleted = 0)
            )
            SELECT '{{entity.Name}}' AS Subject, e.source_key AS "Key", '{"field":"{{field.Name}}","wants":"{{target.Name}}"}' AS Detail
            FROM missing JOIN {{entity.Table}} e ON e.connection = @connection AND e.deleted = 0 AND e.{{field.Column}} = wanted
            GROUP BY e.source_key
            """)
        {
            Applies = $"SELECT EXISTS (SELECT 1 FROM {target.Table} WHERE connection = @connection AND deleted = 0)",
        };
}
