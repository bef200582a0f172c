using System.CommandLine;
using System.Text;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Starts a workspace: a valid one with nothing in it but examples.</summary>
internal static class InitCommand
{
    internal const string Template = "init";
    private const string GitIgnore = ".gitignore";

    public static Command Init()
    {
        var folder = new Argument<DirectoryInfo?>("folder") { Description = "A new or empty folder; the current one when absent.", Arity = ArgumentArity.ZeroOrOne };
        var files = new Option<DirectoryInfo?>("--files") { Description = "A folder of files to write the workspace for: guesses their format, keys and mapping, and says how sure it is; nothing there is changed.", HelpName = "DIR" };
        var command = new Command("init", "Writes a minimal, valid workspace with examples, or one for a folder of files; touches no file that is there.") { folder, files };
        command.Runs(async verb =>
        {
            var place = verb.Parsed.GetValue(folder)?.FullName ?? verb.Folder;
            Refuse(place);
            if (verb.Get(files) is { } given) return await InitFiles.RunAsync(verb, place, given.FullName);
            var kept = Write(place, EmbeddedFile.Below(Template));
            Directory.CreateDirectory(Path.Combine(place, "in"));
            var next = Next(Path.GetRelativePath(Directory.GetCurrentDirectory(), place));
            verb.Screen.Thing(new { folder = place, kept, next }, ("workspace", place), ("settings", HubSettingsFile.Name), ("examples", "*.example in its folders; rename one, without .example, to use it"));
            Close(verb.Screen, kept, next);
            return ExitCode.Ok;
        });
        return command;
    }

    internal static void Close(Screen screen, IReadOnlyList<string> kept, IReadOnlyList<string> next)
    {
        if (kept.Count > 0) screen.Say($"Left as they were: {string.Join(", ", kept)}.");
        if (kept.Contains(GitIgnore)) screen.Say($"Let {GitIgnore} name /store/, /.hub-key*, /secrets/, /in/ and /out/: none of them is for Git.");
        screen.Title("Next");
        foreach (var step in next) screen.Say($"  {step}");
    }

    private static void Refuse(string folder)
    {
        if (File.Exists(folder)) throw new CliException("init.no-folder", $"{folder} is a file. Name a new or empty folder.");
        if (File.Exists(Path.Combine(folder, HubSettingsFile.Name)))
            throw new CliException("init.exists", $"{folder} is a workspace already and was left as it is. `backoffice validate` checks it; for another one, name another folder.");
    }

    /// <summary>Gives the files that were there before.</summary>
    internal static List<string> Write(string folder, IEnumerable<EmbeddedFile> files)
    {
        List<string> kept = [];
        try
        {
            // hub.yaml comes last: what was cut off can be started again.
            foreach (var file in files.OrderBy(file => file.Path == HubSettingsFile.Name))
            {
                var path = file.Path == "gitignore" ? GitIgnore : file.Path;
                if (File.Exists(Path.Combine(folder, path))) kept.Add(path);
                else file.CopyTo(Path.Combine(folder, path));
            }

            Name(folder);
        }
        catch (Exception refused) when ((refused is IOException or UnauthorizedAccessException) && !DiskFull.Is(refused))
        {
            throw new CliException("init.unwritable", $"{folder} cannot be written. Name a folder that you may write into.");
        }

        return kept;
    }

    private static void Name(string folder)
    {
        var file = Path.Combine(folder, HubSettingsFile.Name);
        File.WriteAllText(file, Named(File.ReadAllText(file), folder));
    }

    /// <summary>The settings as they will stand in the folder.</summary>
    internal static string Settings(string folder)
    {
        using var text = new StreamReader(EmbeddedFile.Below(Template).Single(file => file.Path == HubSettingsFile.Name).Open());
        return Named(text.ReadToEnd(), folder);
    }

    private static string Named(string settings, string folder) => settings.Replace("name: my-hub", $"name: {Slug(new DirectoryInfo(folder).Name)}", StringComparison.Ordinal);

    /// <summary>The folder's name in the letters that a hub's name may have.</summary>
    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        var text = slug.ToString(0, Math.Min(slug.Length, 63)).Trim('-');
        return text.Length > 0 ? text : "my-hub";
    }

    /// <param name="folder">Seen from the current one.</param>
    internal static string[] Enter(string folder) =>
        folder == "." ? [] : [$"cd {(folder.Contains(' ', StringComparison.Ordinal) ? $"\"{folder}\"" : folder)}"];

    private static string[] Next(string folder) =>
    [
        .. Enter(folder),
        "backoffice connector list",
        "backoffice connection add books --connector file --set folder=in",
        "backoffice validate",
    ];
}
