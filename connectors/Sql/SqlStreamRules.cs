using System.Buffers;
using System.ComponentModel.DataAnnotations;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>What must hold between the keys of a stream.</summary>
internal static class SqlStreamRules
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");

    public static IEnumerable<ValidationResult> Faults(SqlStreamOptions stream)
    {
        if (stream.Table is null && stream.Query is null)
            yield return new SettingFault(nameof(stream.Table), "Is missing.", "Write table or query.");
        if (stream.Table is not null && stream.Query is not null)
            yield return new SettingFault(nameof(stream.Query), "Stands beside a table.", "Remove one of the two.");
        if (stream.Table is { } table && SqlName.Parse(table) is null)
            yield return new SettingFault(nameof(stream.Table), "Is no table name.", "Write a table, or schema.table; a name with a point in it stands in double quotes.");
        if (stream.Query is { } query && QueryFault(query) is { } fault) yield return fault;
        if (stream.Cursor is { Length: 0 })
            yield return new SettingFault(nameof(stream.Cursor), "Is empty.", "Write a column name, or remove it.");
        if (stream.Overlap is not null && stream.Cursor is null)
            yield return new SettingFault(nameof(stream.Overlap), "Has no cursor that it could be behind of.", "Write cursor, or remove it.");
        if (stream.Overlap is { } overlap && SqlOverlap.Parse(overlap) is null)
            yield return new SettingFault(nameof(stream.Overlap), "Is neither a duration nor a number.", "Write a number and s, m, h or d, such as 5m, or a number alone.");
    }

    private static SettingFault? QueryFault(string query)
    {
        if (query.Contains(';', StringComparison.Ordinal))
            return new(nameof(SqlStreamOptions.Query), "Holds a semicolon.", "Write one SELECT without it; a semicolon within a text is char(59) or chr(59).");
        var first = query.AsSpan().TrimStart();
        var length = first.IndexOfAnyExcept(Letters);
        var word = length < 0 ? first : first[..length];
        return word.Equals("select", StringComparison.OrdinalIgnoreCase) || word.Equals("with", StringComparison.OrdinalIgnoreCase)
            ? null
            : new(nameof(SqlStreamOptions.Query), "Is no SELECT.", "Write one SELECT; nothing is changed in a source.");
    }
}
