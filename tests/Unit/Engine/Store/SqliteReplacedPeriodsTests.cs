using System.Data.Common;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Store.Sqlite;

namespace BackOffice.Integration.Tests.Unit.Engine.Store;

public sealed class SqliteReplacedPeriodsTests : ReplacedPeriodsContract, IDisposable
{
    private readonly TestStore store = new();

    internal override IInboundStore Inbound => new SqliteInboundStore(store.Database);

    internal override ILeases Leases => new SqliteLeases(store.Database);

    public void Dispose() => store.Dispose();

    protected override DbConnection Open() => store.Database.Open();
}
