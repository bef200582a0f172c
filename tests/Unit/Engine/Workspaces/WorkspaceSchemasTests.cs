using System.Text;
using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

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

    [Fact]
    public void The_reader_of_mappings_and_its_schema_agree_on_every_small_mistake()
    {
        const string Path = "mappings/staff.yaml";
        Assert.True(SchemaChecker.IsValid(Tree(Path, Mapping), Schemas["mapping"]));
        var differ = Mistakes(Path, Mapping).Where(wrong => SchemaChecker.IsValid(wrong, Schemas["mapping"]) != Parses(wrong.ToJsonString())).Select(wrong => wrong.ToJsonString()).ToList();
        Assert.True(differ.Count == 0, string.Join('\n', differ));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_shipped_mapping_is_valid_by_the_schema(string name) =>
        Assert.True(SchemaChecker.IsValid(Tree($"mappings/{name}.yaml", ShippedMappings.Read(name, ".yaml")!), Schemas["mapping"]));

    public static TheoryData<string> Shipped => [.. ShippedMappings.Names];

    private const string Mapping = """
        from: hr/staff
        formats: {decimal: ",", group: ".", date: [dd.MM.yyyy], instant: [dd.MM.yyyy HH:mm], zone: Europe/Berlin, "null": ["?"]}
        maps:
          - to: hr.person
            key: [no, kind]
            order: no
            where: no != '0'
            fields: {lastName: name, birthDate: date(born)}
            extensions: {own: x}
          - to: hr.cost-allocation
            each: shares
            key: itemNumber
            fields: {validFrom: date(record.since), employment: record.no, costCentre: centre, percent: 100}
            rules:
              - when: percent < 0
                issue: share.negative
                message: A share is not negative.
        """;

    // What an expression, a pattern or a zone says is none of a schema's business.
    private static bool Parses(string text)
    {
        List<FileError> errors = [];
        MappingFile.Parse("mappings/staff.yaml", text, errors);
        return errors.TrueForAll(error => error.Remedy.Length > 0 && !IsShape(error.Problem));
    }

    private static readonly string[] Shapes =
    [
        "has no key", "is not a text", "is not a mapping", "is not a list", "has the wrong shape", "There is no entity", "does not say which entity", "has no field ", "has no fields",
        "needs the field", "is not complete", "is not one sign", "is not a code",
    ];

    private static bool IsShape(string problem) => !problem.StartsWith("The map has no field '", StringComparison.Ordinal) && Shapes.Any(part => problem.Contains(part, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_key_is_described(string kind) =>
        Assert.All(Properties(Schemas[kind]), property => Assert.EndsWith(".", property["description"]!.GetValue<string>(), StringComparison.Ordinal));

    [Fact]
    public void A_streams_schema_holds_the_connectors_keys_and_the_engines()
    {
        var stream = Schemas["connection"]["allOf"]![0]!["then"]!["properties"]!["streams"]!["additionalProperties"]!["properties"]!.AsObject();

        Assert.Equal(["files", "delimiter", "formats", "totals", "record-url", "replaces"], stream.Select(property => property.Key));
    }

    // What only several files together can show is none of a schema's business.
    private static bool Binds(string path, string text)
    {
        var errors = new TestWorkspace().With(path, text);
        var found = new List<FileError>();
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
        .Where(node => node["properties"] is JsonObject && node["type"] is not null && node.Parent?.GetPropertyName() != "then" && !node.GetPath().Contains("allOf", StringComparison.Ordinal))
        .SelectMany(node => node["properties"]!.AsObject().Select(property => property.Value!.AsObject()))
        .Where(property => !property.GetPath().Contains("allOf", StringComparison.Ordinal));

    private static JsonNode Tree(string path, string text) =>
        JsonNode.Parse(YamlJson.Of(YamlFile.Parse(WorkspaceHash.File(path, Encoding.UTF8.GetBytes(text)), []).Root!).GetRawText())!;

    private static string Root(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "global.json")) ? folder.FullName : Root(folder.Parent!);
}
