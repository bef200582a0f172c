using BackOffice.Integration.Engine.Store;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Unit.Engine.Store;

/// <summary>A store of an older program keeps what it holds when its entities gain fields.</summary>
public sealed class EntityUpgradeTests
{
    private const string Ending = ".Store.Sqlite.Migrations.";
    private const string Gaining = "0007.sql";

    [Fact]
    public void Rows_of_tables_that_are_built_anew_stay_as_they_were()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        foreach (var script in Scripts().TakeWhile(name => !name.EndsWith(Gaining, StringComparison.Ordinal))) connection.Execute(Text(script));
        connection.Execute("""
            INSERT INTO hr_employment VALUES ('hr', '7', '2026-01-01', 'i1', NULL, '7', 'DE', '007', '2020-02-02', NULL, 'Meister', NULL, 'P200', '{"a":"b"}', x'01', NULL, x'02', 'staff', '7|1', 5, 0, 'c1');
            INSERT INTO hr_employment VALUES ('hr', '7', '2026-02-01', 'i1', '2026-03-01', '7', 'DE', '007', NULL, NULL, NULL, NULL, NULL, NULL, x'03', NULL, x'02', 'staff', '7|2', NULL, 1, 'c2');
            INSERT INTO shared_legal_entity VALUES ('hr', 'DE', 'i2', 'Muster', 'DE', 'EUR', NULL, x'04', 'DE', x'02', 'staff', '7|1', NULL, 0, 'c1');
            INSERT INTO accounting_journal_line VALUES ('books', 'L', 'i3', 'E', '1400', 50000, 0, 'EUR', '2026-01-01', 'P', NULL, 'memo', 'DE', NULL, x'05', NULL, x'02', 'ledger', 'L', NULL, 0, 'c1');
            """);

        connection.Execute(Text(Scripts().Single(name => name.EndsWith(Gaining, StringComparison.Ordinal))));

        Assert.Equal(
            ["7|2026-01-01||7|DE|007|2020-02-02||Meister||P200||{\"a\":\"b\"}|01||02|staff|7|1|5|0|c1", "7|2026-02-01|2026-03-01|7|DE|007|||||||" + "|03||02|staff|7|2||1|c2"],
            connection.Query<string>("""
                SELECT concat_ws('|', source_key, valid_from, coalesce(valid_to, ''), person, company, employee_no, coalesce(hired_on, ''), coalesce(left_on, ''), coalesce(job_title, ''), coalesce(org_unit, ''),
                  coalesce(cost_centre, ''), coalesce(fte, ''), coalesce(extensions, ''), hex(row_hash), coalesce(order_key, ''), hex(mapping_hash), raw_stream, raw_key, coalesce(stale_since, ''), deleted, commit_id)
                FROM hr_employment ORDER BY valid_from
                """));
        Assert.Equal(["DE|Muster|EUR||"], connection.Query<string>("SELECT source_key || '|' || name || '|' || currency || '|' || coalesce(parent, '') || '|' || coalesce(ownership, '') FROM v_shared_legal_entity"));
        Assert.Equal(["L|5.0000|P|memo|DE||"], connection.Query<string>("SELECT source_key || '|' || debit || '|' || party || '|' || memo || '|' || company || '|' || coalesce(clearing, '') || '|' || coalesce(trading_partner, '') FROM v_accounting_journal_line"));
        Assert.Empty(connection.Query<string>("SELECT name FROM sqlite_master WHERE name LIKE '%_before'"));
    }

    private static IEnumerable<string> Scripts() =>
        typeof(EntitySchema).Assembly.GetManifestResourceNames().Where(name => name.Contains(Ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string Text(string script)
    {
        using var reader = new StreamReader(typeof(EntitySchema).Assembly.GetManifestResourceStream(script)!);
        return reader.ReadToEnd();
    }
}
