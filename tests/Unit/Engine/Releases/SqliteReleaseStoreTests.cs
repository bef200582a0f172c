namespace BackOffice.Integration.Tests.Unit.Engine.Releases;

public sealed class SqliteReleaseStoreTests : ReleaseStoreContract
{
    private protected override Task<ReleaseFixture> OpenAsync() => ReleaseFixture.OpenAsync();
}

public sealed class SqliteReleasePathTests : ReleasePathContract
{
    private protected override Task<ReleaseFixture> OpenAsync() => ReleaseFixture.OpenAsync();
}
