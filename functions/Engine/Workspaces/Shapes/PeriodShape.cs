using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Engine.Workspaces.Shapes;

/// <summary>A period by a field, such as <c>month(date)</c>.</summary>
internal sealed class PeriodShape : Shape<PeriodRule>
{
    public override bool Read(YamlNode node, YamlFile file, [MaybeNullWhen(false)] out PeriodRule value)
    {
        var (problem, remedy) = ("This must be the period of a field.", PeriodRule.Remedy);
        value = YamlScalars.KindOf(node) == ScalarKind.Text ? PeriodRule.Parse(YamlScalars.TextOf(node), out problem, out remedy) : null;
        if (value is null) file.Error(node, problem, remedy);
        return value is not null;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = $"^(?:{PeriodRule.Pattern})$" };

    public override JsonNode? Show(PeriodRule value) => JsonValue.Create(value.ToString());
}
