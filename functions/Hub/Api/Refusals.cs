using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Hub.Schedules;

namespace BackOffice.Integration.Hub.Api;

/// <summary>Turns whatever goes wrong in a request into problem details with a stable code.</summary>
internal sealed class Refusals(RequestDelegate next, ILogger<Refusals> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception failed) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            var (status, code, message) = Answer(failed);
            log.RequestRefused(status, code);
            await Problem(status, code, message).ExecuteAsync(context);
        }
    }

    public static IResult Problem(int status, string code, string message) =>
        Results.Problem(message, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });

    private static (int Status, string Code, string Message) Answer(Exception failed) => failed switch
    {
        RefusedException { Code: "run.unknown" or "pipeline.unknown" } unknown => (StatusCodes.Status404NotFound, unknown.Code, unknown.Message),
        RefusedException refused => (StatusCodes.Status409Conflict, refused.Code, refused.Message),
        ConnectorException { Recovery: Recovery.Retry } away => (StatusCodes.Status503ServiceUnavailable, away.Code, away.Message),
        ConnectorException wrong => (StatusCodes.Status409Conflict, wrong.Code, wrong.Message),
        BadHttpRequestException bad => (bad.StatusCode, "request.unreadable", "The body must be JSON such as {\"pipeline\": \"staff\"}."),
        _ => (StatusCodes.Status500InternalServerError, Faults.CodeOf(failed), "The request failed unexpectedly; look for this code in the log of the hub."),
    };
}
