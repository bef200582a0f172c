using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces.Guessing;

/// <summary>Which signs a stream writes numbers with.</summary>
internal static class NumberGuess
{
    // Without a group sign first: a point alone is a decimal sign before it is one between groups.
    private static readonly Formats[] Ways =
    [
        new('.'), new(','), new('.', ','), new(',', '.'), new('.', '\''), new('.', '’'), new(',', ' '), new(',', '\u00A0'), new(',', '\u202F'), new('.', ' '),
    ];

    public static (Formats Numbers, string? Why, Certainty Certainty) Of(IReadOnlyList<SampledColumn> columns)
    {
        List<HashSet<string>> all = [.. columns.Where(column => !column.IsTyped).Select(column => column.Filled.ToHashSet(StringComparer.Ordinal)).Where(values => values.Count > 0)];
        var best = Ways.Select(way => (Way: way, Read: all.Where(values => Reads(way, values)).ToList())).MaxBy(way => way.Read.Count);
        var decimals = best.Read.Where(values => values.Any(value => value.Contains(best.Way.Decimal, StringComparison.Ordinal))).ToList();
        if (best.Read.Count == 0 || decimals.Count == 0) return (Formats.Default, null, Certainty.Sure);
        var isClear = best.Way.Group is not null || decimals.Exists(values => values.Any(value => !LooksGrouped(value, best.Way.Decimal)));
        var why = $"read so, {decimals.Count} field{(decimals.Count == 1 ? "" : "s")} hold numbers only";
        return (best.Way, isClear ? why : $"{why}; each has three digits behind the sign, so it may stand between groups instead", isClear ? Certainty.Sure : Certainty.Unsure);
    }

    private static bool Reads(Formats way, HashSet<string> values)
    {
        var read = values.Where(value => value.AsSpan().IndexOfAnyInRange('0', '9') >= 0).ToList();
        return read.Count > 0 && values.Count - read.Count <= 2 && read.All(value => NumberText.TryParse(value, way, out _))
            // A group sign is seen for what it is only beside a decimal sign.
            && (way.Group is not { } group || read.Exists(value => value.Contains(group, StringComparison.Ordinal) && value.Contains(way.Decimal, StringComparison.Ordinal)));
    }

    private static bool LooksGrouped(string value, char sign) =>
        !value.Contains(sign, StringComparison.Ordinal) || (value.Length - value.IndexOf(sign, StringComparison.Ordinal) == 4 && value.TrimStart('-', '+').IndexOf(sign, StringComparison.Ordinal) is >= 1 and <= 3 && !value.TrimStart('-', '+').StartsWith('0'));
}
