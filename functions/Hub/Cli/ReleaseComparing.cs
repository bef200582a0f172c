using System.CommandLine;
using BackOffice.Integration.Connectors.Files.Guessing;
using BackOffice.Integration.Engine.Releases.Comparing;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Holds a release against the file that today's interface makes.</summary>
internal static class ReleaseComparing
{
    private static readonly Option<FileInfo> With = new("--with") { Description = "The file that today's interface made, as CSV.", Required = true };
    private static readonly Option<string[]> Keys = new("--key") { Description = "Columns of the release that tell a row from any other, by heading or dataset column; several with commas.", Required = true };
    private static readonly Option<string[]> Map = new("--map") { Description = "A column of the release and its name in the old file, such as Gehalt=SALARY; may be repeated.", HelpName = "NEW=OLD" };
    private static readonly Option<string> Dataset = new("--dataset") { Description = "Of a pack: the dataset whose CSV is compared." };
    private static readonly Option<string> Delimiter = new("--delimiter") { Description = "The old file's sign between fields, or tab; guessed when absent." };
    private static readonly Option<string> OldEncoding = new("--encoding") { Description = "The old file's encoding, such as windows-1252; guessed when absent." };
    private static readonly Option<string> Decimal = new("--decimal") { Description = "The old file's decimal sign; guessed when absent." };
    private static readonly Option<string> Date = new("--date") { Description = "The old file's pattern of days, such as dd.MM.yyyy; guessed when absent." };

    public static Command Compare()
    {
        var command = new Command("compare", "Compares cell by cell with the file that today's interface makes, and groups what differs by its cause.")
        {
            ReleaseCommands.Reference, With, Keys, Map, Dataset, Delimiter, OldEncoding, Decimal, Date, Reveal.Option, WorkspaceCommands.As, Credentials.PassphraseFile,
        };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var reveal = await Reveal.AllowedAsync(verb, session, "release.revealed", verb.Get(ReleaseCommands.Reference));
            var file = verb.Get(With)!;
            if (!file.Exists) throw new CliException("file.missing", $"There is no file {file.FullName}.");
            var shape = await TableShape.GuessAsync(file, verb.Stop);
            await using var content = file.OpenRead();
            var old = new OldFile(file.Name, content, Sign(verb.Get(Delimiter), "--delimiter") is { } sign ? [sign] : shape.Delimiters, verb.Get(OldEncoding) ?? shape.Encoding, shape.Skip);
            var compared = await session.Engine.Comparisons.CompareAsync(verb.Get(ReleaseCommands.Reference), old, Wish(verb), verb.Stop);
            ComparisonText.Show(verb.Screen, compared, reveal);
            return compared.Differences.Count == 0 ? ExitCode.Ok : ExitCode.SomeoneWanted;
        });
        return command;
    }

    private static ComparisonWish Wish(Verb verb) => new(
        [.. verb.Get(Keys)!.SelectMany(keys => keys.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
        (verb.Get(Map) ?? []).Select(Pair).ToDictionary(pair => pair.New, pair => pair.Old, StringComparer.OrdinalIgnoreCase),
        verb.Get(Dataset),
        Sign(verb.Get(Decimal), "--decimal"),
        verb.Get(Date));

    private static (string New, string Old) Pair(string text) => text.IndexOf('=', StringComparison.Ordinal) is var sign and > 0
        ? (text[..sign].Trim(), text[(sign + 1)..].Trim())
        : throw new CliException("map.unreadable", "--map takes a column of the release, = and its name in the old file, such as --map Gehalt=SALARY.");

    private static char? Sign(string? text, string option) => text switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        [var sign] => sign,
        _ => throw new CliException("sign.unreadable", $"{option} takes one sign, or tab."),
    };
}
