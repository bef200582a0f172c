using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>The first text of a connection file: what was given, and an example of what comes next.</summary>
internal static partial class ConnectionText
{
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // How a stream writes things is the engine's to read, whatever the connector.
    private const string Formats = "{decimal: \",\", group: \".\", date: [dd.MM.yyyy]}";

    public static string Of(NewConnection connection, ConnectorKind kind)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(kind.About).Append(" All keys: `backoffice connector show ").Append(kind.Name).Append("`.\n").Append("connector: ").Append(Scalar(kind.Name)).Append('\n');
        AddSettings(text, connection.TypedSettings(kind), SettingKey.OfSettings(kind));
        AddExample(text, kind, SettingKey.OfStreams(kind));
        return text.ToString();
    }

    private static void AddSettings(StringBuilder text, JsonObject settings, IReadOnlyList<SettingKey> keys)
    {
        if (keys.Count == 0) return;
        text.Append(settings.Count > 0 ? "settings:\n" : "# settings:\n");
        foreach (var key in keys)
        {
            if (settings[key.Name] is { } value) AddLine(text, "  ", key.Name, Written(value), key.About);
            else if ((key.Default ?? key.Example) is { } usual) AddLine(text, "#   ", key.Name, key.Type is SettingKey.Number or SettingKey.Flag ? usual : Scalar(usual), key.About);
        }
    }

    private static void AddExample(StringBuilder text, ConnectorKind kind, IReadOnlyList<SettingKey> keys)
    {
        if (keys.Count == 0) return;
        text.Append("\n# What is read: take away the '# ' of the lines below, and change what differs.\n");
        text.Append("# streams:\n").Append("#   example:\n");
        foreach (var key in keys.Where(key => key.Example is not null)) AddLine(text, "#     ", key.Name, Scalar(key.Example!), key.About);
        if (!kind.IsTyped) AddLine(text, "#     ", "formats", Formats, keys.First(key => key.Name == "formats").About);
    }

    private static void AddLine(StringBuilder text, string indent, string key, string value, string about) =>
        text.Append(indent).Append(key).Append(": ").Append(value).Append(about.Length == 0 ? "" : $"  # {about}").Append('\n');

    internal static string Written(JsonNode value) => value is JsonArray list ? $"[{string.Join(", ", list.Select(item => Written(item!)))}]"
        : value.GetValueKind() == JsonValueKind.String ? Scalar(value.GetValue<string>())
        : value.ToJsonString();

    // A text in JSON's quotes is a text in YAML's.
    internal static string Scalar(string text) =>
        Plain().IsMatch(text) && YamlScalars.KindOf(new YamlScalarNode(text)) == ScalarKind.Text ? text : JsonSerializer.Serialize(text, Quoted);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_./-]*\z")]
    private static partial Regex Plain();
}
