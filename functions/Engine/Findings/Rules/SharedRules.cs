using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Findings.Rules;

/// <summary>What must hold of every kind of entity.</summary>
internal static class SharedRules
{
    public static IReadOnlyList<FindingRule> All { get; } = [DocumentRepeated(), .. CanonicalModel.All.SelectMany(Dangling)];

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
