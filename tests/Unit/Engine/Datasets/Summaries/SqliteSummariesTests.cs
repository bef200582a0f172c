using System.Data.Common;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Tests.Unit.Engine.Store;

namespace BackOffice.Integration.Tests.Unit.Engine.Datasets.Summaries;

public sealed class SqliteSummariesTests : SummaryContract, IDisposable
{
    private readonly TestStore store = new();

    internal override IInboundStore Inbound => new SqliteInboundStore(store.Database);

    internal override ILeases Leases => new SqliteLeases(store.Database);

    internal override ISummaryStore Summaries => new SqliteSummaries(store.Database);

    public void Dispose() => store.Dispose();

    protected override DbConnection Open() => store.Database.Open();
}
