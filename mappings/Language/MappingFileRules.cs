using System.Text.RegularExpressions;
using BackOffice.Integration.Mappings.Canonical;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Reads the <c>rules:</c> of a map.</summary>
internal sealed class MappingFileRules(MappingFileFaults faults, MappingFileNodes nodes, MappingFileExpressions expressions)
{
    /// <summary>What an issue's code is made of; understood by .NET and by JSON Schema alike.</summary>
    public const string CodePattern = @"[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+";

    private static readonly Regex CodeShape = new($@"\A(?:{CodePattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly string[] Known = ["when", "issue", "message", "owner"];

    public PlannedRule[] Read(YamlNode node, EntityDescriptor entity, PlannedField[] fields, bool hasValidFrom)
    {
        string[] names = [.. fields.Select(field => field.Descriptor.Name), .. hasValidFrom ? [MappingFileCells.ValidFrom.Name] : Array.Empty<string>()];
        return [.. nodes.Items(node, "rules").Select(item => Rule(item, entity, names)).OfType<PlannedRule>()];
    }

    private PlannedRule? Rule(YamlNode item, EntityDescriptor entity, string[] names)
    {
        if (!nodes.Is<YamlMappingNode>(item, "A rule", "Give it when: and issue:.", out var mapping)) return null;
        var keys = nodes.Keys(mapping, Known, "A rule");
        if (!keys.TryGetValue("when", out var condition) || !keys.TryGetValue("issue", out var issue))
        {
            faults.At(item, "The rule is not complete.", "Give it when: and issue:.");
            return null;
        }

        var message = keys.TryGetValue("message", out var given) ? nodes.Text(given, "message")?.Value : null;
        var when = expressions.Condition(condition, "when", names);
        var owner = keys.TryGetValue("owner", out var role) ? Owner(role) : null;
        if (Code(issue) is not { } code || when is null) return null;
        var path = string.Join(", ", when.Expression.Fields.Count > 0 ? when.Expression.Fields : when.Expression.Paths);
        return new(when, new Issue(code, path, message ?? $"{entity.Name}: the rule in line {when.Line} of the mapping refuses the record; correct it at the source or change the rule.") { Owner = owner });
    }

    private string? Owner(YamlNode node)
    {
        if (nodes.Text(node, "owner") is not { } text) return null;
        if (char.IsAsciiLetterOrDigit(text.Value![0]) && text.Value.Length <= 64 && text.Value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@')) return text.Value;
        faults.At(text, "The owner is no role or login.", "Use letters, digits, dots, dashes, underscores and @, such as payroll.");
        return null;
    }

    private string? Code(YamlNode node)
    {
        if (nodes.Text(node, "issue") is not { } text) return null;
        if (CodeShape.IsMatch(text.Value!)) return text.Value;
        faults.At(text, "The issue is not a code.", "Use small letters, digits and dashes around a dot, such as line.both-sides.");
        return null;
    }
}
