using System.Security.Cryptography;
using BackOffice.Integration.Connectors.Contract;
using Xunit.Sdk;

namespace BackOffice.Integration.Tests.Unit.Connectors;

public sealed class FileDestinationContractTests
{
    [Fact]
    public async Task Fails_a_destination_that_shows_half_files() =>
        await Fails(suite => suite.No_half_file_is_visible_while_writing());

    [Fact]
    public async Task Fails_a_destination_that_overwrites() =>
        await Fails(suite => suite.Refuses_other_content_under_a_name_that_is_there());

    [Fact]
    public async Task Fails_a_destination_that_believes_the_sender() =>
        await Fails(suite => suite.Refuses_bytes_that_are_not_the_sealed_ones());

    [Fact]
    public async Task Fails_a_destination_that_takes_any_name() =>
        await Fails(suite => suite.Refuses_a_name_that_leads_elsewhere("../pay.csv"));

    [Fact]
    public async Task Fails_a_destination_that_leaves_broken_transfers() =>
        await Fails(suite => suite.A_broken_transfer_leaves_nothing_and_can_be_repeated());

    private static Task<XunitException> Fails(Func<FileDestinationContract, Task> test) => Assert.ThrowsAnyAsync<XunitException>(() => test(new Suite()));

    private sealed class Suite : FileDestinationContract
    {
        private readonly Dictionary<string, MemoryStream> files = [];

        protected override IFileDestination CreateDestination() => new CarelessDestination(files);

        protected override IReadOnlyList<string> Visible() => [.. files.Keys];

        protected override byte[] Read(string name) => files[name].ToArray();
    }

    /// <summary>Writes straight under the final name and believes all it is told.</summary>
    private sealed class CarelessDestination(Dictionary<string, MemoryStream> files) : IFileDestination
    {
        public Task CheckAsync(CancellationToken ct) => Task.CompletedTask;

        public async Task<Receipt> DeliverAsync(Delivery delivery, CancellationToken ct)
        {
            files[delivery.Name] = new();
            await using var source = await delivery.OpenAsync(ct);
            try
            {
                await source.CopyToAsync(files[delivery.Name], ct);
            }
            catch (IOException failed)
            {
                throw new ConnectorException(Recovery.Retry, "Cut.", failed);
            }

            return new(delivery.Name, delivery.Length, SHA256.HashData(files[delivery.Name].ToArray()));
        }
    }
}
