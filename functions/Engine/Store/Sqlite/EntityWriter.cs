using System.Runtime.InteropServices;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Mappings.Canonical;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Engine.Store.Sqlite;

/// <summary>Writes what a batch says of entities, whether one raw record tells of each or many.</summary>
internal sealed class EntityWriter : IDisposable
{
    private const int Neighbours = 500;

    private readonly InboundCommit commit;
    private readonly Dictionary<string, EntityTable> tables;
    private readonly ContributorTable contributors;
    private readonly DisputeTable disputes;

    public EntityWriter(SqliteConnection connection, InboundCommit commit)
    {
        this.commit = commit;
        tables = commit.Entities.ToDictionary(entity => entity.Name, entity => new EntityTable(connection, entity, commit));
        contributors = new(connection, commit);
        disputes = new(connection, commit);
    }

    /// <summary>Writes the batch's entities and takes back what its changed records no longer say.</summary>
    public void Write(IReadOnlyList<MappedRecord> records)
    {
        TakeBack(records.Where(record => record.Known).Select(record => (record.Key, record.Entities)));
        var told = tables.Keys.ToDictionary(name => name, _ => new ToldRows(records.Count));
        foreach (var record in records)
            foreach (var row in record.Entities) told[row.Entity.Name].Add(new(row, record.Key, row.Hash()));

        foreach (var (name, rows) in told)
        {
            WriteSole(tables[name], rows.Sole.InOrder(one => one.Row.Key));
            WriteShared(tables[name], rows.Shared.InOrder(one => one.Row.Key));
        }
    }

    public void Remove(IReadOnlyCollection<string> rawKeys) =>
        TakeBack(rawKeys.Select(key => (key, (IReadOnlyList<EntityRow>)[])));

    public void MarkStale(string rawKey)
    {
        foreach (var table in tables.Values) table.MarkStale(rawKey);
    }

    public void Dispose()
    {
        foreach (var table in tables.Values) table.Dispose();
        contributors.Dispose();
        disputes.Dispose();
    }

    private void WriteSole(EntityTable table, List<ToldRow> told)
    {
        // Neighbours by key share one look at the table: a first load inserts without reading.
        for (var from = 0; from < told.Count; from += Neighbours)
            WriteNeighbours(table, CollectionsMarshal.AsSpan(told).Slice(from, Math.Min(Neighbours, told.Count - from)));
    }

    private void WriteNeighbours(EntityTable table, ReadOnlySpan<ToldRow> told)
    {
        var empty = !table.HoldsAny(told[0].Row.Key, told[^1].Row.Key);
        string? previous = null;
        foreach (var (row, rawKey, hash) in told)
        {
            var state = empty && row.Key != previous ? null : table.Find(row.Key, row.ValidFrom);
            if (state is null) table.Insert(row, rawKey, hash);
            else WriteOver(table, row, rawKey, hash, state);
            previous = row.Key;
        }
    }

    // The last word stands; whom it contradicts or repeats is kept, for a finding and for the day when it is taken back.
    private void WriteOver(EntityTable table, EntityRow row, string rawKey, ulong hash, EntityState before)
    {
        var told = new DisputedRow(row.Entity.Name, row.Key, row.ValidFrom);
        if (!before.Deleted && before.Hash != hash) disputes.Contradict(told);
        if (!before.Deleted && !before.IsToldBy(commit.Stream.Stream, rawKey))
        {
            disputes.Close(told, commit.Stream.Stream, rawKey);
            disputes.Open(told, before.RawStream, before.RawKey, agrees: before.Hash == hash);
        }

        table.Update(row, rawKey, hash, before);
    }

    private void WriteShared(EntityTable table, List<ToldRow> told)
    {
        foreach (var (row, rawKey, hash) in told) contributors.Write(row.Entity.Name, row.Key, rawKey, row.OrderKey!, hash);
        foreach (var rows in told.GroupBy(one => one.Row.Key)) Crown(table, rows.First().Row.Entity.Name, rows.Key, [.. rows]);
    }

    /// <summary>Lets the greatest contributor tell of the entity; another one's words are at hand, unchanged or to be mapped anew.</summary>
    private void Crown(EntityTable table, string entity, string key, IReadOnlyList<ToldRow> told)
    {
        var state = table.Find(key, null);
        if (contributors.Greatest(entity, key) is not { } greatest)
        {
            if (state is { Deleted: false }) table.Remove(key, null);
        }
        else if (told.FirstOrDefault(one => one.RawKey == greatest.RawKey) is { Row: not null } winner && greatest.RawStream == commit.Stream.Stream)
        {
            if (state is null) table.Insert(winner.Row, winner.RawKey, winner.Hash);
            else table.Update(winner.Row, winner.RawKey, winner.Hash, state);
        }
        else if (state is not null)
        {
            table.SetWinner(key, null, greatest.RawStream, greatest.RawKey, state.Hash == greatest.Hash && !state.Deleted ? greatest.OrderKey : "");
        }
    }

    private void TakeBack(IEnumerable<(string RawKey, IReadOnlyList<EntityRow> Now)> records)
    {
        HashSet<(string Entity, string Key)> orphaned = [];
        foreach (var (rawKey, now) in records)
        {
            foreach (var (name, table) in tables)
                foreach (var (key, validFrom) in table.OfRaw(rawKey))
                    if (!Tells(now, new(name, key, validFrom))) Withdraw(table, new(name, key, validFrom));

            foreach (var row in disputes.OfRaw(rawKey))
                if (!Tells(now, row)) disputes.Close(row, commit.Stream.Stream, rawKey);

            foreach (var (entity, key) in contributors.OfRaw(rawKey).Where(told => tables.ContainsKey(told.Entity) && !now.Any(row => row.Entity.Name == told.Entity && row.Key == told.Key)))
            {
                contributors.Remove(entity, key, rawKey);
                orphaned.Add((entity, key));
            }
        }

        foreach (var (entity, key) in orphaned) Crown(tables[entity], entity, key, []);
    }

    private static bool Tells(IReadOnlyList<EntityRow> now, DisputedRow row) =>
        now.Any(told => told.Entity.Name == row.Entity && told.Key == row.Key && told.ValidFrom == row.ValidFrom);

    private void Withdraw(EntityTable table, DisputedRow row)
    {
        table.Remove(row.Key, row.ValidFrom);
        if (disputes.Next(row) is not var (stream, rawKey)) return;
        table.SetWinner(row.Key, row.ValidFrom, stream, rawKey, "");
        disputes.Close(row, stream, rawKey);
    }

    private readonly record struct ToldRow(EntityRow Row, string RawKey, ulong Hash);

    /// <summary>Rows of one entity, apart by whether one raw record tells of each or many.</summary>
    private sealed class ToldRows(int capacity)
    {
        public List<ToldRow> Sole { get; } = new(capacity);

        public List<ToldRow> Shared { get; } = [];

        public void Add(in ToldRow told) => (told.Row.OrderKey is null ? Sole : Shared).Add(told);
    }
}
