using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Collects the faults of one file at their places.</summary>
internal sealed class MappingFileFaults(string path, string text, ICollection<FileError> errors)
{
    private readonly string[] lines = text.Split('\n');

    public int Count { get; private set; }

    public void At(YamlNode node, string problem, string remedy) => At(node.Start.Line, node.Start.Column, problem, remedy);

    public void At(long line, long column, string problem, string remedy)
    {
        Count++;
        // YAML may call the end of the text the line after it.
        if (line > lines.Length) (line, column) = (lines.Length, lines[^1].Length + 1);
        errors.Add(new FileError(path, (int)Math.Max(1, line), (int)Math.Max(1, column), problem, remedy));
    }

    /// <summary>A fault within a text, such as an expression: its column counts what quotes and escapes take.</summary>
    public void Within(YamlScalarNode node, int offset, string problem, string remedy)
    {
        var (start, end) = (node.Start, node.End);
        var column = start.Line == end.Line && start.Line <= lines.Length
            ? start.Column + Skip(lines[start.Line - 1].AsSpan(), (int)start.Column - 1, node.Style, offset)
            : start.Column;
        At(start.Line, column, problem, remedy);
    }

    private static int Skip(ReadOnlySpan<char> line, int start, ScalarStyle style, int offset)
    {
        if (style is not (ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted)) return offset;
        var at = start + 1;
        for (var done = 0; done < offset && at < line.Length; done++)
        {
            at += style == ScalarStyle.SingleQuoted ? (line[at] == '\'' ? 2 : 1) : Escape(line[at..], ref done);
        }

        return at - start;
    }

    private static int Escape(ReadOnlySpan<char> rest, ref int done)
    {
        if (rest[0] != '\\' || rest.Length < 2) return 1;
        if (rest[1] == 'U' && rest.Length > 9 && !rest[2..6].SequenceEqual("0000")) done++;
        return rest[1] switch { 'x' => 4, 'u' => 6, 'U' => 10, _ => 2 };
    }
}
