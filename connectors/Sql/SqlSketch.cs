using System.Text.Json;
using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Sql;

/// <summary>Describes streams and tables by what the database says of their columns.</summary>
internal static class SqlSketch
{
    public static StreamDescriptor Of(SqlPlan plan) => new(
        plan.Stream.Name,
        Schema(plan.Columns, null),
        plan.Stream.Key,
        plan.Cursor is null ? [ReadMode.Full] : [ReadMode.Full, ReadMode.Incremental],
        plan.Stream.Cursor);

    /// <summary>A table that no stream names yet.</summary>
    public static StreamDescriptor Of(SqlTable table) => new(table.Name.ToString(), Schema(table.Columns, About(table)), table.Key, [ReadMode.Full]);

    private static string About(SqlTable table)
    {
        var key = table.Key.Count == 0 ? "the columns that tell its rows apart" : string.Join(", ", table.Key);
        return $"A {(table.IsView ? "view" : "table")} that no stream reads yet. To read it, write below streams: {table.Name.Name}: {{table: {table.Name}, key: [{key}]}}";
    }

    private static string Schema(IReadOnlyList<SqlColumn> columns, string? about)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (about is not null) schema["description"] = about;
        schema["properties"] = new JsonObject(columns.Select(column => KeyValuePair.Create<string, JsonNode?>(column.Name, Schema(column))));
        return schema.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static JsonObject Schema(SqlColumn column)
    {
        var schema = new JsonObject();
        if (column.JsonType is not null) schema["type"] = column.JsonType;
        if (column.Type.Length > 0) schema["description"] = column.Type;
        return schema;
    }
}
