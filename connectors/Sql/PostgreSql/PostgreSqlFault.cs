using BackOffice.Integration.Connectors.Contract;
using Npgsql;

namespace BackOffice.Integration.Connectors.Sql.PostgreSql;

/// <summary>What an answer of the server asks for, by its SQLSTATE.</summary>
internal sealed class PostgreSqlFault(PostgresException fault, string server, PostgreSqlOptions options)
{
    private string State => fault.SqlState;

    public ConnectorException Sorted() => State switch
    {
        "28P01" or "28000" => Of(Recovery.Reconfigure, "sign-in.refused", $"PostgreSQL at {server} refuses user '{options.User}' for database '{options.Database}'. Correct user and password, and look into the server's pg_hba.conf."),
        "3D000" => Of(Recovery.Reconfigure, "database.missing", $"PostgreSQL at {server} has no database '{options.Database}'. Correct database in the connection."),
        "42P01" or "3F000" => Of(Recovery.Reconfigure, SqlFault.TableUnknown, $"{fault.MessageText}. Correct the table or query."),
        "42501" => Of(Recovery.Reconfigure, "rights.missing", $"{fault.MessageText} for user '{options.User}'. Have SELECT granted, or name only what may be read."),
        "25006" => Of(Recovery.Reconfigure, SqlFault.Refused, "The query would change something. Write a query that only reads."),
        "57014" => Of(Recovery.Retry, "statement.slow", $"PostgreSQL at {server} ended a statement that took longer than {options.Timeout} seconds. Add an index on cursor and key, or raise timeout."),
        // These say what cannot be done with which column or function, as the query in the connection names them.
        _ when State.StartsWith("42", StringComparison.Ordinal) => Of(Recovery.Reconfigure, SqlFault.Refused, $"PostgreSQL refuses the statement: {fault.MessageText}. Correct the table or query in the connection."),
        _ when IsPassing => Of(Recovery.Retry, "server.down", $"PostgreSQL at {server} cannot answer now ({State}); it is tried again."),
        // What it says of a value may quote the value.
        _ => Of(Recovery.Stop, "database.failed", $"PostgreSQL at {server} failed with SQLSTATE {State}. Its log says more."),
    };

    // Connection lost or idle too long, resources short, deadlock, starting up or shutting down.
    private bool IsPassing => State[..2] is "08" or "40" or "53" or "55" or "57" or "58" || State == "25P03";

    private ConnectorException Of(Recovery recovery, string code, string message) => new(recovery, message, fault) { Code = code };
}
