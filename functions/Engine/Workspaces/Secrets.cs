using System.Text.Json;
using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>Puts secrets in place of their references, at the last moment.</summary>
/// <param name="environment">Reads one environment variable.</param>
internal sealed class Secrets(string folder, IReadOnlyList<string> prefixes, Func<string, string?> environment)
{
    private const long Largest = 64 << 10;

    /// <summary>The settings with secrets in them; one that is missing or not allowed ends in Reconfigure.</summary>
    public JsonElement Resolve(string connection, JsonElement settings)
    {
        var node = JsonNode.Parse(settings.GetRawText())!;
        return JsonSerializer.SerializeToElement(Resolve(connection, node));
    }

    private JsonNode? Resolve(string connection, JsonNode? node) => node switch
    {
        JsonObject block => new JsonObject(block.Select(pair => KeyValuePair.Create(pair.Key, Resolve(connection, pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(item => Resolve(connection, item))]),
        JsonValue value when value.TryGetValue<string>(out var text) && SecretReference.IsIn(text) =>
            JsonValue.Create(SecretReference.Replace(text, reference => ValueOf(connection, reference))),
        _ => node?.DeepClone(),
    };

    private string ValueOf(string connection, SecretReference reference)
    {
        if (reference.Fault(prefixes) is var (problem, remedy)) throw Wanting("secret.refused", connection, problem, remedy);
        var value = reference.Scheme == "env" ? environment(reference.Name) : FileText(reference.Name);
        return value ?? throw Wanting("secret.missing", connection, $"The secret {reference} is missing.", reference.Scheme == "env"
            ? "Set this environment variable for the hub's process."
            : "Put the secret into this file, readable for the hub's user, 64 KiB at most.");
    }

    private string? FileText(string name)
    {
        try
        {
            var file = new FileInfo(Path.Combine(folder, name));
            return file.Exists && file.Length <= Largest ? File.ReadAllText(file.FullName).TrimEnd('\r', '\n') : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ConnectorException Wanting(string code, string connection, string problem, string remedy) =>
        new(Recovery.Reconfigure, $"Connection '{connection}': {problem} {remedy}") { Code = code };
}
