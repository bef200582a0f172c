using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Findings;

/// <summary>A rule judged at a run's end: portable SQL that lists where it does not hold.</summary>
/// <param name="Sql">Gives subject, key and detail for the connection <c>@connection</c>; sums run in integers.</param>
internal sealed record FindingRule(string Name, Severity Severity, string Sql)
{
    /// <summary>A query that says whether the rule applies at all; null where it always does.</summary>
    public string? Applies { get; init; }

    /// <summary>How to judge only what commits may have changed; null where the rule is judged as a whole.</summary>
    public NarrowRule? Narrow { get; init; }

    public static IReadOnlyList<FindingRule> All { get; } = [EntryUnbalanced(), EntryHeaderDiffers(), FixLapsed(), .. CanonicalModel.All.SelectMany(Dangling)];

    private static FindingRule EntryUnbalanced() => new(
        "entry.unbalanced",
        Severity.Block,
        Unbalanced(""))
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
        """
        SELECT 'accounting.journal-entry' AS Subject, source_key AS "Key", '{}' AS Detail
        FROM entity_raw WHERE entity = 'accounting.journal-entry' AND connection = @connection
        GROUP BY source_key HAVING min(row_hash) <> max(row_hash)
        """);

    // Told until the record is read anew once more or fixed again; whoever fixed it looks whether the source is right now.
    private static FindingRule FixLapsed() => new(
        "fix.lapsed",
        Severity.Note,
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

/// <summary>A rule where only commits after <c>@judged</c> can have changed what it says.</summary>
/// <param name="Touched">Lists the keys in question.</param>
/// <param name="Sql">The rule among the keys of the table <c>touched</c>.</param>
internal sealed record NarrowRule(string Touched, string Sql);
