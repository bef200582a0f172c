using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Runs;
using BackOffice.Integration.Hub.Schedules;

namespace BackOffice.Integration.Hub.Api;

/// <summary>Runs over HTTP: start one, look at one, list them.</summary>
internal static class RunEndpoints
{
    private const int Most = 500;

    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/api/runs");
        runs.MapGet("", ListAsync);
        runs.MapGet("/{id}", ShowAsync);
        runs.MapPost("", StartAsync);
    }

    private static Task<IReadOnlyList<RunSummary>> ListAsync(HubEngine engine, CancellationToken ct, string? pipeline = null, int limit = 50) =>
        engine.Runs.ListAsync(pipeline, Math.Clamp(limit, 1, Most), ct);

    // Totals stay behind: whoever may log in to this machine may ask.
    private static async Task<RunView> ShowAsync(string id, HubEngine engine, CancellationToken ct)
    {
        var detail = await engine.Runs.ShowAsync(id, ct);
        return new(detail.Run, detail.Findings);
    }

    private static async Task<IResult> StartAsync(RunRequest asked, HubEngine engine, RunQueue queue, CancellationToken ct)
    {
        if (asked.Pipeline is not { Length: > 0 } pipeline) return Refusals.Problem(StatusCodes.Status400BadRequest, "request.unreadable", "Name a pipeline: {\"pipeline\": \"staff\"}.");
        var tickets = await engine.Starter.StartAsync(new(pipeline, "api"), ct);
        await queue.FillAsync(ct);
        var waits = tickets.Where(ticket => ticket.Waits).ToList();
        return waits is [var first, ..] ? Results.Accepted($"/api/runs/{first.RunId}", new StartedRuns(tickets)) : Results.Ok(new StartedRuns(tickets));
    }
}

/// <summary>Asks for a pipeline to run now.</summary>
internal sealed record RunRequest(string? Pipeline);

/// <summary>The runs that stand for a request; none when no file waits.</summary>
internal sealed record StartedRuns(IReadOnlyList<RunTicket> Runs);

/// <summary>One run as the API shows it.</summary>
/// <param name="Findings">How many its commits opened.</param>
internal sealed record RunView(RunSummary Run, long Findings);
