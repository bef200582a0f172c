using System.Data.Common;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Releases;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Reads the rows of table <c>release</c>.</summary>
internal static class SqliteReleaseHead
{
    private const string Columns = """
        SELECT id, export, partner, mode, state, period, workspace_hash, layout_version, rows_hash,
               from_commit_no, to_commit_no, drafted_at, sealed_at, sequence, void_reason, version, approvals_wanted
        FROM release
        """;

    public static IReadOnlyList<(ReleaseHead Head, int Version, int Approvals)> Read(SqliteConnection connection, SqliteTransaction transaction, Guid? release = null)
    {
        using var reader = (DbDataReader)connection.ExecuteReader(
            $"{Columns} WHERE @id IS NULL OR id = @id ORDER BY drafted_at, id", new { id = release?.ToString() }, transaction);
        var found = new List<(ReleaseHead, int, int)>();
        while (reader.Read()) found.Add((Head(reader), reader.GetInt32(15), reader.GetInt32(16)));
        return found;
    }

    private static ReleaseHead Head(DbDataReader row) => new(
        Guid.Parse(row.GetString(0)),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        Enum.Parse<ReleaseState>(row.GetString(4)),
        Period.Parse(row.GetString(5)),
        Convert.ToHexStringLower((byte[])row[6]),
        row.GetString(7),
        Convert.ToHexStringLower((byte[])row[8]))
    {
        FromCommitNo = row.GetInt64(9),
        ToCommitNo = row.GetInt64(10),
        DraftedAt = Micros.ToInstant(row.GetInt64(11)),
        SealedAt = row[12] is long at ? Micros.ToInstant(at) : null,
        Number = row[13] as long?,
        VoidReason = row[14] as string,
    };
}
