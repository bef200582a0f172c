using System.Text.RegularExpressions;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces.Checks;

/// <summary>The placeholders in the name of a file that leaves.</summary>
internal static partial class FileNameCheck
{
    /// <summary>Reports what is wrong and gives the placeholders that were used.</summary>
    /// <param name="known">What may stand in braces; <c>number</c> must.</param>
    public static IReadOnlyList<string> Run(YamlFile file, string name, IReadOnlyList<string> known)
    {
        var used = Placeholder().Matches(name).Select(match => match.Groups[1].Value).ToList();
        foreach (var unknown in used.Where(one => !known.Contains(one))) file.ErrorAt("/file-name", $"'{{{unknown}}}' is not known in a file name.", Suggestion.For(unknown, known));
        if (!used.Contains("number")) file.ErrorAt("/file-name", "Two releases would have the same file name.", "Put {number} into it.");
        if (Placeholder().Replace(name, "").AsSpan().ContainsAny("{}")) file.ErrorAt("/file-name", "A brace stands alone.", "Write {number}, and no other braces.");
        return used;
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Placeholder();
}
