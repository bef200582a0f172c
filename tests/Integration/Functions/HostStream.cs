using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>The host's end of the one stream that a worker opens.</summary>
internal sealed class HostStream
{
    private readonly Channel<JsonObject> outgoing = Channel.CreateUnbounded<JsonObject>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> waiting = new();
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? broken;

    public Task Connected => connected.Task;

    public ConcurrentQueue<JsonObject> Logs { get; } = new();

    /// <summary>Sends a request and awaits its answer; fails when the worker goes away.</summary>
    /// <param name="id">What the answer repeats: its request or its invocation.</param>
    public async Task<JsonObject> AskAsync(string kind, JsonObject request, string? id = null)
    {
        id ??= Guid.NewGuid().ToString();
        var answer = waiting.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (broken is { } reason) throw new IOException(reason);
        Tell(kind, request, id);
        return await answer.Task;
    }

    public void Tell(string kind, JsonObject request, string? id = null) =>
        outgoing.Writer.TryWrite(new() { ["requestId"] = id ?? Guid.NewGuid().ToString(), [kind] = request });

    public void Break(string reason)
    {
        broken = reason;
        connected.TrySetException(new IOException(reason));
        foreach (var answer in waiting.Values) answer.TrySetException(new IOException(reason));
    }

    public async Task ServeAsync(IAsyncStreamReader<JsonObject> reader, IServerStreamWriter<JsonObject> writer, ServerCallContext call)
    {
        try
        {
            await Task.WhenAny(ReadAsync(reader, call.CancellationToken), WriteAsync(writer, call.CancellationToken)).Unwrap();
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The worker went away; whoever waits for it is told below.
        }

        Break("The worker closed its stream.");
    }

    private async Task ReadAsync(IAsyncStreamReader<JsonObject> reader, CancellationToken ct)
    {
        while (await reader.MoveNext(ct))
        {
            var message = reader.Current;
            if (message["startStream"] is not null) connected.TrySetResult();
            else if (message["rpcLog"] is JsonObject log) Logs.Enqueue(log);
            else if (waiting.TryRemove((string?)message["invocationResponse"]?["invocationId"] ?? (string?)message["requestId"] ?? "", out var answer)) answer.TrySetResult(message);
        }
    }

    private async Task WriteAsync(IServerStreamWriter<JsonObject> writer, CancellationToken ct)
    {
        await foreach (var message in outgoing.Reader.ReadAllAsync(ct)) await writer.WriteAsync(message, ct);
    }
}

/// <summary>Serves the stream without generated code.</summary>
internal sealed class HostStreamMethod : IServiceMethodProvider<HostStream>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<HostStream> context) => context.AddDuplexStreamingMethod(
        HostProtocol.EventStream, [], (stream, reader, writer, call) => stream.ServeAsync(reader, writer, call));
}
