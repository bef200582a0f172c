using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>As much of a storage account's queue service as sending a message needs.</summary>
internal sealed class QueueDouble : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> queues = new();
    private readonly WebApplication server;

    private QueueDouble(WebApplication server) => this.server = server;

    public string ConnectionString => $"AccountName=hub;AccountKey={Convert.ToBase64String(new byte[64])};QueueEndpoint={server.Urls.Single()}/hub";

    public static async Task<QueueDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var queue = new QueueDouble(builder.Build());
        queue.server.MapPut("/hub/{name}", (string name) => Results.StatusCode(queue.queues.TryAdd(name, new()) ? 201 : 204));
        queue.server.MapPost("/hub/{name}/messages", queue.SendAsync);
        await queue.server.StartAsync();
        return queue;
    }

    /// <summary>The decoded texts that wait on a queue, oldest first; they are gone then.</summary>
    public IReadOnlyList<string> Take(string name)
    {
        List<string> taken = [];
        while (queues.GetValueOrDefault(name)?.TryDequeue(out var text) == true) taken.Add(text);
        return taken;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task SendAsync(HttpContext call, string name)
    {
        if (!queues.TryGetValue(name, out var queue))
        {
            call.Response.StatusCode = 404;
            call.Response.Headers["x-ms-error-code"] = "QueueNotFound";
            return;
        }

        var message = await XDocument.LoadAsync(call.Request.Body, LoadOptions.None, call.RequestAborted);
        queue.Enqueue(Encoding.UTF8.GetString(Convert.FromBase64String(message.Root!.Element("MessageText")!.Value)));
        call.Response.StatusCode = 201;
        call.Response.ContentType = "application/xml";
        const string Time = "Tue, 24 Nov 2026 12:00:00 GMT";
        await call.Response.WriteAsync(
            $"<QueueMessagesList><QueueMessage><MessageId>{Guid.NewGuid()}</MessageId><InsertionTime>{Time}</InsertionTime><ExpirationTime>{Time}</ExpirationTime><PopReceipt>r</PopReceipt><TimeNextVisible>{Time}</TimeNextVisible></QueueMessage></QueueMessagesList>");
    }
}
