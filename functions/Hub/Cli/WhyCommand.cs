using System.CommandLine;
using System.Globalization;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Where a value came from, cell by cell.</summary>
internal static class WhyCommand
{
    public static Command Why()
    {
        var entity = new Argument<string?>("entity") { Description = "An entity, such as hr.compensation.", Arity = ArgumentArity.ZeroOrOne };
        var key = new Argument<string?>("key") { Description = "connection:key, or the key alone where it is unique.", Arity = ArgumentArity.ZeroOrOne };
        var field = new Argument<string?>("field") { Description = "One field; all when absent.", Arity = ArgumentArity.ZeroOrOne };
        var day = new Option<string>("--valid-from") { Description = "For effective-dated entities: their day, as yyyy-MM-dd." };
        var release = new Option<string>("--release") { Description = "A release, for a cell of its file." };
        var row = new Option<int>("--row") { Description = "Row of the file, counted from 1 behind the heading." };
        var column = new Option<string>("--column") { Description = "Column of the file: its heading or the dataset's name." };
        var command = new Command("why", "Tells where a value came from: record, mapping, commit, approvals.") { entity, key, field, day, release, row, column, Reveal.Option, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var asked = verb.Get(release) is { } number ? $"release {number} row {verb.Get(row)} {verb.Get(column)}" : $"{verb.Parsed.GetValue(entity)} {verb.Parsed.GetValue(field)}";
            var reveal = await Reveal.AllowedAsync(verb, session, "why.revealed", asked);
            var answer = verb.Get(release) is { } named
                ? await session.Engine.Why.ExplainCellAsync(named, verb.Get(row), verb.Get(column) ?? throw new CliException("usage", "Name the column with --column."), verb.Stop)
                : await session.Engine.Why.ExplainAsync(Needed(verb.Parsed.GetValue(entity)), Needed(verb.Parsed.GetValue(key)), Day(verb.Get(day)), verb.Parsed.GetValue(field), verb.Stop);
            verb.Screen.JsonOnly(WhyText.Masked(answer, reveal));
            WhyText.Say(verb.Screen, WhyText.Masked(answer, reveal));
            if (!reveal) verb.Screen.Say(Reveal.Hint);
            return answer.Reproducible ? ExitCode.Ok : ExitCode.SomeoneWanted;
        });
        return command;
    }

    private static string Needed(string? argument) =>
        argument ?? throw new CliException("usage", "Say of what: `backoffice why hr.person hr:00101 lastName`, or `backoffice why --release 1 --row 1 --column Gehalt`.");

    private static DateOnly? Day(string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new CliException("usage", "--valid-from is a day as yyyy-MM-dd.");
}
