using Microsoft.Net.Http.Headers;

namespace BackOffice.Integration.Hub.Api;

/// <summary>Refuses every changing request of the API that does not bring the key, before anything of it is read.</summary>
internal sealed class KeyGate(RequestDelegate next, ApiKey key)
{
    public const string Header = "X-Hub-Key";

    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        if (!Changes(context.Request) || key.Opens(Given(context.Request))) return next(context);
        context.Response.Headers[HeaderNames.WWWAuthenticate] = Scheme.TrimEnd();
        return Refusals.Problem(
            StatusCodes.Status401Unauthorized, "key.missing", $"Send the key that `backoffice serve` printed at its first start, as 'Authorization: Bearer KEY' or '{Header}: KEY'.").ExecuteAsync(context);
    }

    // The dashboard polls itself by POST; it is read-only and changes nothing.
    private static bool Changes(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !request.Path.StartsWithSegments(HubServer.Dashboard);

    private static string? Given(HttpRequest request)
    {
        if (request.Headers[Header] is [{ } plain]) return plain;
        return request.Headers.Authorization is [{ } bearer] && bearer.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? bearer[Scheme.Length..].Trim() : null;
    }
}
