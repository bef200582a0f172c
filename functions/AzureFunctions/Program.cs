using System.Text.Json;
using System.Text.Json.Serialization;
using BackOffice.Integration.AzureFunctions;
using BackOffice.Integration.AzureFunctions.Slices;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Engine;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
if (WorkerSettings.Read(builder.Configuration, out var faults) is not { } settings)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, faults));
    return 2;
}

await using var engine = await HubEngine.OpenAsync(
    new(settings.Store, settings.Landing, settings.Workspace, new ConnectorCatalog(), TimeProvider.System), CancellationToken.None);

builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<Drain>();
builder.Services
    .AddSingleton(engine)
    .AddSingleton(settings)
    .AddSingleton(TimeProvider.System)
    .AddSingleton(SliceQueue.Of(settings))
    .Configure<JsonSerializerOptions>(json =>
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        // The delivery count of a message may come as text.
        json.NumberHandling = JsonNumberHandling.AllowReadingFromString;
    })
    // Registered last, it stops first: while the host's connection still stands.
    .AddHostedService(services => services.GetRequiredService<Drain>());
await builder.Build().RunAsync();
return 0;
