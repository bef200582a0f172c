using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using BackOffice.Integration.Engine.Store.Sqlite;
using CsvHelper;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Benchmarks.Cases;

/// <summary>What a careful programmer writes for this one file: the same durable work, nothing configurable.</summary>
internal sealed class HandWrittenLoad : ICase
{
    private const int BatchSize = 5_000;

    public async Task<Measured> RunAsync(CaseFolder folder)
    {
        await KeepAsync(folder);
        using (var database = new SqliteDatabase(folder.Store))
        {
            await SqliteMigrator.MigrateAsync(database, default);
            using var connection = database.Open();
            Load(folder.Input, connection);
        }

        SqliteConnection.ClearAllPools();
        var cpu = Environment.CpuUsage.TotalTime;
        return new(cpu, StoreSums.Of(folder.Store));
    }

    private static async Task KeepAsync(CaseFolder folder)
    {
        Directory.CreateDirectory(folder.Landing);
        await using var input = File.OpenRead(folder.Input);
        await using var output = File.Create(Path.Combine(folder.Landing, "ledger.csv.gz"));
        await using (var zipped = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true)) await input.CopyToAsync(zipped, 1 << 20);
        output.Flush(flushToDisk: true);
    }

    private static void Load(string file, SqliteConnection connection)
    {
        using var reader = CsvReader.FromFile(file, new CsvReaderOptions { Separator = ';', TrackLineNumbers = true });
        for (var more = true; more;)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            more = LoadBatch(reader, connection, transaction);
            transaction.Commit();
        }
    }

    private static bool LoadBatch(CsvReader reader, SqliteConnection connection, SqliteTransaction transaction)
    {
        using var lines = new LineInsert(connection, transaction);
        for (var row = 0; row < BatchSize; row++)
        {
            if (!reader.Read()) return false;
            lines.Write(reader);
        }

        return true;
    }

    private sealed class LineInsert : IDisposable
    {
        private readonly SqliteCommand raw;
        private readonly SqliteCommand line;
        private readonly SqliteParameter key;
        private readonly SqliteParameter rawHash;
        private readonly SqliteParameter position;
        private readonly SqliteParameter[] values;
        private readonly SqliteParameter rowHash;
        private readonly SqliteParameter identity;

        public LineInsert(SqliteConnection connection, SqliteTransaction transaction)
        {
            var commit = Guid.CreateVersion7().ToString();
            raw = Prepare(connection, transaction, commit, """
                INSERT INTO raw (connection, stream, "key", raw_hash, landing_id, position, generation, deleted, commit_id)
                VALUES ('books', 'ledger', $key, $raw_hash, $landing, $position, 1, 0, $commit)
                """);
            line = Prepare(connection, transaction, commit, """
                INSERT INTO accounting_journal_line (connection, source_key, identity_id, entry, account, debit, credit, currency, posting_date, party,
                  cost_centre, memo, company, row_hash, mapping_hash, raw_stream, raw_key, deleted, commit_id)
                VALUES ('books', $key, $identity, $entry, $account, $debit, $credit, $currency, $day, $party,
                  $cost_centre, $memo, $company, $row_hash, $mapping, 'ledger', $key, 0, $commit)
                """);
            raw.Parameters.AddWithValue("$landing", commit);
            line.Parameters.AddWithValue("$mapping", new byte[32]);
            key = new("$key", SqliteType.Text);
            (rawHash, position) = (new("$raw_hash", SqliteType.Blob), new("$position", SqliteType.Text));
            values = [.. new[] { "$entry", "$account", "$debit", "$credit", "$currency", "$day", "$party", "$cost_centre", "$memo", "$company" }.Select(name => new SqliteParameter { ParameterName = name })];
            (rowHash, identity) = (new("$row_hash", SqliteType.Blob), new("$identity", SqliteType.Text));
            raw.Parameters.AddRange([key, rawHash, position]);
            line.Parameters.AddRange([new SqliteParameter("$key", SqliteType.Text), identity, .. values, rowHash]);
            raw.Prepare();
            line.Prepare();
        }

        public void Write(CsvReader reader)
        {
            Span<byte> hash = stackalloc byte[sizeof(ulong)];
            XxHash3.Hash(reader.RawRecord, hash);
            var id = reader.GetString(0);
            key.Value = line.Parameters["$key"].Value = id;
            rawHash.Value = hash.ToArray();
            position.Value = string.Create(CultureInfo.InvariantCulture, $"{reader.LineNumber}@{reader.ByteOffset}+{reader.RawRecord.Length}");
            raw.ExecuteNonQuery();

            var debit = Money(reader.GetString(8));
            var credit = Money(reader.GetString(9));
            if (debit != 0 && credit != 0) throw new InvalidDataException($"Line {reader.LineNumber} stands on both sides.");
            values[0].Value = $"{reader.GetString(1)}|{reader.GetString(2)}";
            values[1].Value = reader.GetString(4);
            values[2].Value = debit;
            values[3].Value = credit;
            values[4].Value = reader.GetString(10);
            values[5].Value = DateOnly.ParseExact(reader.GetString(3), "dd.MM.yyyy", CultureInfo.InvariantCulture).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            values[6].Value = reader.GetString(5);
            values[7].Value = reader.GetString(6);
            values[8].Value = reader.GetString(7);
            values[9].Value = reader.GetString(11);
            rowHash.Value = RowHash();
            identity.Value = Guid.CreateVersion7().ToString();
            line.ExecuteNonQuery();
        }

        public void Dispose()
        {
            raw.Dispose();
            line.Dispose();
        }

        private static SqliteCommand Prepare(SqliteConnection connection, SqliteTransaction transaction, string commit, string sql)
        {
            var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (sql, transaction);
            command.Parameters.AddWithValue("$commit", commit);
            return command;
        }

        private static long Money(string text) =>
            (long)(decimal.Parse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 10_000m);

        private byte[] RowHash()
        {
            var hash = new XxHash3();
            Span<byte> buffer = stackalloc byte[512];
            foreach (var value in values)
            {
                if (value.Value is string text) hash.Append(buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
                else
                {
                    BinaryPrimitives.WriteInt64LittleEndian(buffer, (long)value.Value!);
                    hash.Append(buffer[..sizeof(long)]);
                }
            }

            return hash.GetCurrentHash();
        }
    }
}
