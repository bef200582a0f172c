using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BackOffice.Integration.AzureFunctions.Runs;

/// <summary>Tells over HTTP how far a run has come.</summary>
public sealed class ShowRunFunction(HubEngine engine, ILogger<ShowRunFunction> log)
{
    [Function("ShowRun")]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}")] HttpRequest request, string id, CancellationToken ct) =>
        log.AnswerAsync(async () => new OkObjectResult(RunView.Of((await engine.Runs.ShowAsync(id, ct)).Run)));
}

/// <summary>One run as the API shows it.</summary>
internal sealed record RunView(
    Guid RunId, string Pipeline, string? Occurrence, string Trigger, string State, int Attempt, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? ErrorCode, RunCounts Counts)
{
    public static RunView Of(RunSummary run) => new(
        run.Id, run.Pipeline, run.Occurrence, run.Trigger, run.State.ToString(), run.Attempt, run.StartedAt, run.EndedAt, run.ErrorCode, run.Counts);
}
