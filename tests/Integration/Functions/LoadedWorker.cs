using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>A worker whose functions are loaded: invokes them as the host does.</summary>
internal sealed class LoadedWorker(HostDouble.Conversation conversation, Uri web, IReadOnlyDictionary<string, string> functions)
{
    public IReadOnlyCollection<string> Functions => [.. functions.Keys];

    public IReadOnlyCollection<string> Logs => conversation.Logs;

    public Task<Invocation> TimerAsync(string function, CancellationToken ct) => InvokeAsync(function, "timer", new() { ["json"] = """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""" }, [], Guid.NewGuid(), ct);

    public Task<Invocation> QueueAsync(string function, string text, int dequeueCount, CancellationToken ct) => InvokeAsync(
        function,
        "message",
        new() { ["string"] = text },
        new()
        {
            ["Id"] = Text(Guid.NewGuid().ToString()),
            ["PopReceipt"] = Text("receipt"),
            ["QueueTrigger"] = Text(text),
            ["DequeueCount"] = new JsonObject { ["json"] = dequeueCount.ToString(CultureInfo.InvariantCulture).Insert(0, "\"") + "\"" },
        },
        Guid.NewGuid(),
        ct);

    /// <summary>The request goes to the worker's own web server, the invocation over gRPC, at once.</summary>
    public async Task<(HttpStatusCode Status, JsonObject? Body, Invocation Invocation)> HttpAsync(
        string function, HttpMethod method, string path, string? body, Dictionary<string, string> route, CancellationToken ct)
    {
        var id = Guid.NewGuid();
        using var client = new HttpClient { BaseAddress = web };
        using var request = new HttpRequestMessage(method, "/api" + path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("x-ms-invocation-id", id.ToString());
        var answering = client.SendAsync(request, ct);
        JsonObject metadata = [];
        foreach (var (name, value) in route) metadata[name] = Text(value);
        var invocation = await InvokeAsync(function, "request", new() { ["http"] = new JsonObject() }, metadata, id, ct);
        using var answer = await answering;
        var text = await answer.Content.ReadAsStringAsync(ct);
        return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text)!.AsObject(), invocation);
    }

    /// <summary>Asks the worker to leave, as the host does before it scales in.</summary>
    public void Terminate() => conversation.Tell("workerTerminate", new() { ["gracePeriod"] = "5s" });

    private async Task<Invocation> InvokeAsync(string function, string parameter, JsonObject data, JsonObject metadata, Guid id, CancellationToken ct)
    {
        var response = await conversation.AskAsync(
            "invocationRequest",
            new JsonObject
            {
                ["invocationId"] = id.ToString(),
                ["functionId"] = functions[function],
                ["inputData"] = new JsonArray(new JsonObject { ["name"] = parameter, ["data"] = data }),
                ["triggerMetadata"] = metadata,
                ["traceContext"] = new JsonObject { ["traceParent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
                ["retryContext"] = new JsonObject { ["retryCount"] = 0, ["maxRetryCount"] = 0 },
            },
            "invocationResponse",
            ct);
        var result = response["result"]!;
        // Failure is the enum's zero, which the protocol's JSON leaves out.
        return new(result["status"]?.GetValue<string>() == "Success", result["exception"]?["message"]?.GetValue<string>());
    }

    private static JsonObject Text(string text) => new() { ["string"] = text };
}

/// <summary>What the worker said of one invocation.</summary>
internal sealed record Invocation(bool Success, string? Failure);
