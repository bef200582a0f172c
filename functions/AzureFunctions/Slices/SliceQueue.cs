using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace BackOffice.Integration.AzureFunctions.Slices;

/// <summary>Puts slices where the next free worker takes them.</summary>
public sealed class SliceQueue
{
    /// <summary>Of the queue in the hub's storage account.</summary>
    public const string Name = "slices";

    private readonly QueueClient? queue;

    private SliceQueue(QueueClient? queue) => this.queue = queue;

    /// <summary>False where the app has no connection to the queue.</summary>
    public bool IsConfigured => queue is not null;

    public static SliceQueue Of(WorkerSettings settings) => new(settings.QueueConnection is { } connection
        ? new(connection, Name, new() { MessageEncoding = QueueMessageEncoding.Base64 })
        : null);

    public async Task AddAsync(SliceMessage message, CancellationToken ct)
    {
        if (queue is null) throw new InvalidOperationException($"There is no connection to the queue; set {WorkerSettings.HubStorage}.");
        try
        {
            await queue.SendMessageAsync(message.ToJson(), ct);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: ct);
            await queue.SendMessageAsync(message.ToJson(), ct);
        }
    }
}
