using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>What a command shows: tables for people, JSON for programs.</summary>
/// <param name="json">Whether a program reads.</param>
internal sealed class Screen(bool json, TextWriter output, TextWriter errors)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly IAnsiConsole console = Console(output);

    public bool Json => json;

    /// <summary>A sentence for people; programs do not get it.</summary>
    public void Say(string text)
    {
        if (!json) output.WriteLine(text);
    }

    public void Title(string text)
    {
        if (json) return;
        output.WriteLine();
        console.MarkupLineInterpolated($"[bold]{text}[/]");
    }

    /// <summary>Rows as a table, or as a JSON array.</summary>
    public void Rows<T>(IReadOnlyCollection<T> rows, string whenEmpty, params ReadOnlySpan<(string Heading, Func<T, object?> Cell)> columns)
    {
        if (json) output.WriteLine(JsonSerializer.Serialize(rows, Options));
        else if (rows.Count == 0) output.WriteLine(whenEmpty);
        else Table(rows, columns);
    }

    public void Table<T>(IEnumerable<T> rows, params ReadOnlySpan<(string Heading, Func<T, object?> Cell)> columns)
    {
        var table = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        foreach (var (heading, _) in columns) table.AddColumn(new TableColumn(Markup.Escape(heading)) { NoWrap = true });
        foreach (var row in rows)
        {
            var cells = new string[columns.Length];
            for (var index = 0; index < cells.Length; index++) cells[index] = Markup.Escape(Text(columns[index].Cell(row)));
            table.AddRow(cells);
        }

        console.Write(table);
    }

    /// <summary>One thing as lines of name and value, or as a JSON object.</summary>
    public void Thing(object thing, params ReadOnlySpan<(string Name, object? Value)> lines)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(thing, Options));
            return;
        }

        var width = 0;
        foreach (var (name, _) in lines) width = Math.Max(width, name.Length);
        foreach (var (name, value) in lines) output.WriteLine($"{name.PadRight(width)}  {Text(value)}");
    }

    /// <summary>Only for programs.</summary>
    public void JsonOnly(object value)
    {
        if (json) output.WriteLine(JsonSerializer.Serialize(value, Options));
    }

    /// <summary>A sentence for people beside an output that they may send into a file.</summary>
    public void Aside(string text)
    {
        if (!json) errors.WriteLine(text);
    }

    public void Fail(string code, string message)
    {
        if (json) errors.WriteLine(JsonSerializer.Serialize(new { code, message }, Options));
        else errors.WriteLine($"{code}: {message}");
    }

    /// <summary>Where the program broke; without the exception's own words, which may quote a value.</summary>
    public void Bug(Exception bug)
    {
        var message = $"The program broke by a fault of its own ({bug.GetType().FullName}); what was committed stays, and a run goes on from there.";
        var next = $"Report it where you got this program: this message, the stack trace with it, which holds no values, and the words of the command without its keys and values. {Program}";
        if (json)
        {
            errors.WriteLine(JsonSerializer.Serialize(new { code = "bug", message, next, stackTrace = bug.StackTrace }, Options));
            return;
        }

        Fail("bug", message);
        errors.WriteLine($"Next: {next}");
        errors.WriteLine(bug.StackTrace);
    }

    private static string Program { get; } =
        $"It is version {typeof(Screen).Assembly.GetName().Version?.ToString(3)} on .NET {Environment.Version}, {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}.";

    public static string Text(object? value) => value switch
    {
        null => "",
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        Guid id => id.ToString()[..13],
        TimeSpan age => age.TotalDays >= 1 ? $"{(int)age.TotalDays} d" : age.TotalHours >= 1 ? $"{(int)age.TotalHours} h" : $"{Math.Max(0, (int)age.TotalMinutes)} min",
        decimal number => number.ToString("#,##0.00##########################", System.Globalization.CultureInfo.InvariantCulture),
        long count => count.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // A program that reads tables through a pipe must not find them wrapped at 80 columns.
    private static IAnsiConsole Console(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (System.Console.IsOutputRedirected) console.Profile.Width = 240;
        return console;
    }
}
