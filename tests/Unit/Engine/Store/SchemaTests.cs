using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Mappings.Canonical;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Unit.Engine.Store;

public sealed class SchemaTests : IDisposable
{
    private readonly TestStore store = new();

    public static TheoryData<string> Entities => [.. CanonicalModel.All.Select(entity => entity.Name)];

    [Theory]
    [MemberData(nameof(Entities))]
    public void A_migrated_store_has_the_table_and_view_of_every_entity(string name)
    {
        var entity = CanonicalModel.Named(name)!;
        using var fresh = new SqliteConnection("Data Source=:memory:");
        fresh.Open();
        fresh.Execute(EntitySchema.Sqlite(entity));
        using var migrated = store.Database.Open();
        Assert.True(
            Objects(migrated, entity).SequenceEqual(Objects(fresh, entity)),
            $"The migrations give {name} another table. Bring it there with the next numbered script, such as:\n{EntitySchema.Sqlite(entity)}");
    }

    public void Dispose() => store.Dispose();

    private static List<(string Name, string Sql)> Objects(SqliteConnection connection, EntityDescriptor entity) =>
    [
        .. connection.Query<(string, string)>(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND (tbl_name = @Table OR name = 'v_' || @Table) ORDER BY name", new { entity.Table }),
    ];
}
