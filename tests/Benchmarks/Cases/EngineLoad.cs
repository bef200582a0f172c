using BackOffice.Integration.Connectors;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Benchmarks.Cases;

/// <summary>The hub itself: publish, read, land, map, check, commit, judge.</summary>
internal sealed class EngineLoad : ICase
{
    public async Task<Measured> RunAsync(CaseFolder folder)
    {
        EngineOptions options = new(folder.Store, folder.Landing, folder.Path, new ConnectorCatalog(), TimeProvider.System);
        await using (var engine = await HubEngine.OpenAsync(options, default))
        {
            var published = await engine.Publisher.PublishAsync(folder.Path, new("benchmark", "benchmark"), default);
            if (published.Workspace is null) throw new InvalidOperationException(string.Join(Environment.NewLine, published.Errors));
            foreach (var ticket in await engine.Starter.StartAsync(new(LedgerWorkspace.Pipeline, "benchmark"), default))
            {
                var outcome = await engine.Slices.ExecuteAsync(ticket.RunId, SliceExecutor.Whole, null, default);
                if (outcome.State != RunState.Completed) throw new InvalidOperationException($"{outcome.ErrorCode}: {outcome.Message}");
            }
        }

        var cpu = Environment.CpuUsage.TotalTime;
        return new(cpu, StoreSums.Of(folder.Store));
    }
}
