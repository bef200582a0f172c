using System.Text;
using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Engine.Workspaces.Yaml;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

public sealed class WorkspaceSchemasTests
{
    private static readonly Dictionary<string, JsonNode> Schemas = WorkspaceSchemas.All(new TestCatalog()).ToDictionary(schema => schema.Key, schema => JsonNode.Parse(schema.Value)!);

    // Each is written in place of any value, so that some of them are right and most are wrong.
    private static readonly string[] Values = ["\"x\"", "\"\"", "\"DE\"", "\"acme\"", "\"EUR\"", "\"5%\"", "\";\"", "\"full\"", "1", "2", "9", "10", "true", "null", "[]", "[\"x\"]", "{}", "{\"x\": 1}"];

    public static TheoryData<string> Kinds => [.. Schemas.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_schema_that_is_checked_in_is_the_one_the_loader_uses(string kind)
    {
        var file = Path.Combine(Root(new(AppContext.BaseDirectory)), "infra", "schemas", $"{kind}.schema.json");
        var schema = WorkspaceSchemas.All(new ConnectorCatalog())[kind];
        if (Environment.GetEnvironmentVariable("BACKOFFICE_WRITE_SCHEMAS") == "1") File.WriteAllText(file, schema);

        Assert.True(File.Exists(file) && File.ReadAllText(file) == schema, $"infra/schemas/{kind}.schema.json is behind. Run this test with BACKOFFICE_WRITE_SCHEMAS=1 and commit the file.");
    }

    [Theory]
    [InlineData("hub.yaml", "hub")]
    [InlineData("connections/hr.yaml", "connection")]
    [InlineData("connections/acme-folder.yaml", "connection")]
    [InlineData("pipelines/staff.yaml", "pipeline")]
    [InlineData("pipelines/ledger.yaml", "pipeline")]
    [InlineData("exports/payroll.yaml", "export")]
    [InlineData("partners/acme.yaml", "partner")]
    public void Loader_and_schema_agree_on_every_small_mistake(string path, string kind)
    {
        var right = new TestWorkspace().Texts[path];
        Assert.True(SchemaChecker.IsValid(Tree(path, right), Schemas[kind]));

        Assert.Empty(Mistakes(path, right).Where(wrong => SchemaChecker.IsValid(wrong, Schemas[kind]) != Binds(path, wrong.ToJsonString())).Select(wrong => wrong.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_key_is_described(string kind) =>
        Assert.All(Properties(Schemas[kind]), property => Assert.EndsWith(".", property["description"]!.GetValue<string>(), StringComparison.Ordinal));

    [Fact]
    public void A_streams_schema_holds_the_connectors_keys_and_the_engines()
    {
        var stream = Schemas["connection"]["allOf"]![0]!["then"]!["properties"]!["streams"]!["additionalProperties"]!["properties"]!.AsObject();

        Assert.Equal(["files", "delimiter", "formats", "totals", "record-url"], stream.Select(property => property.Key));
    }

    // What only several files together can show is none of a schema's business.
    private static bool Binds(string path, string text)
    {
        var errors = new TestWorkspace().With(path, text);
        var found = new List<BackOffice.Integration.Mappings.FileError>();
        errors.Load(found);
        return !found.Any(error => error.File == path && IsForm(error.Problem));
    }

    private static bool IsForm(string problem) =>
        problem.StartsWith("This must be", StringComparison.Ordinal)
        || problem.StartsWith("There is no connector", StringComparison.Ordinal)
        || problem.StartsWith("This word is not known", StringComparison.Ordinal)
        || problem.Contains("is missing", StringComparison.Ordinal)
        || problem.StartsWith("The key", StringComparison.Ordinal)
        || problem.StartsWith("This key", StringComparison.Ordinal)
        || problem.StartsWith("A name must", StringComparison.Ordinal);

    // Each key taken away, given another name, and given each value; each item of a list given each value.
    private static IEnumerable<JsonNode> Mistakes(string path, string right)
    {
        for (var place = 0; place < Nodes(Tree(path, right)).Count(); place++)
        {
            var node = Nodes(Tree(path, right)).ElementAt(place);
            for (var child = 0; child < (node is JsonObject block ? block.Count : ((JsonArray)node).Count); child++)
            {
                foreach (var mistake in (Action<JsonNode, int>[])[Remove, Rename, .. Values.Select(Replace)])
                {
                    var wrong = Tree(path, right);
                    mistake(Nodes(wrong).ElementAt(place), child);
                    yield return wrong;
                }
            }
        }
    }

    private static void Remove(JsonNode node, int child)
    {
        if (node is JsonObject block) block.Remove(block.ElementAt(child).Key);
        else node.AsArray().RemoveAt(child);
    }

    private static void Rename(JsonNode node, int child)
    {
        if (node is not JsonObject block) return;
        var (key, value) = block.ElementAt(child);
        block.Remove(key);
        block[$"{key}x"] = value;
    }

    private static Action<JsonNode, int> Replace(string value) => (node, child) =>
    {
        if (node is JsonObject block) block[block.ElementAt(child).Key] = JsonNode.Parse(value);
        else node[child] = JsonNode.Parse(value);
    };

    private static IEnumerable<JsonNode> Nodes(JsonNode? node) => node switch
    {
        JsonObject block => block.SelectMany(property => Nodes(property.Value)).Prepend(block),
        JsonArray list => list.SelectMany(Nodes).Prepend(list),
        _ => [],
    };

    private static IEnumerable<JsonObject> Properties(JsonNode schema) => Nodes(schema).OfType<JsonObject>()
        .Where(node => node["properties"] is JsonObject && node["type"] is not null && node.Parent?.GetPropertyName() != "then")
        .SelectMany(node => node["properties"]!.AsObject().Select(property => property.Value!.AsObject()))
        .Where(property => !property.GetPath().Contains("allOf", StringComparison.Ordinal));

    private static JsonNode Tree(string path, string text) =>
        JsonNode.Parse(YamlJson.Of(YamlFile.Parse(WorkspaceHash.File(path, Encoding.UTF8.GetBytes(text)), []).Root!).GetRawText())!;

    private static string Root(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "global.json")) ? folder.FullName : Root(folder.Parent!);
}
