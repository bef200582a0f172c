using System.CommandLine;
using System.Globalization;
using BackOffice.Integration.Engine.Datasets;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Verbs on datasets: the figures that finance receives.</summary>
internal static class DatasetCommands
{
    private static readonly Argument<string> Name = new("dataset") { Description = "Name of a dataset, as `dataset list` shows it." };

    private static readonly Option<string> Period = new("--period") { Description = "Month as yyyy-MM, year as yyyy, or days as yyyy-MM-dd..yyyy-MM-dd; the current month when absent." };

    private static readonly Option<string[]> Where = new("--where") { Description = "Column and text that rows must have, such as company=DE; may be repeated.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Dataset() => new("dataset", "The figures that finance receives.") { List(), Show(), Records() };

    /// <summary>The period asked for, or the month that is now.</summary>
    public static Period PeriodOf(string? text) => text is null ? Engine.Datasets.Period.MonthOf(DateOnly.FromDateTime(DateTime.Today)) : Engine.Datasets.Period.Parse(text);

    private static Command List()
    {
        var command = new Command("list", "Lists the datasets and what they show.");
        command.Runs(verb =>
        {
            verb.Screen.JsonOnly(DatasetDesk.All);
            if (verb.Screen.Json) return Task.FromResult(ExitCode.Ok);
            verb.Screen.Table(DatasetDesk.All, ("dataset", one => one.Name), ("shows", one => one.Title));
            verb.Screen.Say("Next: `backoffice dataset show NAME` shows one, and by which rule it is made.");
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Shows the figures of a period as the hub holds them now.") { Name, Period, Where, Reveal.Option, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var table = await session.Engine.Datasets.ShowAsync(verb.Get(Name), PeriodOf(verb.Get(Period)), Wanted(verb), verb.Stop);
            var reveal = await Reveal.AllowedAsync(verb, session, "dataset-revealed", table.Name);
            verb.Screen.JsonOnly(new { Rows = table.Rows.Select(row => Json(table.Columns, row, reveal)), table.Problems });
            if (verb.Screen.Json) return ExitCode.Ok;
            verb.Screen.Title($"{table.Title}, {table.Period}");
            verb.Screen.Say(table.About);
            DatasetText.Table(verb.Screen, table.Columns, table.Rows, reveal);
            DatasetText.Problems(verb.Screen, table.Problems);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Records()
    {
        var limit = new Option<int>("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 50 };
        var command = new Command("records", "Lists the records behind the figures, to be asked about with `why`.") { Name, Period, Where, limit, Reveal.Option, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.Runs(async verb =>
        {
            await using var session = await verb.OpenAsync();
            var records = await session.Engine.Datasets.RecordsAsync(verb.Get(Name), PeriodOf(verb.Get(Period)), Wanted(verb), verb.Get(limit), verb.Stop);
            var reveal = await Reveal.AllowedAsync(verb, session, "dataset-revealed", verb.Get(Name));
            verb.Screen.JsonOnly(records.Select(record => new { record.Entity, record.Connection, record.Key, Cells = Json(record.Columns, record.Cells, reveal) }));
            if (verb.Screen.Json) return ExitCode.Ok;
            if (records.Count == 0) verb.Screen.Say("No record fits.");
            else DatasetText.Table(verb.Screen, [new("record", "record", null, default), .. records[0].Columns], [.. records.Select(record => (IReadOnlyList<object?>)[$"{record.Connection}:{record.Key}", .. record.Cells])], reveal);
            if (records.Count > 0) verb.Screen.Say($"Next: `backoffice why {records[0].Entity} '{records[0].Connection}:{records[0].Key}'` tells where one comes from.");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Dictionary<string, string> Wanted(Verb verb)
    {
        Dictionary<string, string> wanted = [];
        foreach (var text in verb.Get(Where) ?? [])
        {
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0) throw new CliException("where.unreadable", "--where takes a column, = and a text, such as --where company=DE.");
            wanted[text[..sign]] = text[(sign + 1)..];
        }

        return wanted;
    }

    private static Dictionary<string, object?> Json(IReadOnlyList<DatasetTableColumn> columns, IReadOnlyList<object?> cells, bool reveal) =>
        columns.Zip(cells).ToDictionary(cell => cell.First.Name, cell => cell.Second is string || Reveal.Hides(cell.First.Class, reveal) ? Reveal.Masked(DatasetText.Of(cell.Second), cell.First.Class, reveal) : cell.Second);
}

/// <summary>Figures as people read them.</summary>
internal static class DatasetText
{
    public static void Table(Screen screen, IReadOnlyList<DatasetTableColumn> columns, IReadOnlyList<IReadOnlyList<object?>> rows, bool reveal)
    {
        if (rows.Count == 0)
        {
            screen.Say("Nothing to show for this period.");
            return;
        }

        (string, Func<IReadOnlyList<object?>, object?>)[] cells = [.. columns.Index().Select(column => (column.Item.Title, (Func<IReadOnlyList<object?>, object?>)(row => Cell(row[column.Index], column.Item, reveal))))];
        screen.Table(rows, cells);
    }

    public static void Problems(Screen screen, IReadOnlyList<DatasetProblem> problems)
    {
        if (problems.Count == 0) return;
        screen.Title("What is not as it should be");
        foreach (var problem in problems)
        {
            screen.Say($"{problem.Code}: {problem.What}");
            screen.Say($"  Next: {problem.Next}");
        }
    }

    public static string? Of(object? cell) => cell switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Screen.Text(cell),
    };

    // A salary is as personal as a name.
    private static object? Cell(object? cell, DatasetTableColumn column, bool reveal) => cell is decimal or long && !Reveal.Hides(column.Class, reveal) ? cell : Reveal.Masked(Of(cell), column.Class, reveal);
}
