using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Benchmarks.Cases;

/// <summary>What a store of ledger lines holds, in a line that two loads can be compared by.</summary>
internal static class StoreSums
{
    public static string Of(string store)
    {
        using var connection = new SqliteConnection($"Data Source={store};Mode=ReadOnly;Pooling=False");
        return connection.QuerySingle<string>("""
            SELECT printf('%d lines, %d raw, debit %d, credit %d, accounts %d, days %d, letters %d', count(*), (SELECT count(*) FROM raw WHERE deleted = 0),
              sum(debit), sum(credit), sum(CAST(account AS INTEGER)), sum(CAST(strftime('%j', posting_date) AS INTEGER)),
              sum(length(entry) + length(party) + length(cost_centre) + length(memo) + length(company) + length(currency)))
            FROM accounting_journal_line WHERE deleted = 0
            """);
    }
}
