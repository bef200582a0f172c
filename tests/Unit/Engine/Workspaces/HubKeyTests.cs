using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

public sealed class HubKeyTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Stays_the_same_once_made()
    {
        var hash = HubKey.ReadOrCreate(folder.Path).Hash("DE02120300000000202051");

        Assert.Equal(32, hash.Length);
        Assert.Equal(hash, HubKey.ReadOrCreate(folder.Path).Hash("DE02120300000000202051"));
        Assert.NotEqual(hash, HubKey.ReadOrCreate(folder.Path).Hash("DE02120300000000202052"));
    }

    [Fact]
    public void Differs_from_hub_to_hub()
    {
        using var other = new TempFolder();

        Assert.NotEqual(HubKey.ReadOrCreate(folder.Path).Hash("x"), HubKey.ReadOrCreate(other.Path).Hash("x"));
    }

    [Fact]
    public void Is_readable_for_its_owner_only()
    {
        HubKey.ReadOrCreate(folder.Path);

        var file = Assert.Single(Directory.GetFiles(folder.Path));
        Assert.Equal(".hub-key", Path.GetFileName(file));
        Assert.Equal(32, Convert.FromBase64String(File.ReadAllText(file)).Length);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Is_one_key_for_all_who_make_it_at_once()
    {
        var hashes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Convert.ToHexString(HubKey.ReadOrCreate(folder.Path).Hash("x")))));

        Assert.Single(hashes.Distinct());
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64")]
    public void Is_never_replaced_when_damaged(string text)
    {
        File.WriteAllText(Path.Combine(folder.Path, ".hub-key"), text);

        Assert.Throws<InvalidDataException>(() => HubKey.ReadOrCreate(folder.Path));
        Assert.Equal(text, File.ReadAllText(Path.Combine(folder.Path, ".hub-key")));
    }
}
