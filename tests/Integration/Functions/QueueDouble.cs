using System.Collections.Concurrent;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BackOffice.Integration.Tests.Integration.Functions;

/// <summary>Answers Create Queue and Put Message as Azure's queue service does, and keeps what was put.</summary>
internal sealed class QueueDouble : IAsyncDisposable
{
    // The published development account: a name and key that every storage emulator knows.
    private const string Account = "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly WebApplication server;
    private bool isThere;

    private QueueDouble(WebApplication server) => this.server = server;

    /// <summary>Decoded texts, in the order of their coming.</summary>
    public ConcurrentQueue<string> Messages { get; } = [];

    public string ConnectionString { get; private set; } = "";

    public static async Task<QueueDouble> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var queue = new QueueDouble(server);
        server.MapPut("/devstoreaccount1/slices", queue.Create);
        server.MapPost("/devstoreaccount1/slices/messages", queue.PutAsync);
        await server.StartAsync(ct);
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        queue.ConnectionString = $"DefaultEndpointsProtocol=http;{Account};QueueEndpoint={address}/devstoreaccount1;";
        return queue;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private void Create(HttpContext context)
    {
        isThere = true;
        context.Response.StatusCode = StatusCodes.Status201Created;
    }

    private async Task PutAsync(HttpContext context)
    {
        if (!isThere)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.Headers["x-ms-error-code"] = "QueueNotFound";
            return;
        }

        var body = await XDocument.LoadAsync(context.Request.Body, LoadOptions.None, context.RequestAborted);
        Messages.Enqueue(Encoding.UTF8.GetString(Convert.FromBase64String(body.Root!.Element("MessageText")!.Value)));
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync($"""
            <?xml version="1.0" encoding="utf-8"?><QueueMessagesList><QueueMessage><MessageId>{Guid.NewGuid()}</MessageId><InsertionTime>Tue, 06 Jan 2026 08:00:00 GMT</InsertionTime><ExpirationTime>Tue, 13 Jan 2026 08:00:00 GMT</ExpirationTime><PopReceipt>r</PopReceipt><TimeNextVisible>Tue, 06 Jan 2026 08:00:00 GMT</TimeNextVisible></QueueMessage></QueueMessagesList>
            """);
    }
}
