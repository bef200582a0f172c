using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Reads YAML text into nodes within limits: no aliases, nothing huge, nothing deep.</summary>
internal static class MappingFileYaml
{
    private const int MaxBytes = 1 << 20;
    private const int MaxDepth = 16;

    public static YamlMappingNode? Read(string text, MappingFileFaults faults)
    {
        if (text.Length > MaxBytes || Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            faults.At(1, 1, "The file is larger than 1 MB.", "Split it into several mapping files.");
            return null;
        }

        var yaml = new YamlStream();
        var parser = new LimitedParser(new Parser(new StringReader(text)));
        try
        {
            yaml.Load(parser);
        }
        catch (YamlException exception)
        {
            faults.At(exception.Start.Line, exception.Start.Column, Problem(exception), Remedy(exception));
            return null;
        }
        catch (InvalidOperationException)
        {
            // The scanner of YamlDotNet gives up this way on some texts.
            faults.At(parser.Current?.End.Line ?? 1, parser.Current?.End.Column ?? 1, "The YAML after this place cannot be read.", "Check indentation, quotes and brackets.");
            return null;
        }

        return Root(yaml, faults);
    }

    private static YamlMappingNode? Root(YamlStream yaml, MappingFileFaults faults)
    {
        if (yaml.Documents.Count > 1)
        {
            faults.At(yaml.Documents[1].RootNode, "The file holds more than one YAML document.", "Keep one document; use maps: for several entities.");
            return null;
        }

        if (yaml.Documents.Count == 1 && yaml.Documents[0].RootNode is YamlMappingNode root) return root;
        faults.At(1, 1, "The file is not a mapping.", "Start with to:, key: and fields:.");
        return null;
    }

    private static string Problem(YamlException exception) =>
        exception is MappingFileLimitException ? exception.Message
        : exception.Message.StartsWith("Duplicate key", StringComparison.Ordinal) ? "The same key stands here twice."
        : $"The YAML cannot be read: {exception.Message.TrimEnd('.')}.";

    private static string Remedy(YamlException exception) =>
        exception is MappingFileLimitException limit ? limit.Remedy
        : exception.Message.StartsWith("Duplicate key", StringComparison.Ordinal) ? "Keep one of the two."
        : "Check indentation, quotes and brackets.";

    private sealed class LimitedParser(IParser inner) : IParser
    {
        private int depth;

        public ParsingEvent? Current => inner.Current;

        public bool MoveNext()
        {
            if (!inner.MoveNext()) return false;
            Check(inner.Current!);
            return true;
        }

        private void Check(ParsingEvent current)
        {
            depth += current.NestingIncrease;
            // The stream and the document are two levels of their own.
            if (depth > MaxDepth + 2) throw new MappingFileLimitException(current, "The YAML is nested deeper than 16 levels.", "Flatten it.");
            if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
            {
                throw new MappingFileLimitException(current, "YAML anchors and aliases are not read.", "Write the text out where it is meant.");
            }
        }
    }

    private sealed class MappingFileLimitException(ParsingEvent current, string problem, string remedy)
        : YamlException(current.Start, current.End, problem)
    {
        public string Remedy { get; } = remedy;
    }
}
