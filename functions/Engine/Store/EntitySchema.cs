using System.Text;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Store;

/// <summary>The table and the view of an entity, derived from its descriptor; a migration holds exactly this text.</summary>
internal static class EntitySchema
{
    public static string Sqlite(EntityDescriptor entity)
    {
        var sql = new StringBuilder();
        sql.Append("CREATE TABLE ").Append(entity.Table).Append(" (\n  connection TEXT NOT NULL,\n  source_key TEXT NOT NULL,\n");
        if (entity.EffectiveDated) sql.Append("  valid_from TEXT NOT NULL,\n");
        sql.Append("  identity_id TEXT NOT NULL,\n");
        foreach (var field in entity.Fields) sql.Append("  ").Append(field.Column).Append(Type(field)).Append(field.Required ? " NOT NULL,\n" : ",\n");
        sql.Append("  extensions TEXT,\n  row_hash BLOB NOT NULL,\n  order_key TEXT,\n  mapping_hash BLOB NOT NULL,\n  raw_stream TEXT NOT NULL,\n  raw_key TEXT NOT NULL,\n  stale_since INTEGER,\n  deleted INTEGER NOT NULL,\n  commit_id TEXT NOT NULL,\n");
        sql.Append("  PRIMARY KEY (connection, source_key").Append(entity.EffectiveDated ? ", valid_from" : "").Append(")\n) WITHOUT ROWID;\n");
        sql.Append("CREATE INDEX ").Append(entity.Table).Append("_by_commit ON ").Append(entity.Table).Append(" (commit_id);\n");
        sql.Append("CREATE INDEX ").Append(entity.Table).Append("_by_raw ON ").Append(entity.Table).Append(" (raw_key);\n");
        sql.Append("CREATE INDEX ").Append(entity.Table).Append("_orphaned ON ").Append(entity.Table).Append(" (connection) WHERE order_key = '';\n");
        return sql.Append(View(entity)).ToString();
    }

    // Decimals leave as exact text: SQLite would sum them as doubles.
    private static string View(EntityDescriptor entity)
    {
        var columns = entity.Fields.Select(field => field.Type == FieldType.Decimal
            ? $"CASE WHEN {field.Column} IS NULL THEN NULL ELSE printf('%s%d.%0{field.Scale}d', CASE WHEN {field.Column} < 0 THEN '-' ELSE '' END, abs({field.Column}) / {Power(field.Scale)}, abs({field.Column}) % {Power(field.Scale)}) END AS {field.Column}"
            : field.Column);
        var key = entity.EffectiveDated ? "connection, source_key, valid_from, identity_id" : "connection, source_key, identity_id";
        return $"CREATE VIEW v_{entity.Table} AS SELECT {key},\n  {string.Join(",\n  ", columns)},\n  extensions, stale_since, commit_id\nFROM {entity.Table} WHERE deleted = 0;\n";
    }

    private static string Type(FieldDescriptor field) => field.Type is FieldType.Text or FieldType.Date ? " TEXT" : " INTEGER";

    private static long Power(int scale) => scale == 0 ? 1 : 10 * Power(scale - 1);
}
