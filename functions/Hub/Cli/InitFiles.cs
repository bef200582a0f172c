using System.Text;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces.Guessing;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Starts a workspace for a folder of files, and says what was guessed about them.</summary>
internal static class InitFiles
{
    // What the guess itself writes needs no example.
    private static readonly string[] Replaced = ["connections/books", "pipelines/", "mappings/"];

    private const int MostNamed = 5;

    public static async Task<int> RunAsync(Verb verb, string folder, string files)
    {
        Refuse(files);
        var guess = await FilesGuess.OfAsync(files, folder, InitCommand.Settings(folder), new ConnectorCatalog(), verb.Stop);
        var templates = EmbeddedFile.Below(InitCommand.Template).Where(file => guess.Streams.Count == 0 || !Array.Exists(Replaced, file.Path.StartsWith));
        var kept = InitCommand.Write(folder, [.. templates, .. guess.Files.Select(Laid)]);
        var next = Next(folder, guess);
        verb.Screen.JsonOnly(Told(folder, files, guess, kept, next));
        if (!verb.Screen.Json) Say(verb.Screen, folder, guess, kept, next);
        return ExitCode.Ok;
    }

    private static void Refuse(string files)
    {
        if (File.Exists(files)) throw new CliException("init.no-files", $"{files} is a file. Name the folder that it lies in.");
        if (!Directory.Exists(files)) throw new CliException("init.no-files", $"There is no folder {files}. Name the folder that holds the files.");
        if (Directory.EnumerateFiles(files).Any()) return;
        var below = Directory.GetDirectories(files).Select(Path.GetFileName).Order(StringComparer.Ordinal).Take(MostNamed).ToList();
        throw new CliException("init.no-files", $"{files} holds no file, so there is nothing to guess from. {(below.Count == 0 ? "Put files there, or leave --files out." : $"Folders below it are not looked into: name one of them, such as {string.Join(", ", below)}.")}");
    }

    private static EmbeddedFile Laid(KeyValuePair<string, string> file) => new(file.Key, () => new MemoryStream(Encoding.UTF8.GetBytes(file.Value)));

    private static object Told(string folder, string files, FilesGuess guess, IReadOnlyList<string> kept, IReadOnlyList<string> next) => new
    {
        folder,
        files,
        written = guess.Files.Keys.Except(kept),
        kept,
        streams = guess.Streams.Select(stream => new
        {
            stream.Name,
            stream.Connection,
            stream.Certainty,
            stream.Keys,
            stream.Mapping,
            stream.Records,
            stream.Broken,
            stream.Fault,
            guesses = stream.Reasons.Select(reason => new { reason.Key, written = stream.WrittenFor(reason.Key), reason.Certainty, reason.Why }),
        }),
        untold = guess.Untold.Select(one => new { one.Name, why = one.Reasons[0].Why }),
        next,
    };

    private static void Say(Screen screen, string folder, FilesGuess guess, IReadOnlyList<string> kept, IReadOnlyList<string> next)
    {
        foreach (var stream in guess.Streams) Say(screen, stream);
        if (guess.Untold.Count > 0) screen.Title("Not read");
        foreach (var one in guess.Untold) screen.Say($"  {one.Name}: {one.Reasons[0].Why}.");
        screen.Title("Written");
        screen.Say($"  {folder}: hub.yaml, {(guess.Streams.Count == 0 ? "and examples: nothing there could be told" : string.Join(", ", guess.Files.Keys.Except(kept)))}");
        InitCommand.Close(screen, kept, next);
    }

    private static void Say(Screen screen, StreamGuess stream)
    {
        screen.Title(stream.Name);
        List<(string Key, string Written, string Certainty, string Why)> lines =
            [.. stream.Reasons.Select(reason => (reason.Key, stream.WrittenFor(reason.Key) ?? "", reason.Certainty.ToString().ToLowerInvariant(), reason.Why))];
        var (key, written) = (lines.Max(line => line.Key.Length), Math.Min(32, lines.Max(line => line.Written.Length)));
        foreach (var line in lines) screen.Say($"  {line.Key.PadRight(key)}  {line.Certainty,-6}  {line.Written.PadRight(written)}  {line.Why}");
        if (stream.Fault is not null) screen.Say($"  This does not validate, so it was written as .example only: {stream.Fault}");
    }

    private static string[] Next(string folder, FilesGuess guess)
    {
        List<string> next = [.. InitCommand.Enter(Path.GetRelativePath(Directory.GetCurrentDirectory(), folder))];
        var streams = guess.Streams.Where(stream => stream.Fault is null).ToList();
        if (streams.Exists(stream => stream.Certainty is Certainty.Unsure)) next.Add("look at what is unsure, in connections/");
        if ((streams.Find(stream => stream.Mapping is not null) ?? streams.FirstOrDefault()) is { } first) next.Add($"backoffice connection preview {first.Connection} {first.Name}");
        foreach (var unmapped in streams.Where(stream => stream.Mapping is null))
            next.Add($"write mappings/{unmapped.Name}.yaml (its .example names the fields), then rename pipelines/{unmapped.Name}.yaml.example");
        next.Add("backoffice validate");
        if (streams.Exists(stream => stream.Mapping is not null)) next.Add("backoffice run     # moves what it takes to .taken beside the files");
        return [.. next];
    }
}
