using System.Data.Common;
using System.Text.Json;
using BackOffice.Integration.Engine.Audit;
using Dapper;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Actors in one SQLite file.</summary>
internal sealed class SqliteActorStore(SqliteDatabase database) : IActorStore
{
    public IReadOnlyList<StoredActor> All()
    {
        using var connection = database.Open();
        using var row = (DbDataReader)connection.ExecuteReader("SELECT id, login, name, roles, credential, disabled_at FROM actor ORDER BY login");
        var actors = new List<StoredActor>();
        while (row.Read())
        {
            actors.Add(new(
                Guid.Parse(row.GetString(0)), row.GetString(1), row.GetString(2), JsonSerializer.Deserialize<string[]>(row.GetString(3))!,
                row[4] as string, row[5] is long at ? Micros.ToInstant(at) : null));
        }

        return actors;
    }

    public Task<bool> AddAsync(StoredActor actor, AuditEntry audit, DateTimeOffset at, CancellationToken ct) => database.WriteDurablyAsync(
        (connection, transaction) =>
        {
            var added = connection.Execute(
                "INSERT INTO actor (id, login, name, roles, credential) VALUES (@Id, @Login, @Name, @Roles, @Credential) ON CONFLICT (login) DO NOTHING",
                new { Id = actor.Id.ToString(), actor.Login, actor.Name, Roles = JsonSerializer.Serialize(actor.Roles), actor.Credential },
                transaction);
            if (added == 1) SqliteAudit.Append(connection, transaction, at, audit);
            return added == 1;
        },
        ct);
}
