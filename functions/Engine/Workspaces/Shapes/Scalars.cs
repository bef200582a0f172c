using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Engine.Workspaces.Shapes;

/// <summary>A text, of one pattern where it has one.</summary>
/// <param name="pattern">Without anchors, null for any text; understood by .NET and by JSON Schema alike.</param>
/// <param name="says">What the pattern wants, in words.</param>
internal sealed class TextShape(string? pattern, string says) : Shape<string>
{
    private readonly Regex whole = new(pattern is null ? "" : $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant);

    public static TextShape Any { get; } = new(@"[\s\S]+", "a text that is not empty");

    public static TextShape MayBeEmpty { get; } = new(null, "a text");

    public override bool Read(YamlNode node, YamlFile file, [MaybeNullWhen(false)] out string value)
    {
        value = YamlScalars.KindOf(node) == ScalarKind.Text ? YamlScalars.TextOf(node) : null;
        if (value is not null && whole.IsMatch(value)) return true;
        file.Error(node, $"This must be {says}.", value is null && node is YamlScalarNode
            ? "Write it in quotes, so that YAML reads it as text."
            : $"Write {says}.");
        return false;
    }

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (this == Any) schema["minLength"] = 1;
        else if (pattern is not null) schema["pattern"] = $"^(?:{pattern})$";
        return schema;
    }

    public override JsonNode? Show(string value) => JsonValue.Create(value);
}

/// <summary>True or false.</summary>
internal sealed class FlagShape : Shape<bool>
{
    public override bool Read(YamlNode node, YamlFile file, out bool value)
    {
        var right = YamlScalars.KindOf(node) == ScalarKind.Flag;
        value = right && YamlScalars.FlagOf(node);
        if (!right) file.Error(node, "This must be true or false.", "Write true or false, without quotes.");
        return right;
    }

    public override JsonObject Schema() => new() { ["type"] = "boolean" };

    public override JsonNode? Show(bool value) => JsonValue.Create(value);
}

/// <summary>A whole number within bounds.</summary>
internal sealed class CountShape(int least, int most) : Shape<int>
{
    public override bool Read(YamlNode node, YamlFile file, out int value)
    {
        value = 0;
        var right = YamlScalars.KindOf(node) == ScalarKind.Number
            && YamlScalars.IsJsonNumber(YamlScalars.TextOf(node))
            && YamlScalars.TryCount(node, out value) && value >= least && value <= most;
        if (!right) file.Error(node, $"This must be a whole number from {least} to {most}.", "Write such a number, without quotes.");
        return right;
    }

    public override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };

    public override JsonNode? Show(int value) => JsonValue.Create(value);
}

/// <summary>One of a few words.</summary>
internal sealed class ChoiceShape<T>(params (string Word, T Value)[] choices) : Shape<T>
{
    public override bool Read(YamlNode node, YamlFile file, [MaybeNullWhen(false)] out T value)
    {
        var word = YamlScalars.KindOf(node) == ScalarKind.Text ? YamlScalars.TextOf(node) : null;
        var place = Array.FindIndex(choices, choice => choice.Word == word);
        value = place < 0 ? default : choices[place].Value;
        if (place < 0) file.Error(node, "This word is not known here.", $"Write one of: {string.Join(", ", choices.Select(choice => choice.Word))}.");
        return place >= 0;
    }

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. choices.Select(choice => JsonValue.Create(choice.Word))]) };

    public override JsonNode? Show(T value) => JsonValue.Create(choices.First(choice => Equals(choice.Value, value)).Word);
}
