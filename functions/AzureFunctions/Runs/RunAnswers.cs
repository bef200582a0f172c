using Azure;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace BackOffice.Integration.AzureFunctions.Runs;

/// <summary>The runs that stand for a request.</summary>
internal sealed record StartedRuns(IReadOnlyList<StartedRun> Runs);

/// <summary>One run and where it stands.</summary>
internal sealed record StartedRun(Guid RunId, string Pipeline, string State, bool Created, string? File);

/// <summary>Why a request was not served: a stable code, and what to do.</summary>
internal sealed record Refusal(string Code, string Message);

/// <summary>Turns whatever happens into an answer: an exception leaving an HTTP function would be answered 200.</summary>
internal static class RunAnswers
{
    public static async Task<IActionResult> AnswerAsync(this ILogger log, Func<Task<IActionResult>> serve)
    {
        try
        {
            return await serve();
        }
        catch (Exception failed) when (Refused(failed) is var (status, code, message))
        {
            log.RequestRefused(status, code);
            return Refuse(status, code, message);
        }
        catch (Exception bug)
        {
            var code = "bug." + bug.GetType().Name;
            log.RequestFailed(code);
            return Refuse(StatusCodes.Status500InternalServerError, code, "The request failed unexpectedly; look for this code in the log of the worker.");
        }
    }

    public static IActionResult Refuse(int status, string code, string message) => new ObjectResult(new Refusal(code, message)) { StatusCode = status };

    private static (int Status, string Code, string Message)? Refused(Exception failed) => failed switch
    {
        RefusedException { Code: "run.unknown" or "pipeline.unknown" } unknown => (StatusCodes.Status404NotFound, unknown.Code, unknown.Message),
        RefusedException refused => (StatusCodes.Status409Conflict, refused.Code, refused.Message),
        ConnectorException { Recovery: Recovery.Retry } away => (StatusCodes.Status503ServiceUnavailable, away.Code, away.Message),
        ConnectorException wrong => (StatusCodes.Status409Conflict, wrong.Code, wrong.Message),
        RequestFailedException or AggregateException { InnerException: RequestFailedException } => (
            StatusCodes.Status503ServiceUnavailable, "queue.unreachable", "The run is queued in the store, but the slice queue could not be reached; check HubStorage and send the request again."),
        _ => null,
    };
}
