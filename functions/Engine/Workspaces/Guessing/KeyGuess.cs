using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Workspaces.Guessing;

/// <summary>Which fields tell the records of a stream apart.</summary>
internal sealed partial class KeyGuess(SampledStream sample, IReadOnlyList<ColumnGuess> columns)
{
    /// <summary>Fewer records than these prove nothing.</summary>
    private const int FewRecords = 20;
    private const int MostPaired = 14;
    private const int MostNumbered = 4;

    // A key that every record is its own for: it holds whatever comes.
    private const string Hash = "hash";

    public (JsonNode Key, GuessReason Reason) Of()
    {
        if (sample.Records == 0) return (Hash, new("key", "no record to look at; name the fields that tell records apart", Certainty.Unsure));
        var filled = columns.Where(IsFilled).ToList();
        return Single(filled) ?? Pair(filled) ?? Numbered(filled);
    }

    /// <summary>Whether a field is called like something that identifies.</summary>
    internal static bool IsNamedLikeKey(string name) => KeyWords().IsMatch(Words().Replace(name, "$1_$2"));

    private (JsonNode, GuessReason)? Single(IReadOnlyList<ColumnGuess> filled)
    {
        var unique = filled.Where(column => column.Kind is ColumnKind.Integer or ColumnKind.Text && IsUnique([column])).ToList();
        var first = columns[0];
        if (unique.Find(column => IsNamedLikeKey(column.Name)) is { } named) return (Written([named]), new("key", $"{Proof()}, and called like a key", Enough(Certainty.Sure)));
        // A day or a time is a key where it leads the record, as in a list of rates.
        if (unique.Contains(first) || (first.Kind is ColumnKind.Date or ColumnKind.Instant && filled.Contains(first) && IsUnique([first]))) return (Written([first]), new("key", $"{Proof()}, and the first field", Enough(Certainty.Likely)));
        return unique.Find(column => !HoldsProse(column)) is { } other ? (Written([other]), new("key", $"{Proof()}, though not called like a key", Certainty.Unsure)) : null;
    }

    private (JsonNode, GuessReason)? Pair(IReadOnlyList<ColumnGuess> filled)
    {
        // A pair of whatever fields may be unique by chance: one of them is called like a key, or is the first.
        var able = filled.Where(column => column.Kind is not ColumnKind.Decimal && !HoldsProse(column) && Different([column]) > 1)
            .OrderBy(column => IsNamedLikeKey(column.Name) ? 0 : 1).Take(MostPaired).ToList();
        foreach (var (index, one) in able.Index())
            foreach (var other in able.Skip(index + 1))
                if ((IsNamedLikeKey(one.Name) || one == columns[0]) && IsUnique([one, other]))
                    return (Written(InOrder([one, other])), new("key", $"no field alone, but both together: {Proof()}", Enough(Certainty.Likely)));
        return null;
    }

    private (JsonNode, GuessReason) Numbered(IReadOnlyList<ColumnGuess> filled)
    {
        List<ColumnGuess> taken = [];
        foreach (var column in filled.Where(column => column.Kind is not ColumnKind.Decimal && IsWritable(column.Name)).OrderBy(column => IsNamedLikeKey(column.Name) ? 0 : HoldsProse(column) ? 2 : 1))
            if (taken.Count < MostNumbered && Different([.. taken, column]) > Different(taken)) taken.Add(column);
        return taken.Count == 0
            ? (Hash, new("key", "no field is always filled and ever different, so a record is told by all of it", Certainty.Unsure))
            : ($"numbered({string.Join(", ", InOrder(taken).Select(column => column.Name))})", new("key", "no field and no pair tells records apart, so repetitions of these are numbered; such a key moves when lines move", Certainty.Unsure));
    }

    private string Proof() => $"never empty and never twice in {(sample.IsWhole ? "" : "the first ")}{sample.Records} records";

    private Certainty Enough(Certainty certainty) => sample.Records < FewRecords ? Certainty.Unsure : sample.IsWhole || certainty > Certainty.Likely ? certainty : Certainty.Likely;

    private bool IsFilled(ColumnGuess column) =>
        !column.Column.IsRepeated && column.Column.Values.Count == sample.Records && column.Nulls.Count == 0 && column.Column.Values.All(value => !string.IsNullOrWhiteSpace(value));

    private bool IsUnique(IReadOnlyList<ColumnGuess> parts) => Different(parts) == sample.Records;

    /// <summary>How many records these fields tell apart.</summary>
    private int Different(IReadOnlyList<ColumnGuess> parts) => parts.Count == 0 ? 1
        : Enumerable.Range(0, sample.Records).Select(record => string.Join('\0', parts.Select(part => part.Column.Values[record]))).Distinct(StringComparer.Ordinal).Count();

    // What people write by hand is mended by hand.
    private static bool HoldsProse(ColumnGuess column) =>
        column.Kind is ColumnKind.Text && column.Column.Filled.Count(value => value.Contains(' ', StringComparison.Ordinal)) * 4 > column.Column.Values.Count;

    private IEnumerable<ColumnGuess> InOrder(IReadOnlyList<ColumnGuess> parts) => columns.Where(parts.Contains);

    private static JsonNode Written(IEnumerable<ColumnGuess> parts)
    {
        List<string> names = [.. parts.Select(part => part.Name)];
        return names is [var one] && one != Hash && !one.StartsWith("numbered(", StringComparison.Ordinal) ? one : new JsonArray([.. names.Select(name => (JsonNode)name)]);
    }

    private static bool IsWritable(string name) => name.AsSpan().IndexOfAny(",()") < 0 && name == name.Trim();

    [GeneratedRegex("(?:\\A|[^a-z])(?:id|no|nr|num|number|numero|num[eé]ro|nummer|key|code|uuid|guid|pk|ref|sku|ticket|invoice|employee|item|account|article)\\z|(?:nummer|nr|_id|kennung|schl(?:ue|ü)ssel)\\z", RegexOptions.IgnoreCase)]
    private static partial Regex KeyWords();

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Words();
}
