using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>Does to a published worker what the Azure Functions host does.</summary>
internal sealed class HostDouble : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly WebApplication server;
    private readonly HostStream stream;
    private readonly HttpClient http = new();

    private HostDouble(WebApplication server, WorkerProcess worker) =>
        (this.server, stream, Worker) = (server, server.Services.GetRequiredService<HostStream>(), worker);

    public WorkerProcess Worker { get; }

    public IReadOnlyList<WorkerFunction> Functions { get; private set; } = [];

    /// <summary>What the worker logged through the host.</summary>
    public IReadOnlyList<string> Logs => [.. stream.Logs.Select(log => (string?)log["message"] ?? "")];

    /// <summary>Starts a worker and loads its functions.</summary>
    public static async Task<HostDouble> StartAsync(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var server = Server();
        await server.StartAsync();
        var host = new HostDouble(server, WorkerProcess.Start(folder, server.Urls.Single(), settings));
        try
        {
            await host.LoadAsync(folder).WaitAsync(Limit);
            return host;
        }
        catch (Exception failed)
        {
            await host.DisposeAsync();
            throw new InvalidOperationException($"The worker did not start: {failed.Message}{Environment.NewLine}{host.Worker.Output}", failed);
        }
    }

    public Task<Invocation> TimerAsync(string function) => InvokeAsync(
        function, "timer", new() { ["json"] = """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""" }, new());

    public Task<Invocation> QueueAsync(string function, string message, int dequeueCount = 1) => InvokeAsync(
        function,
        "message",
        new() { ["string"] = message },
        new()
        {
            ["Id"] = new JsonObject { ["string"] = Guid.NewGuid().ToString() },
            ["PopReceipt"] = new JsonObject { ["string"] = "receipt" },
            ["QueueTrigger"] = new JsonObject { ["string"] = message },
            ["DequeueCount"] = new JsonObject { ["json"] = $"\"{dequeueCount}\"" },
        });

    /// <summary>Sends a request as the host's front door does: to the worker's own web server, beside the invocation.</summary>
    public async Task<(HttpStatusCode Status, JsonObject? Body, Invocation Invocation)> HttpAsync(string function, HttpMethod method, string path, string? body = null, IReadOnlyDictionary<string, string>? route = null)
    {
        var invocationId = Guid.NewGuid().ToString();
        using var request = new HttpRequestMessage(method, new Uri(httpUri!, path)) { Headers = { { "x-ms-invocation-id", invocationId } } };
        if (body is not null) request.Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        var answer = http.SendAsync(request);
        var routeValues = new JsonObject((route ?? new Dictionary<string, string>()).Select(value => KeyValuePair.Create(value.Key, (JsonNode?)new JsonObject { ["string"] = value.Value })));
        var invocation = await InvokeAsync(function, "request", new() { ["http"] = new JsonObject() }, routeValues, invocationId);
        using var response = await answer.WaitAsync(Limit);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject(), invocation);
    }

    /// <summary>Cancels nothing, asks the worker to leave and waits until it has.</summary>
    public async Task TerminateAsync()
    {
        stream.Tell("workerTerminate", new() { ["gracePeriod"] = "5s" });
        await Worker.WaitForExitAsync(Limit);
    }

    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        await server.DisposeAsync();
        http.Dispose();
    }

    private Uri? httpUri;

    private static WebApplication Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (int.MaxValue, int.MaxValue));
        builder.Services.AddSingleton<HostStream>().AddSingleton<IServiceMethodProvider<HostStream>, HostStreamMethod>();
        var server = builder.Build();
        server.MapGrpcService<HostStream>();
        return server;
    }

    private async Task LoadAsync(string folder)
    {
        _ = Worker.WaitForExitAsync(Timeout.InfiniteTimeSpan).ContinueWith(_ => stream.Break("The worker's process has ended."), TaskScheduler.Default);
        await stream.Connected;
        var init = await stream.AskAsync("workerInitRequest", new() { ["hostVersion"] = "4.1037.0.0", ["workerDirectory"] = folder, ["functionAppDirectory"] = folder });
        httpUri = new((string)init["workerInitResponse"]!["capabilities"]!["HttpUri"]!);
        var metadata = await stream.AskAsync("functionsMetadataRequest", new() { ["functionAppDirectory"] = folder });
        Functions = [.. metadata["functionMetadataResponse"]!["functionMetadataResults"]!.AsArray().Select(found => new WorkerFunction(found!.AsObject()))];
        foreach (var function in Functions)
        {
            var loaded = await stream.AskAsync("functionLoadRequest", new() { ["functionId"] = function.Id, ["metadata"] = function.Metadata.DeepClone() });
            if (Invocation.Fault(loaded["functionLoadResponse"]!["result"]) is { } fault) throw new InvalidOperationException($"{function.Name} does not load: {fault}");
        }

        await AnswersAsync(httpUri);
    }

    private static async Task AnswersAsync(Uri address)
    {
        while (true)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(address.Host, address.Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20);
            }
        }
    }

    private async Task<Invocation> InvokeAsync(string function, string parameter, JsonObject data, JsonObject triggerMetadata, string? invocationId = null)
    {
        invocationId ??= Guid.NewGuid().ToString();
        var answer = await stream.AskAsync(
            "invocationRequest",
            new()
            {
                ["invocationId"] = invocationId,
                ["functionId"] = Functions.Single(known => known.Name == function).Id,
                ["inputData"] = new JsonArray(new JsonObject { ["name"] = parameter, ["data"] = data }),
                ["triggerMetadata"] = triggerMetadata,
                ["traceContext"] = new JsonObject { ["traceParent"] = $"00-{Guid.NewGuid():N}-{Guid.NewGuid().ToString("N")[..16]}-01" },
            },
            invocationId).WaitAsync(Limit);
        return new(Invocation.Fault(answer["invocationResponse"]!["result"]));
    }
}

/// <summary>A function as the worker describes it.</summary>
internal sealed record WorkerFunction(JsonObject Metadata)
{
    public string Name => (string)Metadata["name"]!;

    public string Id => (string)Metadata["functionId"]!;

    public IEnumerable<JsonObject> Bindings => Metadata["rawBindings"]!.AsArray().Select(binding => JsonNode.Parse((string)binding!)!.AsObject());
}

/// <summary>What the worker told the host about one invocation.</summary>
/// <param name="Failure">Type and message of the exception; null on success.</param>
internal sealed record Invocation(string? Failure)
{
    /// <summary>Success is only what says so: failure is zero, and JSON omits it.</summary>
    public static string? Fault(JsonNode? result) => (string?)result?["status"] == "Success"
        ? null
        : $"{result?["exception"]?["type"]}: {result?["exception"]?["message"]}";
}
