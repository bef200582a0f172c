using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>Speaks the host's side of the gRPC contract to one worker at a time.</summary>
internal sealed class HostDouble : IAsyncDisposable
{
    private readonly WebApplication server;
    private Conversation conversation = new();

    private HostDouble(WebApplication server) => this.server = server;

    /// <summary>Where the worker is told to call.</summary>
    public Uri Address { get; private set; } = null!;

    public static async Task<HostDouble> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = grpc.MaxSendMessageSize = int.MaxValue);
        builder.Services.AddSingleton<StreamService>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceMethodProvider<StreamService>, StreamMethod>());
        var server = builder.Build();
        var host = new HostDouble(server);
        server.Services.GetRequiredService<StreamService>().Serve = (reader, writer, call) => host.conversation.ServeAsync(reader, writer, call.CancellationToken);
        server.MapGrpcService<StreamService>();
        await server.StartAsync(ct);
        host.Address = new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return host;
    }

    /// <summary>Awaits the worker that is about to call, and lets it load every function.</summary>
    public async Task<LoadedWorker> LoadAsync(string folder, CancellationToken ct)
    {
        var with = conversation;
        await with.Started.WaitAsync(TimeSpan.FromMinutes(1), ct);
        var init = await with.AskAsync("workerInitRequest", new JsonObject { ["hostVersion"] = "4.1037.0", ["workerDirectory"] = folder, ["functionAppDirectory"] = folder }, "workerInitResponse", ct);
        var metadata = await with.AskAsync("functionsMetadataRequest", new JsonObject { ["functionAppDirectory"] = folder }, "functionMetadataResponse", ct);
        Dictionary<string, string> functions = [];
        foreach (var function in metadata["functionMetadataResults"]!.AsArray())
        {
            var id = function!["functionId"]!.GetValue<string>();
            var loaded = await with.AskAsync("functionLoadRequest", new JsonObject { ["functionId"] = id, ["metadata"] = function.DeepClone() }, "functionLoadResponse", ct);
            Assert.Equal("Success", loaded["result"]!["status"]!.GetValue<string>());
            functions[function["name"]!.GetValue<string>()] = id;
        }

        var web = new Uri(init["capabilities"]!["HttpUri"]!.GetValue<string>());
        await AcceptsAsync(web, ct);
        return new(with, web, functions);
    }

    /// <summary>Forgets the worker, so that the next one is served anew; what waits for the old one fails.</summary>
    public void Forget()
    {
        conversation.Break();
        conversation = new();
    }

    public async ValueTask DisposeAsync()
    {
        conversation.Break();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await server.StopAsync(soon.Token);
        await server.DisposeAsync();
    }

    /// <summary>The worker's web server may come up after its functions.</summary>
    private static async Task AcceptsAsync(Uri web, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(web.Host, web.Port, ct);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, ct);
            }
        }
    }

    /// <summary>One worker's stream: questions out, answers by request or invocation in.</summary>
    internal sealed class Conversation
    {
        private readonly Channel<JsonObject> outgoing = Channel.CreateUnbounded<JsonObject>();
        private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> waiting = new();
        private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Started => started.Task;

        public ConcurrentQueue<string> Logs { get; } = [];

        public async Task ServeAsync(IAsyncStreamReader<JsonObject> reader, IServerStreamWriter<JsonObject> writer, CancellationToken ct)
        {
            var sending = SendAsync(writer, ct);
            try
            {
                while (await reader.MoveNext(ct)) Hear(reader.Current);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or RpcException)
            {
                // The worker has died; whoever waits for it is told below.
            }

            Break();
            await sending;
        }

        public async Task<JsonObject> AskAsync(string question, JsonObject content, string answer, CancellationToken ct)
        {
            var id = content["invocationId"]?.GetValue<string>() ?? Guid.NewGuid().ToString();
            var told = waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await outgoing.Writer.WriteAsync(new() { ["requestId"] = id, [question] = content }, ct);
            return (await told.Task.WaitAsync(ct))[answer]!.AsObject();
        }

        public void Tell(string what, JsonObject content) => outgoing.Writer.TryWrite(new() { ["requestId"] = Guid.NewGuid().ToString(), [what] = content });

        public void Break()
        {
            outgoing.Writer.TryComplete();
            foreach (var one in waiting.Values) one.TrySetException(new IOException("The worker is gone."));
        }

        private void Hear(JsonObject message)
        {
            if (message["startStream"] is not null) started.TrySetResult();
            else if (message["rpcLog"] is { } log) Logs.Enqueue(log["message"]?.GetValue<string>() ?? "");
            else if (waiting.TryRemove(message["invocationResponse"]?["invocationId"]?.GetValue<string>() ?? message["requestId"]?.GetValue<string>() ?? "", out var told)) told.TrySetResult(message);
        }

        private async Task SendAsync(IServerStreamWriter<JsonObject> writer, CancellationToken ct)
        {
            try
            {
                await foreach (var message in outgoing.Reader.ReadAllAsync(ct)) await writer.WriteAsync(message, ct);
            }
            catch (Exception gone) when (gone is InvalidOperationException or OperationCanceledException)
            {
                // The stream has ended with its worker.
            }
        }
    }

    private sealed class StreamService
    {
        public Func<IAsyncStreamReader<JsonObject>, IServerStreamWriter<JsonObject>, ServerCallContext, Task> Serve { get; set; } = (_, _, _) => Task.CompletedTask;
    }

    private sealed class StreamMethod : IServiceMethodProvider<StreamService>
    {
        public void OnServiceMethodDiscovery(ServiceMethodProviderContext<StreamService> context) =>
            context.AddDuplexStreamingMethod(WorkerProtocol.EventStream, [], (service, reader, writer, call) => service.Serve(reader, writer, call));
    }
}
