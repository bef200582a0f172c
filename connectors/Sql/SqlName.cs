namespace BackOffice.Integration.Connectors.Sql;

/// <summary>The name of a table, with its schema where one is written.</summary>
internal sealed record SqlName(string? Schema, string Name)
{
    /// <summary>As it stands in a statement: always quoted.</summary>
    public string Quoted => Schema is null ? Quote(Name) : $"{Quote(Schema)}.{Quote(Name)}";

    /// <summary>As people write it.</summary>
    public override string ToString() => Schema is null ? Plain(Name) : $"{Plain(Schema)}.{Plain(Name)}";

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Null where the text names no table.</summary>
    public static SqlName? Parse(string text)
    {
        List<string> parts = [];
        for (var rest = text; ;)
        {
            var (part, end) = First(rest);
            if (part is not { Length: > 0 } || part.Contains('\0', StringComparison.Ordinal)) return null;
            parts.Add(part);
            if (end == rest.Length) break;
            if (rest[end] != '.') return null;
            rest = rest[(end + 1)..];
        }

        return parts switch
        {
            [var name] => new(null, name),
            [var schema, var name] => new(schema, name),
            _ => null,
        };
    }

    private static (string? Part, int End) First(string text)
    {
        if (!text.StartsWith('"')) return text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point ? (text[..point], point) : (text, text.Length);
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] != '"') continue;
            if (at + 1 < text.Length && text[at + 1] == '"') at++;
            else return (text[1..at].Replace("\"\"", "\"", StringComparison.Ordinal), at + 1);
        }

        return (null, text.Length);
    }

    private static string Plain(string name) => name.AsSpan().IndexOfAny(".\"") < 0 ? name : Quote(name);
}
