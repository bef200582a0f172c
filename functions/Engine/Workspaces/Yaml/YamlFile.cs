using System.Text;
using BackOffice.Integration.Mappings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Engine.Workspaces.Yaml;

/// <summary>One YAML file of a workspace, with the place of every node.</summary>
internal sealed class YamlFile
{
    private readonly ICollection<FileError> errors;

    private YamlFile(string path, ICollection<FileError> errors) => (Path, this.errors) = (path, errors);

    public string Path { get; }

    /// <summary>The name of the thing the file describes.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Null where the text is no YAML.</summary>
    public YamlNode? Root { get; private init; }

    public static YamlFile Parse(WorkspaceFile file, ICollection<FileError> errors)
    {
        if (Utf8Text.Read(file, errors) is not { } text) return new(file.Path, errors);
        var parser = new GuardedParser(new StringReader(text));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            if (stream.Documents.Count > 0) return new(file.Path, errors) { Root = stream.Documents[0].RootNode };
            errors.Add(new(file.Path, 1, 1, "The file is empty.", "Write its keys, or remove the file."));
        }
        catch (YamlException broken)
        {
            errors.Add(Broken(file, broken.Start, broken.Message.TrimEnd('.')));
        }
        catch (Exception unread) when (unread is InvalidOperationException or ArgumentException or NullReferenceException or IndexOutOfRangeException)
        {
            // YamlDotNet 18 fails like this, without a place, on some texts that are no YAML.
            errors.Add(Broken(file, parser.Place, "it cannot be read on from here"));
        }

        return new(file.Path, errors);
    }

    public void Error(YamlNode place, string problem, string remedy) =>
        errors.Add(new(Path, (int)place.Start.Line, (int)place.Start.Column, problem, remedy));

    /// <summary>Reports at the node of a JSON pointer, or as near to it as the file goes.</summary>
    public void ErrorAt(string pointer, string problem, string remedy) => Error(Find(pointer), problem, remedy);

    /// <summary>The node of a JSON pointer, or the nearest one above it.</summary>
    public YamlNode Find(string pointer)
    {
        var node = Root!;
        foreach (var step in Steps(pointer))
        {
            if (Child(node, step) is not { } child) break;
            node = child;
        }

        return node;
    }

    /// <summary>A name as one step of a JSON pointer.</summary>
    public static string Step(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static FileError Broken(WorkspaceFile file, Mark place, string what) => new(
        file.Path, (int)Math.Max(1, place.Line), (int)Math.Max(1, place.Column), $"This is no valid YAML: {what}.", "Check indentation, colons and quotes at this place.");

    private static IEnumerable<string> Steps(string pointer) => pointer.Split('/').Skip(1)
        .Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

    private static YamlNode? Child(YamlNode node, string step) => node switch
    {
        YamlMappingNode block => block.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode key && key.Value == step).Value,
        YamlSequenceNode list when int.TryParse(step, out var index) && index >= 0 && index < list.Children.Count => list.Children[index],
        _ => null,
    };
}

/// <summary>Reads a workspace file as strict UTF-8.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without a byte order mark, or null and an error at the first bad byte.</summary>
    public static string? Read(WorkspaceFile file, ICollection<FileError> errors)
    {
        try
        {
            return Strict.GetString(file.Content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException bad)
        {
            var before = file.Content.AsSpan(0, Math.Clamp(bad.Index, 0, file.Content.Length));
            var line = before.Count((byte)'\n') + 1;
            var column = before.Length - before.LastIndexOf((byte)'\n');
            errors.Add(new(file.Path, line, column, "This byte is not UTF-8.", "Save the file as UTF-8."));
            return null;
        }
    }
}
