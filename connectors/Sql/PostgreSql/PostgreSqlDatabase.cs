using System.Net.Sockets;
using System.Security.Authentication;
using BackOffice.Integration.Connectors.Contract;
using Npgsql;

namespace BackOffice.Integration.Connectors.Sql.PostgreSql;

/// <summary>One PostgreSQL database, seen by a user that reads.</summary>
internal sealed class PostgreSqlDatabase(PostgreSqlOptions options) : SqlDatabase
{
    private const int SignInSeconds = 15;

    private string Server => $"{options.Host}:{options.Port}";

    public override async Task<SqlSession> OpenAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(ConnectionString());
        try
        {
            await connection.OpenAsync(ct);
            return await PostgreSqlSession.BeginAsync(connection, options.Timeout, ct);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override ConnectorException? Sorted(Exception failed) => failed switch
    {
        PostgresException fault => new PostgreSqlFault(fault, Server, options).Sorted(),
        SocketException { SocketErrorCode: SocketError.HostNotFound } or NpgsqlException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } } => Wrong("server.unknown", $"There is no server called {options.Host}. Correct host in the connection."),
        NpgsqlException { InnerException: AuthenticationException } => Wrong("tls.refused", $"The certificate of {Server} is not trusted for this name. Have it corrected, or write tls: require to encrypt without checking it."),
        NpgsqlException fault when IsBroken(fault) => new(Recovery.Retry, $"PostgreSQL at {Server} does not answer, or ended the connection; it is tried again. Look whether the server runs and lets this machine in.", failed) { Code = "server.down" },
        NpgsqlException fault when fault.Message.Contains("SSL", StringComparison.Ordinal) => Wrong("tls.refused", $"PostgreSQL at {Server} offers no TLS. Switch it on at the server, or write tls: off."),
        NpgsqlException fault when fault.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => Wrong("sign-in.refused", $"PostgreSQL at {Server} asks for a password. Write password: ${{env:NAME}} or ${{file:path}} in the connection."),
        NpgsqlException or SocketException or TimeoutException or IOException => new(Recovery.Retry, $"PostgreSQL at {Server} cannot be spoken to now; it is tried again.", failed) { Code = "server.down" },
        _ => null,
    };

    private static bool IsBroken(NpgsqlException fault) => fault.InnerException is SocketException or IOException or TimeoutException or ObjectDisposedException;

    private static ConnectorException Wrong(string code, string message) => new(Recovery.Reconfigure, message) { Code = code };

    private string ConnectionString() => new NpgsqlConnectionStringBuilder
    {
        Host = options.Host,
        Port = options.Port,
        Database = options.Database,
        Username = options.User,
        Password = options.Password,
        ApplicationName = "backoffice",
        SslMode = options.Tls switch { TlsMode.Verify => SslMode.VerifyFull, TlsMode.Require => SslMode.Require, _ => SslMode.Disable },
        Timeout = SignInSeconds,
        // The server ends a statement that takes too long; this only ends waiting for a server that is gone.
        CommandTimeout = options.Timeout + SignInSeconds,
        KeepAlive = 0,
        Pooling = false,
    }.ToString();
}
