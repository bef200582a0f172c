using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Tests.Unit.Engine.Store;

public sealed class SchemaTests
{
    public static TheoryData<string> Entities => [.. CanonicalModel.All.Select(entity => entity.Name)];

    [Theory]
    [MemberData(nameof(Entities))]
    public void A_migration_holds_the_table_and_view_of_every_entity(string entity)
    {
        using var stream = typeof(SqliteDatabase).Assembly.GetManifestResourceStream("BackOffice.Integration.Engine.Store.Sqlite.Migrations.0001.sql")!;
        var migration = new StreamReader(stream).ReadToEnd();
        Assert.Contains(EntitySchema.Sqlite(CanonicalModel.Named(entity)!), migration, StringComparison.Ordinal);
    }
}
