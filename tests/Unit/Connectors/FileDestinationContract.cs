using System.Security.Cryptography;
using System.Text;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors;

/// <summary>What every file destination must do; its tests inherit this and add what is special.</summary>
public abstract class FileDestinationContract
{
    protected static readonly byte[] Content = Encoding.UTF8.GetBytes("company;salary\r\nDE;1.234,50\r\n");

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A fresh instance over the same place, which is empty at first.</summary>
    protected abstract IFileDestination CreateDestination();

    /// <summary>The names a partner can see, in any order.</summary>
    protected abstract IReadOnlyList<string> Visible();

    protected abstract byte[] Read(string name);

    [Fact]
    public async Task Checks_without_complaint_and_without_change()
    {
        await CreateDestination().CheckAsync(Ct);
        Assert.Empty(Visible());
    }

    [Fact]
    public async Task Delivers_the_very_bytes()
    {
        await CreateDestination().DeliverAsync(Sealed("pay.csv", Content), Ct);
        Assert.Equal(["pay.csv"], Visible());
        Assert.Equal(Content, Read("pay.csv"));
    }

    [Fact]
    public async Task Delivers_an_empty_file()
    {
        var receipt = await CreateDestination().DeliverAsync(Sealed("pay.csv", []), Ct);
        Assert.Equal(0, receipt.Length);
        Assert.Empty(Read("pay.csv"));
    }

    [Fact]
    public async Task The_receipt_proves_what_lies_there()
    {
        var receipt = await CreateDestination().DeliverAsync(Sealed("pay.csv", Content), Ct);
        Assert.Equal((Content.LongLength, "pay.csv"), (receipt.Length, receipt.RemoteName));
        Assert.Equal(SHA256.HashData(Read("pay.csv")), receipt.Sha256.ToArray());
    }

    [Fact]
    public async Task A_repeat_gives_the_same_receipt_and_no_second_file()
    {
        var delivery = Sealed("pay.csv", Content);
        var first = await CreateDestination().DeliverAsync(delivery, Ct);
        var second = await CreateDestination().DeliverAsync(delivery, Ct);
        Assert.Equal((first.RemoteName, first.Length), (second.RemoteName, second.Length));
        Assert.Equal(first.Sha256.ToArray(), second.Sha256.ToArray());
        Assert.Equal(["pay.csv"], Visible());
    }

    [Fact]
    public async Task Refuses_other_content_under_a_name_that_is_there()
    {
        await CreateDestination().DeliverAsync(Sealed("pay.csv", Content), Ct);
        var failure = await Assert.ThrowsAsync<ConnectorException>(() => CreateDestination().DeliverAsync(Sealed("pay.csv", [1, 2, 3]), Ct));
        Assert.Equal(Recovery.Stop, failure.Recovery);
        Assert.Equal(Content, Read("pay.csv"));
    }

    [Fact]
    public async Task No_half_file_is_visible_while_writing()
    {
        List<string> seen = [];
        await CreateDestination().DeliverAsync(Opened(Content, () => new WatchedStream(Content, () => seen.AddRange(Visible()))), Ct);
        Assert.DoesNotContain("pay.csv", seen);
    }

    [Fact]
    public async Task A_broken_transfer_leaves_nothing_and_can_be_repeated()
    {
        var delivery = Opened(Content, () => new WatchedStream(Content, () => throw new IOException("Cut.")));
        await Assert.ThrowsAsync<ConnectorException>(() => CreateDestination().DeliverAsync(delivery, Ct));
        Assert.Empty(Visible());

        await CreateDestination().DeliverAsync(delivery with { OpenAsync = _ => Task.FromResult<Stream>(new MemoryStream(Content)) }, Ct);
        Assert.Equal(Content, Read("pay.csv"));
    }

    [Fact]
    public async Task Refuses_bytes_that_are_not_the_sealed_ones()
    {
        var delivery = Opened(Content, () => new MemoryStream(Content[..^1]));
        await Assert.ThrowsAsync<ConnectorException>(() => CreateDestination().DeliverAsync(delivery, Ct));
        Assert.Empty(Visible());
    }

    [Theory]
    [InlineData("../pay.csv")]
    [InlineData("sub/pay.csv")]
    [InlineData("/tmp/pay.csv")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a\\b.csv")]
    [InlineData("a\nb.csv")]
    [InlineData("")]
    public async Task Refuses_a_name_that_leads_elsewhere(string name)
    {
        await Assert.ThrowsAsync<ConnectorException>(() => CreateDestination().DeliverAsync(Sealed(name, Content), Ct));
        Assert.Empty(Visible());
    }

    [Fact]
    public async Task Stops_when_asked_and_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CreateDestination().DeliverAsync(Sealed("pay.csv", Content), stop.Token));
        Assert.Empty(Visible());
    }

    protected static Delivery Sealed(string name, byte[] content) => new(
        Guid.CreateVersion7(), name, content.Length, SHA256.HashData(content), _ => Task.FromResult<Stream>(new MemoryStream(content)));

    private static Delivery Opened(byte[] content, Func<Stream> open) =>
        Sealed("pay.csv", content) with { OpenAsync = _ => Task.FromResult(open()) };

    /// <summary>Gives its bytes and then calls once more before the end.</summary>
    private sealed class WatchedStream(byte[] content, Action atEnd) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0) atEnd();
            return read;
        }
    }
}
