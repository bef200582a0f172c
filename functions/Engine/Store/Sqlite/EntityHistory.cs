using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Keeps the image of a row before a commit replaces it.</summary>
internal static class EntityHistory
{
    /// <param name="key">The condition that finds the row; place 4 is the commit that replaces it.</param>
    public static string Insert(EntityDescriptor entity, string key)
    {
        var image = string.Join(", ", entity.Fields.Select(field => $"'{field.Column}', e.{field.Column}"));
        return $"""
            INSERT OR IGNORE INTO history (entity, connection, source_key, valid_from, commit_id, image, row_hash, mapping_hash, raw_stream, raw_key, landing_id, position)
            SELECT '{entity.Name}', e.connection, e.source_key, {(entity.EffectiveDated ? "e.valid_from" : "''")}, ?4,
              json_object({image}, 'extensions', e.extensions, 'deleted', e.deleted), e.row_hash, e.mapping_hash, e.raw_stream, e.raw_key, r.landing_id, r.position
            FROM (SELECT * FROM {entity.Table} WHERE {key}) e
            JOIN raw r ON r.connection = e.connection AND r.stream = e.raw_stream AND r."key" = e.raw_key
            """;
    }
}
