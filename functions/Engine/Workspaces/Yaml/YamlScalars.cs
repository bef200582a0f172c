using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Engine.Workspaces.Yaml;

/// <summary>What a scalar is in JSON's eyes, by the core schema of YAML 1.2.</summary>
internal static partial class YamlScalars
{
    public static ScalarKind KindOf(YamlNode node) =>
        node is not YamlScalarNode scalar ? ScalarKind.None
        : scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) ? ScalarKind.Text
        : scalar.Value switch
        {
            null or "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
            "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Flag,
            var text when Number().IsMatch(text) => ScalarKind.Number,
            _ => ScalarKind.Text,
        };

    public static string TextOf(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    public static bool FlagOf(YamlNode node) => TextOf(node).Equals("true", StringComparison.OrdinalIgnoreCase);

    public static bool TryCount(YamlNode node, out int count) =>
        int.TryParse(TextOf(node), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out count);

    /// <summary>Whether JSON writes the number just like this; others, such as 007, would lose digits.</summary>
    public static bool IsJsonNumber(string text) => JsonNumber().IsMatch(text);

    [GeneratedRegex(@"\A(?:[-+]?(?:[0-9]+|\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?\z")]
    private static partial Regex JsonNumber();
}

/// <summary>The kinds of scalar that JSON knows; none for a list or a block.</summary>
internal enum ScalarKind
{
    None,
    Null,
    Flag,
    Number,
    Text,
}
