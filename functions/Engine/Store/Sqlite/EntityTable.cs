using System.Globalization;
using System.Text;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Mappings.Canonical;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>One entity's table within one commit; every statement is derived from the descriptor.</summary>
internal sealed class EntityTable : IDisposable
{
    // Places 1 to 14 are the columns every entity has; its fields follow.
    private const int FirstField = 15;

    private readonly EntityDescriptor entity;
    private readonly InboundCommit commit;
    private readonly SqliteStatement probe;
    private readonly SqliteStatement select;
    private readonly SqliteStatement insert;
    private readonly SqliteStatement update;
    private readonly SqliteStatement remember;
    private readonly SqliteStatement remove;
    private readonly SqliteStatement revive;
    private readonly SqliteStatement winner;
    private readonly SqliteStatement adopt;
    private readonly SqliteStatement stale;
    private readonly SqliteStatement ofRaw;

    public EntityTable(SqliteConnection connection, EntityDescriptor entity, InboundCommit commit)
    {
        (this.entity, this.commit) = (entity, commit);
        var table = entity.Table;
        var key = "connection = ?1 AND source_key = ?2" + (entity.EffectiveDated ? " AND valid_from = ?3" : "");
        probe = Prepare($"SELECT 1 FROM {table} WHERE connection = ?1 AND source_key BETWEEN ?2 AND ?3 LIMIT 1");
        select = Prepare($"SELECT row_hash, deleted, stale_since IS NOT NULL, raw_key, raw_stream FROM {table} WHERE {key}");
        insert = Told(Prepare(Insert(entity)));
        update = Told(Prepare(Update(entity, key)));
        remember = Prepare(EntityHistory.Insert(entity, key)).Bind(4, commit.Id);
        remove = Prepare($"UPDATE {table} SET deleted = 1, commit_id = ?4 WHERE {key}").Bind(4, commit.Id);
        revive = Prepare($"UPDATE {table} SET stale_since = NULL WHERE {key}");
        winner = Prepare($"UPDATE {table} SET raw_stream = ?4, raw_key = ?5, order_key = ?6 WHERE {key}");
        adopt = Prepare($"UPDATE {table} SET raw_stream = ?4, raw_key = ?5, mapping_hash = ?6 WHERE {key}").Bind(4, commit.Stream.Stream).Bind(6, commit.MappingHash);
        stale = Prepare($"UPDATE {table} SET stale_since = ?4 WHERE raw_key = ?3 AND connection = ?1 AND raw_stream = ?2 AND stale_since IS NULL AND deleted = 0");
        ofRaw = Prepare($"SELECT source_key, {(entity.EffectiveDated ? "valid_from" : "''")} FROM {table} WHERE raw_key = ?3 AND connection = ?1 AND raw_stream = ?2 AND order_key IS NULL AND deleted = 0");

        SqliteStatement Prepare(string sql) => new SqliteStatement(connection, sql).Bind(1, commit.Stream.Connection);
        SqliteStatement Told(SqliteStatement statement) => statement.Bind(8, commit.MappingHash).Bind(9, commit.Stream.Stream).Bind(11, commit.Id);
    }

    /// <summary>Whether any row stands between two keys; without one, a batch inserts without looking.</summary>
    public bool HoldsAny(string from, string to)
    {
        var any = probe.Bind(2, from).Bind(3, to).Step();
        probe.Reset();
        return any;
    }

    public EntityState? Find(string key, DateOnly? validFrom)
    {
        if (!At(select, key, validFrom).Step()) return null;
        var state = new EntityState(HashBytes.Read(select.Blob(0)), select.Number(1) != 0, select.Number(2) != 0, select.Text(3), select.Text(4));
        select.Reset();
        return state;
    }

    public void Insert(EntityRow row, string rawKey, ulong hash)
    {
        Write(insert, row, rawKey, hash);
        insert.Bind(4, Guid.CreateVersion7()).Execute();
    }

    /// <summary>Writes what differs from the state and keeps its image; returns whether anything did. Whoever tells the same last is the one who tells of it.</summary>
    public bool Update(EntityRow row, string rawKey, ulong hash, EntityState state)
    {
        if (state.Hash == hash && !state.Deleted)
        {
            if (state.Stale) At(revive, row.Key, row.ValidFrom).Execute();
            if (row.OrderKey is not null) SetWinner(row.Key, row.ValidFrom, commit.Stream.Stream, rawKey, row.OrderKey);
            else if (!state.IsToldBy(commit.Stream.Stream, rawKey)) At(adopt, row.Key, row.ValidFrom).Bind(5, rawKey).Execute();
            return false;
        }

        Remember(row.Key, row.ValidFrom);
        Write(update, row, rawKey, hash);
        update.Execute();
        return true;
    }

    public void Remove(string key, DateOnly? validFrom)
    {
        Remember(key, validFrom);
        At(remove, key, validFrom).Execute();
    }

    /// <summary>Names the raw record that now tells of the entity; an empty order key means: map it anew.</summary>
    public void SetWinner(string key, DateOnly? validFrom, string stream, string rawKey, string orderKey) =>
        At(winner, key, validFrom).Bind(4, stream).Bind(5, rawKey).Bind(6, orderKey).Execute();

    public void MarkStale(string rawKey) => OfRaw(stale, rawKey).Bind(4, Micros.Of(commit.At)).Execute();

    /// <summary>The rows that one raw record alone tells of.</summary>
    public IReadOnlyList<(string Key, DateOnly? ValidFrom)> OfRaw(string rawKey)
    {
        List<(string, DateOnly?)> rows = [];
        OfRaw(ofRaw, rawKey);
        while (ofRaw.Step()) rows.Add((ofRaw.Text(0), entity.EffectiveDated ? DateOnly.ParseExact(ofRaw.Text(1), "yyyy-MM-dd", CultureInfo.InvariantCulture) : null));
        return rows;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[probe, select, insert, update, remember, remove, revive, winner, adopt, stale, ofRaw]) statement.Dispose();
    }

    private void Remember(string key, DateOnly? validFrom) => At(remember, key, validFrom).Execute();

    private static SqliteStatement At(SqliteStatement statement, string key, DateOnly? validFrom)
    {
        statement.Bind(2, key);
        return validFrom is { } day ? BindDate(statement, 3, day) : statement;
    }

    private SqliteStatement OfRaw(SqliteStatement statement, string rawKey) =>
        statement.Bind(2, commit.Stream.Stream).Bind(3, rawKey);

    private void Write(SqliteStatement statement, EntityRow row, string rawKey, ulong hash)
    {
        At(statement, row.Key, row.ValidFrom);
        statement.Bind(5, row.Extensions).Bind(6, hash).Bind(7, row.OrderKey).Bind(10, rawKey);
        for (var index = 0; index < row.Cells.Length; index++) Bind(statement, FirstField + index, row.Cells[index], entity.Fields[index].Type);
    }

    private static void Bind(SqliteStatement statement, int place, in Cell cell, FieldType type)
    {
        if (!cell.HasValue) statement.BindNull(place);
        else if (type == FieldType.Date) BindDate(statement, place, cell.Date);
        else if (cell.Text is not null) statement.Bind(place, cell.Text);
        else statement.Bind(place, cell.Number);
    }

    private static SqliteStatement BindDate(SqliteStatement statement, int place, DateOnly date)
    {
        Span<byte> text = stackalloc byte[10];
        date.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return statement.BindText(place, text);
    }

    private static string Insert(EntityDescriptor entity)
    {
        var columns = new StringBuilder("connection, source_key, identity_id, extensions, row_hash, order_key, mapping_hash, raw_stream, raw_key, commit_id, deleted");
        var values = new StringBuilder("?1, ?2, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0");
        if (entity.EffectiveDated)
        {
            columns.Append(", valid_from");
            values.Append(", ?3");
        }

        foreach (var (index, field) in entity.Fields.Index())
        {
            columns.Append(", ").Append(field.Column);
            values.Append(", ?").Append(FirstField + index);
        }

        return $"INSERT INTO {entity.Table} ({columns}) VALUES ({values})";
    }

    private static string Update(EntityDescriptor entity, string key)
    {
        var fields = string.Concat(entity.Fields.Select((field, index) => $", {field.Column} = ?{FirstField + index}"));
        return $"UPDATE {entity.Table} SET extensions = ?5, row_hash = ?6, order_key = ?7, mapping_hash = ?8, raw_stream = ?9, raw_key = ?10, commit_id = ?11, deleted = 0, stale_since = NULL{fields} WHERE {key}";
    }
}

/// <summary>What an entity's table holds of one row.</summary>
internal sealed record EntityState(ulong Hash, bool Deleted, bool Stale, string RawKey, string RawStream)
{
    public bool IsToldBy(string stream, string rawKey) => RawKey == rawKey && RawStream == stream;
}
