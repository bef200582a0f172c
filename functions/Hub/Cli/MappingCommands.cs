using System.CommandLine;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs on mapping files: their tests, and trying one on a file.</summary>
internal static class MappingCommands
{
    public static Command Mapping() => new("mapping", "Mapping files and their tests.") { List(), Show(), Test(), Try(), Functions() };

    private static Command Test()
    {
        var name = new Argument<string?>("mapping") { Description = "A mapping of the workspace; all when absent.", Arity = ArgumentArity.ZeroOrOne };
        var shipped = new Option<bool>("--shipped") { Description = "Test the mappings that come inside the program; needs no workspace." };
        var approve = new Option<bool>("--approve") { Description = "Write what the mappings give now as what is expected; read it before you keep it." };
        var command = new Command("test", "Maps each sample beside a mapping and compares with what is expected.") { name, shipped, approve };
        command.Runs(verb =>
        {
            if (verb.Get(shipped)) return Task.FromResult(Judge(verb, [.. ShippedMappings.Names.Where(one => verb.Parsed.GetValue(name) is not { } only || one == only).Select(CheckShipped)], "No mapping of this name comes with the program; `backoffice mapping list` shows them."));
            List<FileError> errors = [];
            var folder = HubSession.Find(verb.Folder);
            if (HubSession.LoadOffline(folder, errors) is not { } workspace) return Task.FromResult(WorkspaceCommands.Refuse(verb.Screen, errors));
            var wanted = verb.Parsed.GetValue(name);
            if (verb.Get(approve)) Approve(folder, workspace, wanted);
            List<SampleLine> lines = [.. workspace.Mappings.Where(mapping => wanted is null || IsNamed(mapping.Key, wanted)).OrderBy(mapping => mapping.Key, StringComparer.Ordinal).Select(mapping => Check(folder, workspace, mapping.Key, mapping.Value))];
            if (lines.Count == 0 && wanted is not null) throw new CliException("mapping.unknown", $"The workspace has no mapping '{wanted}'; it has {string.Join(", ", workspace.Mappings.Keys.Order().DefaultIfEmpty("none yet"))}.");
            return Task.FromResult(Judge(verb, lines, "The workspace has no mappings yet; put one into mappings/, with .sample.json and .expected.json beside it."));
        });
        return command;
    }

    private static int Judge(Verb verb, List<SampleLine> lines, string none)
    {
        verb.Screen.Rows(lines, none, ("mapping", line => line.Mapping), ("", line => line.State), ("differences", line => line.Differences.Count == 0 ? "" : line.Differences[0] + (line.Differences.Count > 1 ? $" (+{line.Differences.Count - 1})" : "")));
        return lines.TrueForAll(line => line.Differences.Count == 0) ? ExitCode.Ok : ExitCode.SomeoneWanted;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the mappings that come inside the program, with the entities they give.");
        command.Runs(verb =>
        {
            List<ShippedLine> lines = [.. ShippedMappings.Names.Select(name => new ShippedLine(name, MappingFile.Parse(name, ShippedMappings.Read(name, ".yaml")!, [])!.Entities))];
            verb.Screen.Rows(lines, "", ("mapping", line => line.Mapping), ("gives", line => string.Join(", ", line.Gives)));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static Command Show()
    {
        var name = new Argument<string>("mapping") { Description = "Such as Fec/ledger." };
        var command = new Command("show", "Prints a mapping that comes inside the program, to use it or to copy it.") { name };
        command.Runs(verb =>
        {
            var text = ShippedMappings.Read(verb.Get(name), ".yaml")
                ?? throw new CliException("mapping.unknown", $"No mapping '{verb.Get(name)}' comes with the program. {Suggestion.For(verb.Get(name), ShippedMappings.Names)}");
            verb.Screen.JsonOnly(new { mapping = verb.Get(name), text });
            if (!verb.Screen.Json) verb.Screen.Say(text.TrimEnd());
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static Command Try()
    {
        var name = new Argument<string>("mapping") { Description = "A mapping of the workspace." };
        var file = new Argument<FileInfo>("file") { Description = "A file in the form of the mapping's stream." };
        var limit = new Option<int>("--limit") { Description = "How many records.", DefaultValueFactory = _ => 3 };
        var command = new Command("try", "Maps the first records of a file and shows value, expression and raw paths of each field.") { name, file, limit, Reveal.Option, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            List<FileError> errors = [];
            var folder = HubSession.Find(verb.Folder);
            if (HubSession.LoadOffline(folder, errors) is not { } workspace) return WorkspaceCommands.Refuse(verb.Screen, errors);
            var traces = await MappingTrial.RunAsync(workspace, verb.Get(name), verb.Get(file), verb.Get(limit), verb.Stop);
            MappingTrial.Show(verb.Screen, traces, verb.Get(Reveal.Option) && await RevealedAsync(verb));
            return traces.Any(trace => trace.Trace.Issues.Count > 0) ? ExitCode.SomeoneWanted : ExitCode.Ok;
        });
        return command;
    }

    private static async Task<bool> RevealedAsync(Verb verb)
    {
        await using var session = await verb.OpenAsync();
        return await Reveal.AllowedAsync(verb, session, "mapping.revealed", "mapping try");
    }

    private static Command Functions()
    {
        var command = new Command("functions", "Lists the functions of the mapping language.");
        command.Runs(verb =>
        {
            verb.Screen.Rows(FunctionCatalog.All, "", ("function", function => function.Signature), ("gives", function => function.Description));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static void Approve(string folder, Workspace workspace, string? wanted)
    {
        foreach (var (name, mapping) in workspace.Mappings.Where(mapping => wanted is null || IsNamed(mapping.Key, wanted)))
        {
            var beside = Path.Combine(folder, name[..^Path.GetExtension(name).Length]);
            if (!File.Exists(beside + ".sample.json")) continue;
            File.WriteAllText(beside + ".expected.json", MappingSample.Render(mapping, File.ReadAllText(beside + ".sample.json"), FormatsFor(workspace, name), workspace.Crosswalks));
        }
    }

    private static SampleLine Check(string folder, Workspace workspace, string name, MappingFile mapping)
    {
        if (ShippedMappings.Names.Contains(name)) return CheckShipped(name);
        var beside = Path.Combine(folder, name[..^Path.GetExtension(name).Length]);
        if (!File.Exists(beside + ".sample.json")) return new(name, "no sample beside it", []);
        if (!File.Exists(beside + ".expected.json")) return new(name, "no expected file", [$"{Path.GetFileName(beside)}.expected.json is missing; write down what the sample must give."]);
        var differences = MappingSample.Check(mapping, File.ReadAllText(beside + ".sample.json"), File.ReadAllText(beside + ".expected.json"), FormatsFor(workspace, name), workspace.Crosswalks);
        return new(name, differences.Count == 0 ? "ok" : "differs", [.. differences]);
    }

    private static SampleLine CheckShipped(string name)
    {
        var differences = MappingSample.Check(MappingFile.Parse(name, ShippedMappings.Read(name, ".yaml")!, [])!, ShippedMappings.Read(name, ".sample.json")!, ShippedMappings.Read(name, ".expected.json")!, null, CrosswalkSet.Empty);
        return new(name, differences.Count == 0 ? "ok" : "differs", [.. differences]);
    }

    public static bool IsNamed(string mapping, string wanted) => mapping == wanted || Path.GetFileNameWithoutExtension(mapping) == wanted;

    // A sample's records are written as its stream writes them, so they are read as a run would read them.
    private static Formats? FormatsFor(Workspace workspace, string mapping) =>
        workspace.Pipelines.Values.OrderBy(pipeline => pipeline.Name, StringComparer.Ordinal).FirstOrDefault(pipeline => pipeline.Mapping == mapping) is { } pipeline
            ? workspace.Connections[pipeline.Connection].Streams[pipeline.Stream].Formats
            : null;

    private sealed record ShippedLine(string Mapping, IReadOnlyList<string> Gives);

    private sealed record SampleLine(string Mapping, string State, IReadOnlyList<string> Differences);
}
