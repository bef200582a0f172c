using System.Text.Json;

namespace BackOffice.Integration.Connectors.Files.Selection;

/// <summary>Says which records of a file belong to a stream: comparisons of fields with literals, joined by <c>and</c>.</summary>
internal sealed class RecordSelection(IReadOnlyList<FieldComparison> comparisons)
{
    /// <summary>The selection, or what is wrong with its text.</summary>
    public static (RecordSelection? Selection, string? Fault) Parse(string text) => new SelectionParser(text).Parse();

    public Choice Of(ReadOnlySpan<byte> payload)
    {
        var chosen = Choice.Yes;
        foreach (var comparison in comparisons)
        {
            var one = comparison.Of(payload);
            if (one is Choice.No) return Choice.No;
            if (one is Choice.Unknown) chosen = Choice.Unknown;
        }

        return chosen;
    }

    /// <summary>What is chosen where a field is missing in a record that is sound.</summary>
    public bool TakesMissing(ReadOnlySpan<byte> payload)
    {
        foreach (var comparison in comparisons)
            if (comparison.Of(payload) is Choice.Unknown && !comparison.TakesMissing) return false;
        return true;
    }
}

/// <summary>Whether a record is selected.</summary>
internal enum Choice
{
    No,
    Yes,

    /// <summary>The field is missing, could not be decoded, or has a byte order mark stuck to it.</summary>
    Unknown,
}

/// <summary>One field compared with a literal, both as texts.</summary>
/// <param name="Literal">Null for <c>null</c>: a field that is missing or has no value.</param>
internal sealed record FieldComparison(FieldPath Path, string? Literal, bool Equal)
{
    public bool TakesMissing => Equal == Literal is null;

    public Choice Of(ReadOnlySpan<byte> payload)
    {
        var value = Find(payload);
        if (value is null || value.Contains('\uFFFD') || value.StartsWith(JoinedFile.Mark)) return Choice.Unknown;
        return value == Literal == Equal ? Choice.Yes : Choice.No;
    }

    private string? Find(ReadOnlySpan<byte> payload)
    {
        var json = new Utf8JsonReader(payload);
        string? whole = null, below = null;
        json.Read();
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            // To the end: where a name comes twice the last counts.
            if (Path.Is(ref json)) whole = FieldPath.Value(json);
            else if (Path.Begins(ref json)) below = Path.Below(json);
            json.Skip();
        }

        return whole ?? below;
    }
}
