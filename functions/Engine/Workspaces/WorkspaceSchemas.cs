using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces.Kinds;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>JSON Schema (draft 2020-12) of each kind of workspace file, for editors.</summary>
public static class WorkspaceSchemas
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Schema text by kind: hub, connection, pipeline, mapping, export, pack, partner.</summary>
    public static IReadOnlyDictionary<string, string> All(IConnectorCatalog catalog) => new Dictionary<string, string>
    {
        ["hub"] = Text("hub", "hub.yaml: the hub as a whole.", HubFile.Shape.Schema()),
        ["connection"] = Text("connection", "connections/*.yaml: one configured system.", ConnectionFile.Schema(catalog)),
        ["pipeline"] = Text("pipeline", "pipelines/*.yaml: one stream through one mapping.", PipelineFile.Shape.Schema()),
        ["mapping"] = Text("mapping", "mappings/*.yaml: what the records of a stream mean.", MappingSchema.Write()),
        ["export"] = Text("export", "exports/*.yaml: what a partner is owed.", ExportFile.Shape.Schema()),
        ["pack"] = Text("pack", "packs/*.yaml: figures that leave together, as one workbook and its files.", PackFile.Shape.Schema()),
        ["partner"] = Text("partner", "partners/*.yaml: who receives files and what he may see.", PartnerFile.Shape.Schema()),
    };

    private static string Text(string kind, string about, JsonObject schema)
    {
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", kind);
        schema.Insert(2, "description", about);
        return schema.ToJsonString(Readable) + "\n";
    }
}
