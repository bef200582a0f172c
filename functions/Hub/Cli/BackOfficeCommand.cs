using System.CommandLine;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>The command line as a whole: <c>backoffice noun verb</c>.</summary>
internal static class BackOfficeCommand
{
    public static readonly Option<DirectoryInfo> Workspace = new("--workspace", "-w")
    {
        Description = "Folder of the workspace; the current one when absent.",
        Recursive = true,
        DefaultValueFactory = _ => new(Directory.GetCurrentDirectory()),
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Writes JSON for programs.", Recursive = true };

    public static async Task<int> InvokeAsync(string[] args)
    {
        var parsed = Build().Parse(args);
        var code = await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = ServeCommand.Farewell });
        return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
    }

    public static RootCommand Build() => new("Pulls records from back-office systems, and releases files to partners that two people approved.")
    {
        Options = { Workspace, Json },
        Subcommands =
        {
            InitCommand.Init(),
            WorkspaceCommands.Validate(),
            WorkspaceCommands.Publish(),
            ConnectionChecks.CheckAll(),
            ConnectorCommands.Connector(),
            ConnectionCommands.Connection(),
            PipelineCommands.Pipeline(),
            RunCommands.Run(),
            MappingCommands.Mapping(),
            QuarantineCommands.Quarantine(),
            FindingCommands.Finding(),
            DatasetCommands.Dataset(),
            ExportCommands.Export(),
            ReleaseCommands.Release(),
            WhyCommand.Why(),
            ActorCommands.Actor(),
            AuditCommands.Audit(),
            ServeCommand.Serve(),
            StatusCommand.Status(),
            Demo.DemoCommand.Demo(),
        },
    };

    /// <summary>Runs a verb in its session; every failure a person can act on becomes a message and an exit code.</summary>
    public static void Runs(this Command command, Func<Verb, Task<int>> work) => command.SetAction(async (parsed, ct) =>
    {
        var screen = new Screen(parsed.GetValue(Json), Console.Out, Console.Error);
        try
        {
            return await work(new(parsed, screen, ct));
        }
        catch (CliException wrong)
        {
            screen.Fail(wrong.Code, wrong.Message);
            return wrong.ExitCode;
        }
        catch (RefusedException refused)
        {
            screen.Fail(refused.Code, refused.Message);
            return refused.Code.StartsWith("release.", StringComparison.Ordinal) && refused.Code != "release.unknown" ? ExitCode.SomeoneWanted : ExitCode.Usage;
        }
        catch (ConnectorException border)
        {
            screen.Fail(border.Code, border.Message);
            return ExitCode.Of(border.Recovery);
        }
        catch (Exception full) when (DiskFull.Is(full))
        {
            screen.Fail(DiskFull.Code, DiskFull.Message);
            return ExitCode.RunFailed;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            screen.Fail("stopped", "Stopped; what was committed stays, and the next run goes on from there.");
            return ExitCode.RunFailed;
        }
        catch (Exception bug)
        {
            screen.Bug(bug);
            return ExitCode.Bug;
        }
    });
}

/// <summary>A verb at work: what was typed, where it shows, when to stop.</summary>
internal sealed record Verb(ParseResult Parsed, Screen Screen, CancellationToken Stop)
{
    public string Folder => Parsed.GetValue(BackOfficeCommand.Workspace)!.FullName;

    public Task<HubSession> OpenAsync() => HubSession.OpenAsync(Folder, Stop);

    public T Get<T>(Argument<T> argument) => Parsed.GetValue(argument)!;

    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);
}
