using BackOffice.Integration.Connectors.Contract;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Connectors.Sql.Sqlite;

/// <summary>One SQLite file that is never created and never written.</summary>
internal sealed class SqliteDatabase(string file) : SqlDatabase
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadFailed = 10;
    private const int Corrupt = 11;
    private const int CannotOpen = 14;
    private const int NoDatabase = 26;

    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 1 }.ToString();

    public override async Task<SqlSession> OpenAsync(CancellationToken ct)
    {
        SqliteFile.Refuse(file);
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            var session = new SqliteSession(connection);
            SqliteFile.RefusePart(file, session.PageSize);
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // What SQLite says of faults in statements names tables and columns, and no values.
    public override ConnectorException? Sorted(Exception failed) => failed is not SqliteException fault ? null : fault.SqliteErrorCode switch
    {
        Busy or Locked => new(Recovery.Retry, $"The database {file} is locked by another program; it is tried again.", fault) { Code = "database.locked" },
        ReadFailed => new(Recovery.Retry, $"The database {file} cannot be read now; look after the disk or share that holds it.", fault) { Code = "database.unreadable" },
        NoDatabase => new(Recovery.Reconfigure, $"{file} is no SQLite database, or an encrypted one. Name the right file in the connection.", fault) { Code = "database.none" },
        CannotOpen => new(Recovery.Reconfigure, $"The database {file} cannot be opened. Give the hub's user the right to read the file and, where it has a write-ahead log, to write into its folder.", fault) { Code = "database.closed" },
        Corrupt => new(Recovery.Stop, $"The database {file} is damaged. Have it repaired, or restore it from a backup.", fault) { Code = "database.damaged" },
        _ when fault.Message.StartsWith("no such table", StringComparison.Ordinal) => new(Recovery.Reconfigure, $"{Said(fault)}. Correct the table or query.", fault) { Code = SqlFault.TableUnknown },
        _ => new(Recovery.Reconfigure, $"SQLite refuses the statement: {Said(fault)}. Correct the table or query in the connection.", fault) { Code = SqlFault.Refused },
    };

    private static string Said(SqliteException fault) => fault.Message;
}
