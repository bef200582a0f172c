using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace BackOffice.Integration.Connectors.Sql.PostgreSql;

/// <summary>One PostgreSQL database and the user that reads it.</summary>
internal sealed class PostgreSqlOptions
{
    [Required, Example("db.example.com"), Description("the name or address of the server.")]
    public string Host { get; init; } = "";

    [Range(1, 65_535), Description("the port of the server, from 1 to 65535.")]
    public int Port { get; init; } = 5432;

    [Required, Example("erp"), Description("the name of the database.")]
    public string Database { get; init; } = "";

    [Required, Example("backoffice_reader"), Description("a user that may only read.")]
    public string User { get; init; } = "";

    [Example("${env:BACKOFFICE_ERP_PASSWORD}"), Description("the user's password, as ${env:NAME} or ${file:path}; leave it out where the server asks for none.")]
    public string? Password { get; init; }

    [Description("verify (encrypted, certificate and name checked), require (encrypted) or off; verify when left out.")]
    public TlsMode Tls { get; init; }

    [Range(1, 86_400), Description("how many seconds one statement may take, from 1 to 86400.")]
    public int Timeout { get; init; } = 300;
}

/// <summary>How the way to the server is protected.</summary>
internal enum TlsMode
{
    Verify,
    Require,
    Off,
}
