using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BackOffice.Integration.Engine.Workspaces.Yaml;

/// <summary>Lets through only YAML that is as plain as JSON: shallow, one document, no aliases or tags.</summary>
internal sealed class GuardedParser : IParser
{
    private const int Deepest = 32;
    private readonly Scanner scanner;
    private readonly Parser inner;
    private int depth;
    private int documents;

    public GuardedParser(TextReader text)
    {
        scanner = new(text);
        inner = new(scanner);
    }

    public ParsingEvent? Current => inner.Current;

    /// <summary>How far the text has been read.</summary>
    public Mark Place => scanner.CurrentPosition;

    public bool MoveNext()
    {
        if (!inner.MoveNext()) return false;
        var current = inner.Current!;
        depth += current.NestingIncrease;
        if (depth > Deepest) throw Refused(current, "This nests too deeply.");
        if (current is DocumentStart && ++documents > 1) throw Refused(current, "A second document begins here.");
        if (current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false }) throw Refused(current, "Anchors and aliases are not allowed.");
        if (current is NodeEvent { Tag.IsEmpty: false }) throw Refused(current, "Tags are not allowed.");
        return true;
    }

    private static SemanticErrorException Refused(ParsingEvent place, string problem)
    {
        var (start, end) = (place.Start, place.End);
        return new(in start, in end, problem);
    }
}
