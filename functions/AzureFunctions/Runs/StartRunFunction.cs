using System.Text.Json;
using BackOffice.Integration.AzureFunctions.Slices;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BackOffice.Integration.AzureFunctions.Runs;

/// <summary>Starts a pipeline over HTTP and leaves the work to the slice queue.</summary>
public sealed class StartRunFunction(HubEngine engine, SliceQueue queue, ILogger<StartRunFunction> log)
{
    private static readonly JsonSerializerOptions Body = new(JsonSerializerDefaults.Web);

    [Function("StartRun")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs")] HttpRequest request, CancellationToken ct) => log.AnswerAsync(async () =>
    {
        if (!queue.IsConfigured)
            return RunAnswers.Refuse(StatusCodes.Status503ServiceUnavailable, "queue.missing", "This app has no slice queue; set HubStorage to the connection string of the hub's storage account.");
        if (await ReadAsync(request, ct) is not { Pipeline.Length: > 0 } asked)
            return RunAnswers.Refuse(StatusCodes.Status400BadRequest, "request.unreadable", "The body must be JSON such as {\"pipeline\": \"staff\", \"occurrence\": null}.");
        return Answer(await StartAsync(new(asked.Pipeline, "api", asked.Occurrence), ct));
    });

    private static async Task<Asked?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<Asked>(request.Body, Body, ct);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A run that is enqueued twice is executed once: the lease and the ledger see to it.
    private async Task<IReadOnlyList<RunTicket>> StartAsync(StartRun asked, CancellationToken ct)
    {
        var tickets = await engine.Starter.StartAsync(asked, ct);
        var waiting = tickets.Where(ticket => ticket.Waits).ToList();
        foreach (var ticket in waiting) await queue.AddAsync(new(ticket.RunId, SliceExecutor.Whole), ct);
        log.RunsEnqueued(waiting.Count, asked.Pipeline);
        return tickets;
    }

    private static ObjectResult Answer(IReadOnlyList<RunTicket> tickets) =>
        new(new StartedRuns([.. tickets.Select(ticket => new StartedRun(ticket.RunId, ticket.Pipeline, ticket.State.ToString(), ticket.Created, ticket.File))]))
        {
            StatusCode = tickets.Any(ticket => ticket.Waits) ? StatusCodes.Status202Accepted : StatusCodes.Status200OK,
        };

    private sealed record Asked(string? Pipeline, string? Occurrence);
}
