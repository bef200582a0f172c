using System.Text;
using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces.Guessing;

/// <summary>The files of a guessed workspace as text, each guess with its reason beside it.</summary>
internal static class GuessedText
{
    public static string Connection(ConnectorKind kind, JsonObject settings, IReadOnlyList<StreamGuess> streams)
    {
        var text = new StringBuilder();
        text.Append("# Guessed from the files themselves: a comment says how sure each guess is, and why. All keys: `backoffice connector show ").Append(kind.Name).Append("`.\n")
            .Append("# `backoffice run` moves what it has taken to .taken in the folder; where it may not write, the files stay.\n")
            .Append("connector: ").Append(kind.Name).Append("\nsettings:\n");
        foreach (var (key, value) in settings) text.Append("  ").Append(key).Append(": ").Append(ConnectionText.Written(value!)).Append('\n');
        text.Append(streams.Count == 0 ? "" : "streams:\n");
        foreach (var stream in streams) AddStream(text, stream);
        return text.ToString();
    }

    public static string Pipeline(StreamGuess stream) =>
        $$"""
        # {{(stream.Mapping is null ? $"For later: write mappings/{stream.Name}.yaml (its .example names the fields), then rename this file, without .example." : Comment("mapping", stream))}}
        from: {connection: {{stream.Connection}}, stream: {{stream.Name}}}
        mapping: {{stream.Mapping ?? $"mappings/{stream.Name}.yaml"}}
        sync: incremental

        """;

    public static string Mapping(StreamGuess stream) => MappingSkeleton.Of(
        $"{stream.Connection}/{stream.Name}", stream.Columns.Where(column => !column.Column.IsRepeated).Select(column => (column.Column.Path, Function(column, stream))));

    private static string? Function(ColumnGuess column, StreamGuess stream) => column.Kind switch
    {
        ColumnKind.Date => "date",
        ColumnKind.Instant => "instant",
        ColumnKind.Decimal => stream.Keys["totals"] is JsonArray totals && totals.Any(total => (string?)total == column.Name) ? "money" : "number",
        _ => null,
    };

    private static void AddStream(StringBuilder text, StreamGuess stream)
    {
        text.Append("  ").Append(stream.Name).Append(":\n");
        foreach (var reason in stream.Reasons.Where(reason => stream.WrittenFor(reason.Key) is null)) AddComment(text, reason);
        foreach (var (key, value) in stream.Keys)
        {
            if (value is JsonObject block) AddBlock(text, key, block, stream);
            else Add(text, "    ", key, key, value!, stream);
        }
    }

    private static void AddBlock(StringBuilder text, string key, JsonObject block, StreamGuess stream)
    {
        text.Append("    ").Append(key).Append(":\n");
        foreach (var (inner, value) in block) Add(text, "      ", $"{key}.{inner}", inner == "null" ? "\"null\"" : inner, value!, stream);
    }

    private static void Add(StringBuilder text, string indent, string path, string key, JsonNode value, StreamGuess stream) =>
        text.Append(indent).Append(key).Append(": ").Append(ConnectionText.Written(value)).Append("  # ").Append(Comment(path, stream)).Append('\n');

    private static void AddComment(StringBuilder text, GuessReason reason)
    {
        if (reason.Key != "mapping") text.Append("    # ").Append(reason.Key.Length == 0 ? "" : $"{reason.Key}: ").Append(Said(reason)).Append('\n');
    }

    private static string Comment(string key, StreamGuess stream) => string.Join("; ", stream.Reasons.Where(reason => reason.Key == key).Select(Said));

    // A name in a header may hold a line end, which a comment may not.
    private static string Said(GuessReason reason) =>
        $"{reason.Certainty.ToString().ToLowerInvariant()}: {string.Concat(reason.Why.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\u0085' ? ' ' : letter))}";
}
