using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Audit;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Engine.Why;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Layouts;
using Dapper;
using Microsoft.Extensions.Time.Testing;

namespace BackOffice.Integration.Tests.Unit.Engine.Releases;

/// <summary>A hub with one HR stream and one payroll export, in a folder of its own.</summary>
internal sealed class ReleaseFixture : IRawReader, IPinnedMappings, IWorkspaces, IConnections, IFileDestination, IDisposable
{
    public static readonly Period March = Period.Parse("2026-03");
    public static readonly Actor Ada = new("ada", "ada"), Ben = new("ben", "ben"), Cleo = new("cleo", "cleo"), Dan = new("dan", "dan");

    private readonly Dictionary<string, byte[]> landed = [];
    private long commits;

    private ReleaseFixture(string folder)
    {
        Folder = folder;
        Database = new(Path.Combine(folder, "hub.db"));
        Store = new(Database);
        Workspace = Workspaces.Of(HashOf("workspace 1"));
    }

    public string Folder { get; }

    public SqliteDatabase Database { get; }

    public SqliteReleaseStore Store { get; }

    public HrMapping Mapping { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero));

    public Workspace Workspace { get; set; }

    /// <summary>What the partner received, by name.</summary>
    public Dictionary<string, byte[]> Received { get; } = [];

    /// <summary>Set to let the next delivery fail or lie.</summary>
    public Func<Receipt, Receipt>? OnDeliver { get; set; }

    public DraftDesk Drafts => new(Store, this, this, this, Clock);

    public ReleaseDesk Releases => new(Store, this, Clock);

    public SealDesk Seals => new(Store, this, Clock);

    public DeliveryDesk Deliveries => new(Store, this, this, Clock);

    public ProofDesk Proofs => new(Store, this, this, this);

    public WhyDesk Why => new(Store, new SqliteWhyStore(Database), this, this, this);

    public AuditDesk Audit => new(new SqliteAuditStore(Database), Store, new SqliteActorStore(Database), TimeProvider.System);

    public static async Task<ReleaseFixture> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("releases ").FullName;
        var fixture = new ReleaseFixture(folder);
        await SqliteMigrator.MigrateAsync(fixture.Database, default);
        fixture.Publish("workspace 1", "eve", ("mappings/hr.yaml", HrMapping.Sha256), ("exports/payroll.yaml", HashOf("export 1")));
        fixture.Read(Record("0017", "Müller", "4.250,50"), Record("0018", "O'Neill", "3.999,50"), Record("0019", "Çelik", "100"));
        return fixture;
    }

    public void Publish(string version, string by, params (string Path, string Sha256)[] files)
    {
        using var connection = Database.Open();
        var hash = Convert.FromHexString(HashOf(version));
        connection.Execute("INSERT INTO workspace_version (hash, dirty, published_at, published_by) VALUES (@hash, 0, @at, @by)", new { hash, at = Micros.Of(Clock.GetUtcNow()), by });
        foreach (var (path, sha256) in files)
        {
            connection.Execute("INSERT INTO workspace_file (hash, path, sha256, content) VALUES (@hash, @path, @sha256, x'')", new { hash, path, sha256 = Convert.FromHexString(sha256) });
        }

        using var transaction = connection.BeginTransaction();
        SqliteAudit.Append(connection, transaction, Clock.GetUtcNow(), new(by, "workspace.published", HashOf(version), "{}"));
        transaction.Commit();
        Workspace = Workspaces.Of(HashOf(version));
        Clock.Advance(TimeSpan.FromMinutes(1));
    }

    public static Dictionary<string, string> Record(string no, string last, string salary, string from = "2026-01-01") => new()
    {
        ["nr"] = no,
        ["company"] = "DE",
        ["last"] = last,
        ["first"] = "Pat",
        ["hired"] = "2020-01-01",
        ["left"] = "",
        ["from"] = from,
        ["salary"] = salary,
        ["currency"] = "EUR",
        ["iban"] = $"DE00{no}",
    };

    /// <summary>Lands, maps and commits records, as a run would.</summary>
    public void Read(params Dictionary<string, string>[] records)
    {
        using var connection = Database.Open();
        var (commit, landing) = (Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString());
        connection.Execute("INSERT INTO landing (id, connection, stream, run_id, uri, sha256, bytes, read_at) VALUES (@landing, 'hr', 'staff', 'run', 'x', x'01', 1, 1)", new { landing });
        connection.Execute("INSERT OR IGNORE INTO file_taken (pipeline, connection, sha256, name, size, mtime, run_id) VALUES ('staff', 'hr', x'01', 'staff.csv', 1, 1, 'run')");
        foreach (var (index, record) in records.Index())
        {
            var key = $"{record["nr"]}|{record["from"]}";
            var payload = JsonSerializer.SerializeToUtf8Bytes(record);
            landed[$"{landing} {key}"] = payload;
            var hash = HashBytes(XxHash3.HashToUInt64(payload));
            connection.Execute(
                "INSERT OR REPLACE INTO raw (connection, stream, \"key\", raw_hash, landing_id, position, generation, deleted, commit_id) VALUES ('hr', 'staff', @key, @hash, @landing, @position, 1, 0, @commit)",
                new { key, hash, landing, position = PositionText.Of(new(index + 2, 100 * index, 90)), commit });
            foreach (var entity in Mapping.Trace(new("staff", key, payload)).Entities) Insert(connection, entity.Row, key, commit);
        }

        commits++;
        connection.Execute("INSERT INTO commit_log (id, commit_no, run_id, slice, fence, at, read, mapped, unchanged, quarantined, deleted, totals) VALUES (@commit, @commits, 'run', '', 1, @at, 0, 0, 0, 0, 0, '{}')", new { commit, commits, at = Micros.Of(Clock.GetUtcNow()) });
        connection.Execute("INSERT INTO counter (name, value) VALUES ('commit', @commits) ON CONFLICT (name) DO UPDATE SET value = excluded.value", new { commits });
        Clock.Advance(TimeSpan.FromMinutes(1));
    }

    public void Execute(string sql)
    {
        using var connection = Database.Open();
        connection.Execute(sql);
    }

    public T Scalar<T>(string sql)
    {
        using var connection = Database.Open();
        return connection.ExecuteScalar<T>(sql)!;
    }

    /// <summary>Drafts and lets two actors approve.</summary>
    public async Task<DraftOutcome> ApprovedAsync()
    {
        var drafted = await Drafts.DraftAsync("payroll", March, Ada, default);
        await Releases.ApproveAsync("next", null, Ben, default);
        await Releases.ApproveAsync("next", null, Cleo, default);
        return drafted;
    }

    public async Task<SealOutcome> SealedAsync()
    {
        await ApprovedAsync();
        return await Seals.SealAsync("next", Dan, default);
    }

    public async Task<SealOutcome> DeliveredAsync()
    {
        var outcome = await SealedAsync();
        await Deliveries.DeliverWaitingAsync(default);
        return outcome;
    }

    /// <summary>Lets the landing give other bytes than it got.</summary>
    public void SpoilLanding()
    {
        foreach (var key in landed.Keys) landed[key] = [.. landed[key][..^1], (byte)' ', (byte)'}'];
    }

    public void LoseLanding() => landed.Clear();

    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadAsync(IReadOnlyList<RawReference> references, CancellationToken ct) => landed.Count == 0
        ? throw new FileNotFoundException()
        : Task.FromResult<IReadOnlyList<ReadOnlyMemory<byte>>>([.. references.Select(reference => (ReadOnlyMemory<byte>)landed[$"{reference.LandingId} {reference.RawKey}"])]);

    public Task<PinnedMapping?> FindAsync(string workspace, string connection, string stream, string mapping, CancellationToken ct) =>
        Task.FromResult<PinnedMapping?>(new("mappings/hr.yaml", HrMapping.Sha256, workspace, Workspace.Connections[connection].Streams[stream], HrMapping.PathsOf, Mapping.Trace));

    public Task<Workspace?> LoadAsync(string? hash, CancellationToken ct) => Task.FromResult<Workspace?>(Workspace with { Hash = hash ?? Workspace.Hash });

    public IConnector Open(Workspace workspace, string name) => this;

    public Task CheckAsync(CancellationToken ct) => Task.CompletedTask;

    public async Task<Receipt> DeliverAsync(Delivery delivery, CancellationToken ct)
    {
        using var copy = new MemoryStream();
        await using (var source = await delivery.OpenAsync(ct)) await source.CopyToAsync(copy, ct);
        Received[delivery.Name] = copy.ToArray();
        var receipt = new Receipt(delivery.Name, copy.Length, SHA256.HashData(copy.ToArray()));
        return OnDeliver is { } lie ? lie(receipt) : receipt;
    }

    public void Dispose()
    {
        Database.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void Insert(Microsoft.Data.Sqlite.SqliteConnection connection, EntityRow row, string rawKey, string commit)
    {
        var columns = row.Entity.Fields.Index().ToDictionary(field => field.Item.Column, field => Stored(field.Item, row.Cells[field.Index]));
        columns["connection"] = "hr";
        columns["source_key"] = row.Key;
        if (row.ValidFrom is { } day) columns["valid_from"] = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        columns["identity_id"] = row.Key;
        columns["row_hash"] = HashBytes(row.Hash());
        columns["mapping_hash"] = Convert.FromHexString(HrMapping.Sha256);
        columns["raw_stream"] = "staff";
        columns["raw_key"] = rawKey;
        columns["deleted"] = 0;
        columns["commit_id"] = commit;
        var names = columns.Keys.ToList();
        connection.Execute($"INSERT OR REPLACE INTO {row.Entity.Table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(name => "@" + name))})", new DynamicParameters(columns));
    }

    private static object? Stored(FieldDescriptor field, Cell cell) =>
        !cell.HasValue ? null : field.Type is FieldType.Text or FieldType.Date ? cell.ToText(field) : cell.Number;

    private static byte[] HashBytes(ulong hash)
    {
        var bytes = new byte[sizeof(ulong)];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, hash);
        return bytes;
    }

    private static class Workspaces
    {
        private static readonly DelimitedProfile Profile = new(
            HashOf("layout 1"), ';', "windows-1252", ',', "\r\n", Header: true, OpensInSpreadsheet: false,
            [new("Firma", "company", null), new("Personalnr", "employee_no", null), new("Name", "last_name", null), new("Gehalt", "salary", "0.00"), new("Waehrung", "salary_currency", null), new("IBAN", "iban", null)],
            new("SUMME", "salary", "salary_currency"));

        public static Workspace Of(string hash) => new(
            hash,
            "",
            new("test", [], "hub.db", "landing", "Europe/Berlin", []),
            new Dictionary<string, Connection> { ["hr"] = new("hr", "file", default, new Dictionary<string, StreamSettings> { ["staff"] = new("staff", new Formats(',', '.'), ["salary"], default) }) },
            new Dictionary<string, Pipeline>(),
            new Dictionary<string, Export> { ["payroll"] = new("payroll", "acme", "payroll", new Dictionary<string, string> { ["company"] = "DE" }, Profile, "{export}-{company}-{period}-{number}.csv", 2, null) },
            new Dictionary<string, Partner> { ["acme"] = new("acme", "Acme", "outbox", "DE", [.. Profile.Columns.Select(column => new AllowedField(column.From, "payroll", "contract"))]) },
            new Dictionary<string, BackOffice.Integration.Mappings.Language.MappingFile>(),
            CrosswalkSet.Empty,
            []);
    }
}
