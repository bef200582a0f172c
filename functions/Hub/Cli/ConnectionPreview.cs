using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Shows the first records of a stream as the source gives them, and takes nothing.</summary>
internal static class ConnectionPreview
{
    private const int Most = 1_000;

    public static Command Preview()
    {
        var name = new Argument<string>("connection") { Description = "A connection of the workspace that is a source." };
        var stream = new Argument<string>("stream") { Description = "One of its streams; `backoffice connection discover` lists them." };
        var count = new Option<int>("--records") { Description = $"How many records, from 1 to {Most}.", CustomParser = Count, DefaultValueFactory = _ => 10 };
        var command = new Command("preview", "Shows the first records of a stream, masked, before any mapping; nothing is taken or kept.") { name, stream, count, Reveal.Option, WorkspaceCommands.As, Credentials.PassphraseFile };
        command.RunsOnFiles(async (verb, workspace) =>
        {
            var source = ConnectionCommands.OpenSource(workspace, verb.Get(name));
            var records = await ReadAsync(source, verb.Get(stream), verb.Get(count), verb.Stop);
            var reveal = await RevealsAsync(verb, $"{verb.Get(name)}/{verb.Get(stream)}");
            List<PreviewedRecord> shown = [.. records.Select(record => PreviewedRecord.Of(record, reveal))];
            verb.Screen.JsonOnly(shown);
            if (verb.Screen.Json) return ExitCode.Ok;
            Say(verb.Screen, shown, source is IFileSource);
            if (source is IFileSource files)
                foreach (var file in await files.PassedAsync(verb.Get(stream), verb.Stop)) verb.Screen.Aside(file.Why);
            if (!reveal && shown.Count > 0) verb.Screen.Say(Reveal.Hint);
            return ExitCode.Ok;
        });
        return command;
    }

    private static int Count(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= Most) return count;
        result.AddError($"--records takes a number from 1 to {Most}.");
        return default;
    }

    private static async Task<IReadOnlyList<RawRecord>> ReadAsync(ISource source, string stream, int count, CancellationToken ct)
    {
        List<RawRecord> records = [];
        await foreach (var batch in source.ReadAsync(ReadRequest.Whole(stream), ct))
        {
            records.AddRange(batch.Records.Take(count - records.Count));
            if (records.Count >= count) break;
        }

        return records;
    }

    // Only the audit log of a revealed preview needs the store.
    private static async Task<bool> RevealsAsync(Verb verb, string subject)
    {
        if (!verb.Get(Reveal.Option)) return false;
        await using var session = await verb.OpenAsync();
        return await Reveal.AllowedAsync(verb, session, "connection.revealed", subject);
    }

    private static void Say(Screen screen, IReadOnlyList<PreviewedRecord> records, bool fromFiles)
    {
        foreach (var record in records)
        {
            screen.Title($"{record.Where}, key {record.Key}{(record.Deleted ? ", deleted" : "")}");
            if (record.Problem is { } problem) screen.Say($"  {problem.Code}: {problem.Message}");
            var width = record.Fields.Select(field => field.Key.Length).DefaultIfEmpty().Max();
            foreach (var (field, value) in record.Fields) screen.Say($"  {field.PadRight(width)}  {value}");
        }

        screen.Say("");
        if (records.Count > 0) return;
        screen.Say(fromFiles
            ? "No record waits. A file is read once its name fits 'files:' of the stream and it is complete: its marker is there, or its last line has ended, or it has stood still for five seconds. Taken files lie in .taken and are not read again."
            : "The source gives no record of this stream now.");
    }

    private sealed record PreviewedRecord(string Key, Position Position, bool Deleted, RecordProblem? Problem, IReadOnlyList<KeyValuePair<string, string>> Fields)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public string Where => Position.ToText();

        // Before a mapping says what a field is, a key may be made of anything personal.
        public static PreviewedRecord Of(RawRecord record, bool reveal) => new(
            reveal ? record.Key : Reveal.Shape(record.Key),
            record.Position,
            record.Deleted,
            record.Problem,
            RawFields.Of(Encoding.UTF8.GetString(record.Payload.Span), reveal));
    }
}
