using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Reads the <c>formats:</c> of a mapping file.</summary>
internal sealed class MappingFileFormats(MappingFileFaults faults, MappingFileNodes nodes)
{
    private static readonly string[] Known = ["decimal", "group", "date", "instant", "zone", "null"];

    public Formats? Read(YamlNode node)
    {
        if (!nodes.Is<YamlMappingNode>(node, "formats", "Write decimal:, group:, date:, instant:, zone: or null: below it.", out var mapping)) return null;
        var keys = nodes.Keys(mapping, Known, "formats");
        var group = Sign(keys, "group");
        var point = Sign(keys, "decimal") ?? '.';
        if (group == point) faults.At(keys["group"], "Decimal sign and group sign are the same.", "Give two different signs.");
        return new Formats(
            point,
            group,
            Patterns(keys, "date", DateText.TellsADay, "The date pattern does not tell a day.", "Use yyyy, MM and dd, such as dd.MM.yyyy."),
            Nulls(keys),
            Patterns(keys, "instant", InstantText.TellsAnInstant, "The pattern does not tell a day and a time.", "Use yyyy, MM, dd, HH and mm, such as dd.MM.yyyy HH:mm."),
            Zone(keys));
    }

    private char? Sign(Dictionary<string, YamlNode> keys, string name)
    {
        if (!keys.TryGetValue(name, out var node) || nodes.Text(node, name) is not { } text) return null;
        if (text.Value is [var sign] && !char.IsAsciiDigit(sign) && sign is not ('-' or '+')) return sign;
        faults.At(text, $"{name} is not one sign.", "Give one character in quotes, such as \",\".");
        return null;
    }

    private string[]? Patterns(Dictionary<string, YamlNode> keys, string name, Func<string, bool> isRight, string problem, string remedy)
    {
        if (!keys.TryGetValue(name, out var node)) return null;
        var patterns = nodes.Texts(node, name);
        foreach (var pattern in patterns)
        {
            if (!isRight(pattern.Value!)) faults.At(pattern, problem, remedy);
        }

        return [.. patterns.Select(pattern => pattern.Value!)];
    }

    private string? Zone(Dictionary<string, YamlNode> keys)
    {
        if (!keys.TryGetValue("zone", out var node) || nodes.Text(node, "zone") is not { } text) return null;
        if (!InstantText.IsZone(text.Value!)) faults.At(text, "The zone is not one of the IANA time zone database.", "Write a name such as Europe/Berlin or UTC.");
        return text.Value;
    }

    private string[]? Nulls(Dictionary<string, YamlNode> keys) =>
        keys.TryGetValue("null", out var node) ? [.. nodes.Texts(node, "null").Select(text => text.Value!)] : null;
}
