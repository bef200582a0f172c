using System.CommandLine;
using System.Text;
using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Starts a workspace: a valid one with nothing in it but examples.</summary>
internal static class InitCommand
{
    private const string Template = "init";
    private const string GitIgnore = ".gitignore";

    public static Command Init()
    {
        var folder = new Argument<DirectoryInfo?>("folder") { Description = "A new or empty folder; the current one when absent.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("init", "Writes a minimal, valid workspace with examples; touches no file that is there.") { folder };
        command.Runs(verb =>
        {
            var place = verb.Parsed.GetValue(folder)?.FullName ?? verb.Folder;
            Refuse(place);
            var kept = Write(place);
            var next = Next(Path.GetRelativePath(Directory.GetCurrentDirectory(), place));
            verb.Screen.Thing(new { folder = place, kept, next }, ("workspace", place), ("settings", HubSettingsFile.Name), ("examples", "*.example in its folders; rename one, without .example, to use it"));
            if (kept.Count > 0) verb.Screen.Say($"Left as they were: {string.Join(", ", kept)}.");
            if (kept.Contains(GitIgnore)) verb.Screen.Say($"Let {GitIgnore} name /store/, /.hub-key*, /secrets/, /in/ and /out/: none of them is for Git.");
            verb.Screen.Title("Next");
            foreach (var step in next) verb.Screen.Say($"  {step}");
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static void Refuse(string folder)
    {
        if (File.Exists(folder)) throw new CliException("init.no-folder", $"{folder} is a file. Name a new or empty folder.");
        if (File.Exists(Path.Combine(folder, HubSettingsFile.Name)))
            throw new CliException("init.exists", $"{folder} is a workspace already and was left as it is. `backoffice validate` checks it; for another one, name another folder.");
    }

    /// <summary>Gives the files that were there before.</summary>
    private static List<string> Write(string folder)
    {
        List<string> kept = [];
        try
        {
            // hub.yaml comes last: what was cut off can be started again.
            foreach (var file in EmbeddedFile.Below(Template).OrderBy(file => file.Path == HubSettingsFile.Name))
            {
                var path = file.Path == "gitignore" ? GitIgnore : file.Path;
                if (File.Exists(Path.Combine(folder, path))) kept.Add(path);
                else file.CopyTo(Path.Combine(folder, path));
            }

            Directory.CreateDirectory(Path.Combine(folder, "in"));
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
        File.WriteAllText(file, File.ReadAllText(file).Replace("name: my-hub", $"name: {Slug(new DirectoryInfo(folder).Name)}", StringComparison.Ordinal));
    }

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
    private static string[] Next(string folder) =>
    [
        .. folder == "." ? (string[])[] : [$"cd {(folder.Contains(' ', StringComparison.Ordinal) ? $"\"{folder}\"" : folder)}"],
        "backoffice connector list",
        "backoffice connection add books --connector file --set folder=in",
        "backoffice validate",
    ];
}
