using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors;

/// <summary>Gives each payload of a list as a batch of its own.</summary>
internal class ListSource(params IReadOnlyList<string> payloads) : ISource
{
    public static ListSource Of(IReadOnlyList<string> names) =>
        new(JsonSerializer.Serialize(names.Index().ToDictionary(name => name.Item, name => $"~{name.Index}")));

    public Task CheckAsync(CancellationToken ct) => Task.CompletedTask;

    public Task<IReadOnlyList<StreamDescriptor>> DiscoverAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<StreamDescriptor>>([new("list", "{}", ["index"], [ReadMode.Full, ReadMode.Incremental])]);

    public async IAsyncEnumerable<RecordBatch> ReadAsync(ReadRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        if (request.Stream != "list") throw new ConnectorException(Recovery.Reconfigure, "There is only the stream 'list'.");
        for (var index = First(request.Checkpoint); index < payloads.Count; index++)
        {
            Look(ct);
            await Task.Yield();
            var record = new RawRecord(Key(index), Encoding.UTF8.GetBytes(payloads[index]), new(index + 1));
            yield return new([record], new($"{index + 1}"), CompletesSnapshot: Completes(index));
        }
    }

    protected virtual int First(Checkpoint checkpoint) => checkpoint == Checkpoint.Start ? 0
        : int.TryParse(checkpoint.Token, CultureInfo.InvariantCulture, out var index) ? index
        : throw new ConnectorException(Recovery.Stop, "The checkpoint is foreign.");

    protected virtual string Key(int index) => $"{index}";

    protected virtual bool Completes(int index) => index == payloads.Count - 1;

    protected virtual void Look(CancellationToken ct) => ct.ThrowIfCancellationRequested();
}
