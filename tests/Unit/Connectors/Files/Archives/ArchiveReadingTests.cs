using System.Buffers.Binary;
using System.Text;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files.Archives;

public sealed class ArchiveReadingTests : IDisposable
{
    private const string Options = """{"files":"*.zip","member":"*.csv","delimiter":";","key":"id"}""";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("python.zip")]
    [InlineData("zip64.zip")]
    [InlineData("windows.zip")]
    [InlineData("info.zip")]
    public async Task Reads_the_members_that_fit_in_name_order_as_one_stream(string name)
    {
        var records = await ReadAsync(Packed.Bytes(name));
        Assert.Equal(["1", "2", "3", "4", "5", "6"], records.Select(record => record.Key));
        Assert.Equal("""{"id":"2","name":"Weber;\nSöhne"}""", records[1].Json());
        Assert.Equal(
            ["2026/b.csv line 2, bytes 9 to 16", "2026/b.csv line 3, bytes 18 to 35", "2026/b.csv line 5, bytes 37 to 40", "a.csv line 2, bytes 8 to 11", "a.csv line 3, bytes 12 to 15", "c.csv line 2, bytes 8 to 16"],
            records.Select(record => record.Position.ToText()));
        Assert.Distinct(records.Select(record => record.Position.Index));
    }

    [Fact]
    public async Task Gives_records_again_from_any_member_in_any_order()
    {
        folder.Write("a.zip", Packed.Bytes("python.zip"));
        var source = folder.Source(Options);
        var records = (await source.RecordsAsync()).AsEnumerable().Reverse().ToList();
        var file = Assert.Single(await source.ArrivedAsync());
        Assert.Equal(records.Select(record => record.Json()), await source.AgainAsync(file, records.Select(record => record.Position)));
        await Assert.ThrowsAsync<ConnectorException>(() => source.AgainAsync(file, [new(9 * Position.PartSize + 1, 0, 1)]));
    }

    [Fact]
    public async Task Numbers_of_keys_go_on_from_member_to_member()
    {
        folder.Write("a.zip", Packed.Zip(("a.csv", "j\nV\nV\n"u8.ToArray()), ("b.csv", "j\nV#\nV\n"u8.ToArray())));
        Assert.Equal(["V#1", "V#2", "V\\##1", "V#3"], (await folder.Source("""{"files":"*.zip","member":"*","key":"numbered(j)"}""").RecordsAsync()).Select(record => record.Key));
    }

    [Fact]
    public async Task Broken_records_of_two_members_are_told_apart()
    {
        var records = await ReadAsync(Packed.Zip(("a.csv", "id;x\n;1\n"u8.ToArray()), ("b.csv", "id;x\n;1\n"u8.ToArray())));
        Assert.Equal(["a.csv line 2", "b.csv line 2"], records.Select(record => record.Key));
        Assert.All(records, record => Assert.StartsWith(record.Position.Part + ": Line 2 ", record.Problem!.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Empty_members_are_passed_over_and_an_archive_of_them_completes_nothing()
    {
        Assert.Equal(["1"], (await ReadAsync(Packed.Zip(("a.csv", []), ("b.csv", "id\n1\n"u8.ToArray()), ("c.csv", [])))).Select(record => record.Key));
        folder.Write("a.zip", Packed.Zip(("a.csv", [])));
        Assert.False(Assert.Single(await folder.Source(Options).BatchesAsync()).CompletesSnapshot);
    }

    [Fact]
    public async Task Members_with_other_fields_are_refused()
    {
        var failed = await FailsAsync(Packed.Zip(("a.csv", "id;x\n1;1\n"u8.ToArray()), ("b.csv", "id\n2\n"u8.ToArray())));
        Assert.Equal("archive.fields", failed.Code);
        Assert.Contains("'x', and b.csv", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_an_archive_is_that_cannot_be_read()
    {
        Assert.Equal("archive.encrypted", (await FailsAsync(Packed.Bytes("encrypted.zip"))).Code);
        Assert.Equal("archive.no-member", (await FailsAsync(Packed.Zip(("a.txt", "id\n1\n"u8.ToArray())))).Code);
        Assert.Equal("archive.nested", (await FailsAsync(Packed.Zip(("a.csv", Packed.Bytes("python.zip"))))).Code);
        Assert.Equal("archive.name", (await FailsAsync(Packed.Zip(("a.csv", []), ("a.csv", [])))).Code);
        Assert.Equal("archive.name", (await FailsAsync(Packed.Zip(("a\u001b[2J.csv", [])))).Code);
        Assert.Equal("archive.too-large", (await FailsAsync(Packed.Zip([.. Enumerable.Range(0, 10_001).Select(n => ($"{n}.txt", Array.Empty<byte>()))]))).Code);
        Assert.Equal("archive.damaged", (await FailsAsync(Packed.Bytes("python.zip")[..^30])).Code);
    }

    [Fact]
    public async Task A_bomb_is_refused_before_its_first_record()
    {
        var zeros = new byte[80 << 20];
        "id\n1\n"u8.CopyTo(zeros);
        Assert.Equal("archive.too-large", (await FailsAsync(Packed.Zip(("a.csv", zeros)))).Code);
    }

    [Theory]
    [InlineData(16, 1)]
    [InlineData(24, 1)]
    [InlineData(24, -1)]
    public async Task A_member_that_is_not_what_the_archive_says_brings_nothing(int field, int change)
    {
        // In the archive's list of members: the checksum, and the size.
        var bytes = Packed.Zip(("a.csv", "id\n1\n"u8.ToArray()), ("b.csv", "id\n2\n"u8.ToArray()));
        var last = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        var place = bytes.AsSpan(last + field);
        BinaryPrimitives.WriteUInt32LittleEndian(place, (uint)(BinaryPrimitives.ReadUInt32LittleEndian(place) + change));
        Assert.Equal("archive.damaged", (await FailsAsync(bytes)).Code);
    }

    [Fact]
    public async Task A_zip_archive_where_none_is_expected_says_how_to_read_it()
    {
        folder.Write("a.zip", Packed.Bytes("python.zip"));
        var failed = await Assert.ThrowsAsync<ConnectorException>(() => folder.Source("""{"files":"*.zip","key":"id"}""").BatchesAsync());
        Assert.Contains("member", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gzip_file_is_read_by_what_it_is_and_a_broken_one_brings_nothing()
    {
        folder.Write("a.csv.gz", Packed.Bytes("plain.csv.gz"));
        var source = folder.Source("""{"files":"*","delimiter":";","key":"id"}""");
        var records = await source.RecordsAsync();
        Assert.Equal(["4", "5", "6"], records.Select(record => record.Key));
        Assert.Equal(records.Select(record => record.Json()), await source.AgainAsync(Assert.Single(await source.ArrivedAsync()), records.Select(record => record.Position)));

        folder.Write("a.csv.gz", [.. Packed.Gzip("id;name\n" + string.Concat(Enumerable.Range(0, 999).Select(n => $"{n};x\n")))[..^40], (byte)'\n']);
        File.SetLastWriteTimeUtc(folder["a.csv.gz"], DateTime.UtcNow.AddMinutes(-1));
        Assert.Equal("archive.damaged", (await Assert.ThrowsAsync<ConnectorException>(() => source.BatchesAsync())).Code);
    }

    [Theory]
    [InlineData("twice.csv.gz", "archive.nested", "gzip file")]
    [InlineData("plain.zip.gz", "archive.nested", "zip archive")]
    [InlineData("plain.tar.gz", "archive.nested", "tar archive")]
    [InlineData("plain.tar", "archive.unknown", "tar archive")]
    [InlineData("plain.csv.bz2", "archive.unknown", "bzip2 file")]
    [InlineData("plain.csv.xz", "archive.unknown", "xz file")]
    [InlineData("plain.csv.zst", "archive.unknown", "Zstandard file")]
    public async Task What_is_packed_otherwise_or_twice_says_how_and_what_to_do(string name, string code, string kind)
    {
        var bytes = name == "plain.zip.gz" ? Packed.Gzip(Packed.Bytes("python.zip")) : Packed.Bytes(name);
        folder.Write(name, bytes);
        File.SetLastWriteTimeUtc(folder[name], DateTime.UtcNow.AddMinutes(-1));
        var source = folder.Source("""{"files":"*","delimiter":";","key":"id"}""");
        var failed = await Assert.ThrowsAsync<ConnectorException>(() => source.BatchesAsync());
        Assert.Equal((code, Recovery.Stop), (failed.Code, failed.Recovery));
        Assert.StartsWith(name, failed.Message, StringComparison.Ordinal);
        Assert.Contains($"({kind})", failed.Message, StringComparison.Ordinal);
        Assert.Contains($"({kind})", Assert.Single(await source.DiscoverAsync(TestContext.Current.CancellationToken)).Schema, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_no_file_behind()
    {
        var before = Temporary();
        folder.Write("a.zip", Packed.Zip(("a.csv", Encoding.UTF8.GetBytes("id\n" + string.Concat(Enumerable.Range(0, 2_500_000).Select(n => $"{n:D7}\n"))))));
        await foreach (var _ in folder.Source(Options).ReadAsync(ReadRequest.Whole("s"), TestContext.Current.CancellationToken))
        {
            // Not even while it is open, so that nothing is there after a crash.
            Assert.Equal(before, Temporary());
            return;
        }

        static string[] Temporary() => Directory.GetFiles(Path.GetTempPath(), ".backoffice-*");
    }

    private Task<List<RawRecord>> ReadAsync(byte[] archive)
    {
        folder.Write("a.zip", archive);
        return folder.Source(Options).RecordsAsync();
    }

    private async Task<ConnectorException> FailsAsync(byte[] archive)
    {
        folder.Write("a.zip", archive);
        // A half archive is read once it has stood still.
        File.SetLastWriteTimeUtc(folder["a.zip"], DateTime.UtcNow.AddMinutes(-1));
        var failed = await Assert.ThrowsAsync<ConnectorException>(() => folder.Source(Options).BatchesAsync());
        Assert.Equal(Recovery.Stop, failed.Recovery);
        return failed;
    }
}
