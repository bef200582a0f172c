using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace BackOffice.Integration.Connectors.Sql.Sqlite;

/// <summary>One SQLite file, opened for reading.</summary>
internal sealed class SqliteOptions
{
    [Required, Example("data/hr.db"), Description("the database file, relative to the workspace; it must exist.")]
    public string Database { get; init; } = "";
}
