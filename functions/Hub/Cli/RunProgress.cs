using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Runs;
using Spectre.Console;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Starts and executes runs in this process, with a line that moves while a person waits.</summary>
internal sealed class RunProgress(HubEngine engine, Screen screen)
{
    private readonly SortedSet<string> passed = new(StringComparer.Ordinal);

    /// <summary>Why files were passed over, once each.</summary>
    public IReadOnlyCollection<string> Passed => passed;

    public async Task<IReadOnlyList<RunLine>> RunAsync(IReadOnlyList<string> pipelines, string trigger, CancellationToken ct)
    {
        List<RunLine> lines = [];
        foreach (var pipeline in pipelines)
        {
            foreach (var ticket in await StartAsync(pipeline, trigger, lines, ct))
            {
                if (ticket.Repeats is not null) lines.Add(new(ticket.RunId, pipeline, ticket.File, new(ticket.RunId, RunState.Completed, default), 0) { Repeats = ticket.Repeats });
                if (!ticket.Waits) continue;
                var outcome = await ExecuteAsync(ticket, ct);
                lines.Add(new(ticket.RunId, pipeline, ticket.File, outcome, (await engine.Runs.ShowAsync(ticket.RunId.ToString(), ct)).Findings));
            }

            await LookAsync(pipeline, ct);
        }

        return lines;
    }

    // A border that is closed for one pipeline is not for the others.
    private async Task<IReadOnlyList<RunTicket>> StartAsync(string pipeline, string trigger, List<RunLine> lines, CancellationToken ct)
    {
        try
        {
            return await engine.Starter.StartAsync(new(pipeline, trigger), ct);
        }
        catch (ConnectorException closed)
        {
            lines.Add(new(Guid.Empty, pipeline, null, new(Guid.Empty, RunState.Failed, default, closed.Code, closed.Message, closed.Recovery), 0));
            return [];
        }
    }

    private async Task LookAsync(string pipeline, CancellationToken ct)
    {
        try
        {
            foreach (var file in await engine.Starter.PassedAsync(pipeline, ct)) passed.Add(file.Why);
        }
        catch (ConnectorException)
        {
            // The start of the run has said it.
        }
    }

    private async Task<RunOutcome> ExecuteAsync(RunTicket ticket, CancellationToken ct)
    {
        if (screen.Json || Console.IsOutputRedirected) return await engine.Slices.ExecuteAsync(ticket.RunId, SliceExecutor.Whole, null, ct);
        return await AnsiConsole.Status().StartAsync($"{ticket.Pipeline} ...", context =>
        {
            var read = new RunCounts();
            return engine.Slices.ExecuteAsync(ticket.RunId, SliceExecutor.Whole, new Reporting(counts =>
            {
                read += counts;
                context.Status($"{ticket.Pipeline}: {read.Read:#,##0} read, {read.Quarantined:#,##0} quarantined");
            }), ct);
        });
    }

    // Progress<T> would tell on another thread, after the run has ended.
    private sealed class Reporting(Action<RunCounts> tell) : IProgress<RunCounts>
    {
        public void Report(RunCounts value) => tell(value);
    }
}
