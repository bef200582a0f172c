using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Findings;

/// <summary>A rule judged at a run's end: portable SQL that lists where it does not hold.</summary>
/// <param name="Sql">Gives subject, key and detail for the connection <c>@connection</c>; sums run in integers.</param>
internal sealed record FindingRule(string Name, Severity Severity, string Sql)
{
    public static IReadOnlyList<FindingRule> All { get; } = [EntryUnbalanced(), EntryHeaderDiffers(), .. CanonicalModel.All.SelectMany(Dangling)];

    private static FindingRule EntryUnbalanced() => new(
        "entry.unbalanced",
        Severity.Block,
        """
        SELECT 'accounting.journal-entry' AS Subject, entry AS "Key", json_object('currency', currency) AS Detail
        FROM accounting_journal_line WHERE connection = @connection AND deleted = 0
        GROUP BY entry, currency HAVING sum(debit) <> sum(credit)
        """);

    private static FindingRule EntryHeaderDiffers() => new(
        "entry.header-differs",
        Severity.Note,
        """
        SELECT 'accounting.journal-entry' AS Subject, source_key AS "Key", '{}' AS Detail
        FROM entity_raw WHERE entity = 'accounting.journal-entry' AND connection = @connection
        GROUP BY source_key HAVING min(row_hash) <> max(row_hash)
        """);

    // A reference is judged only where its connection knows that kind of thing at all.
    private static IEnumerable<FindingRule> Dangling(EntityDescriptor entity) =>
        from field in entity.Fields
        where field.References is not null
        let target = CanonicalModel.Named(field.References!)!
        select new FindingRule(
            "reference.dangling",
            Severity.Note,
            $$"""
            WITH missing AS (
              SELECT {{field.Column}} AS wanted FROM {{entity.Table}} WHERE connection = @connection AND deleted = 0 AND {{field.Column}} IS NOT NULL
              GROUP BY {{field.Column}}
              HAVING NOT EXISTS (SELECT 1 FROM {{target.Table}} t WHERE t.connection = @connection AND t.source_key = {{entity.Table}}.{{field.Column}} AND t.deleted = 0)
            )
            SELECT '{{entity.Name}}' AS Subject, e.source_key AS "Key", '{"field":"{{field.Name}}","wants":"{{target.Name}}"}' AS Detail
            FROM missing JOIN {{entity.Table}} e ON e.connection = @connection AND e.deleted = 0 AND e.{{field.Column}} = wanted
            WHERE EXISTS (SELECT 1 FROM {{target.Table}} t WHERE t.connection = @connection AND t.deleted = 0)
            GROUP BY e.source_key
            """);
}
