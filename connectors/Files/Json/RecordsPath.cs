using System.Text;

namespace BackOffice.Integration.Connectors.Files.Json;

/// <summary>Where the records of a JSON document are: names from its root, and whether each member there is one.</summary>
/// <param name="Members">True behind a closing <c>*</c>: the records are the members of an object.</param>
internal sealed record RecordsPath(IReadOnlyList<byte[]> Names, bool Members)
{
    /// <summary>Null where the text is no path.</summary>
    public static RecordsPath? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return new([], Members: false);
        var names = text.Split('.');
        var members = names[^1] == "*";
        var steps = members ? names[..^1] : names;
        return steps.Any(step => step.Length == 0 || step.Contains('*')) ? null : new([.. steps.Select(Encoding.UTF8.GetBytes)], members);
    }

    /// <summary>The first names, as they were written.</summary>
    public string Until(int count) => string.Join('.', Names.Take(count).Select(Encoding.UTF8.GetString));
}
