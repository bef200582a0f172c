using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

[Proves(typeof(FolderDestination))]
public sealed class FolderDestinationTests : FileDestinationContract, IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Leaves_no_temporary_file_behind()
    {
        await CreateDestination().DeliverAsync(Sealed("pay.csv", Content), Ct);
        Assert.Equal([folder["pay.csv"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Overwrites_what_a_killed_attempt_left()
    {
        var delivery = Sealed("pay.csv", Content);
        folder.Write($".pay.csv.{delivery.Id:N}.part", "half of something longer than the whole file, which must not stay");
        await CreateDestination().DeliverAsync(delivery, Ct);
        Assert.Equal([folder["pay.csv"]], Directory.GetFileSystemEntries(folder.Path));
        Assert.Equal(Content, Read("pay.csv"));
    }

    [Fact]
    public async Task A_full_disk_stops_and_leaves_nothing()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a device that is always full.");
        var delivery = Sealed("pay.csv", Content);
        File.CreateSymbolicLink(folder[$".pay.csv.{delivery.Id:N}.part"], "/dev/full");
        var failure = await Assert.ThrowsAsync<ConnectorException>(() => CreateDestination().DeliverAsync(delivery, Ct));
        Assert.Equal(Recovery.Stop, failure.Recovery);
        Assert.Contains("disk is full", failure.Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_missing_folder_asks_to_be_mended()
    {
        var destination = new FolderDestination(folder["missing"]);
        Assert.Equal(Recovery.Reconfigure, (await Assert.ThrowsAsync<ConnectorException>(() => destination.CheckAsync(Ct))).Recovery);
        Assert.Equal(Recovery.Reconfigure, (await Assert.ThrowsAsync<ConnectorException>(() => destination.DeliverAsync(Sealed("pay.csv", Content), Ct))).Recovery);
    }

    protected override IFileDestination CreateDestination() => new FolderDestination(folder.Path);

    protected override IReadOnlyList<string> Visible() =>
        [.. Directory.GetFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.'))];

    protected override byte[] Read(string name) => File.ReadAllBytes(folder[name]);
}
