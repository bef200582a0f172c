using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

/// <summary>How a file source describes its streams by the files it has.</summary>
public sealed class DiscoveryTests : IDisposable
{
    private const string Options = """{"files":"*.csv","delimiter":";","key":"id"}""";

    private readonly TestFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Shows_the_header_of_the_newest_file_that_waits()
    {
        folder.Write("b.csv", "other\n");
        folder.Write("a.csv", "id;a \"b\"\n1;x\n");
        File.SetLastWriteTimeUtc(folder["b.csv"], new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var stream = await DiscoverAsync(Options);
        Assert.Equal(["id"], stream.Key);
        Assert.Equal(["id", "a \"b\""], Fields(stream));
        Assert.Contains("\"string\"", stream.Schema, StringComparison.Ordinal);
        Assert.Contains("a.csv", stream.Schema, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_the_header_of_a_taken_file_where_none_waits()
    {
        folder.Write("a.csv", "id;name\n1;x\n");
        var source = folder.Source(Options);
        await source.ArchiveAsync(Assert.Single(await source.ArrivedAsync()), Ct);
        var stream = await DiscoverAsync(Options);
        Assert.Equal(["id", "name"], Fields(stream));
        Assert.Contains("The fields of the file taken last.", stream.Schema, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_out_a_file_whose_marker_is_not_there_yet()
    {
        folder.Write("a.csv", "id\n");
        Assert.Empty(Fields(await DiscoverAsync("""{"files":"*.csv","key":"id","done-marker":".done"}""")));
        folder.Write("a.csv.done", "");
        Assert.Equal(["id"], Fields(await DiscoverAsync("""{"files":"*.csv","key":"id","done-marker":".done"}""")));
    }

    [Fact]
    public async Task Names_the_fields_of_the_first_JSON_line_and_promises_no_type()
    {
        folder.Write("a.json", "\uFEFF{\"id\":1,\"n\":{\"x\":2},\"id\":3}\n");
        var stream = await DiscoverAsync("""{"files":"*.json","format":"ndjson","key":"id"}""");
        Assert.Equal(["id", "n"], Fields(stream));
        Assert.DoesNotContain("string", stream.Schema, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]\n")]
    [InlineData("{\n")]
    public async Task Knows_no_fields_where_there_is_no_JSON_object(string text)
    {
        folder.Write("a.json", text);
        Assert.Empty(Fields(await DiscoverAsync("""{"files":"*.json","format":"ndjson","key":"id"}""")));
    }

    [Theory]
    [InlineData("json", """[{"k":"b"},{"k":"a","n":{"x":[{"y":1}]},"l":[]}]""", ",\"where\":\"k == 'a'\"", """{"k":{},"n":{"type":"object","properties":{"x":{"type":"array","items":{"type":"object","properties":{"y":{}}}}}},"l":{"type":"array"}}""")]
    [InlineData("ndjson", "{\"n\":{\"x\":2}}\n", "", """{"n":{"type":"object","properties":{"x":{}}}}""")]
    [InlineData("xml", "<r><e id='1'><n><x/><x/></n></e></r>", "", """{"@id":{"type":"string"},"n":{"type":"object","properties":{"x":{"type":"array","items":{"type":"string"}}}}}""")]
    public async Task Shows_what_lies_within_a_record(string format, string text, string more, string properties)
    {
        folder.Write("a", text);
        var stream = await DiscoverAsync($$"""{"files":"a","format":"{{format}}"{{more}},"key":"id"}""");
        using var schema = JsonDocument.Parse(stream.Schema);
        Assert.Equal(properties, schema.RootElement.GetProperty("properties").GetRawText());
        Assert.Equal("The fields of a.", schema.RootElement.GetProperty("description").GetString());
    }

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    [InlineData("fixed\",\"widths\":{\"id\":1},\"settle\":\"1s")]
    public async Task An_empty_file_shows_nothing_and_stops_nothing(string format)
    {
        folder.Write("a", "\uFEFF \n");
        Assert.Equal(format.StartsWith("fixed", StringComparison.Ordinal) ? ["id"] : [], Fields(await DiscoverAsync($$"""{"files":"a","format":"{{format}}","key":"id"}""")));
    }

    [Theory]
    [InlineData("json", "[{\"id\":")]
    [InlineData("xml", "<rows><row ")]
    public async Task A_document_that_is_still_written_shows_nothing_and_stops_nothing(string format, string text)
    {
        folder.Write("a", text);
        Assert.Empty(Fields(await DiscoverAsync($$"""{"files":"a","format":"{{format}}","key":"id"}""")));
    }

    [Fact]
    public async Task Names_the_columns_of_fixed_width()
    {
        Assert.Equal(["id", "b"], Fields(await DiscoverAsync("""{"files":"a","format":"fixed","widths":{"id":1,"b":"rest"},"key":"id"}""")));
    }

    private async Task<StreamDescriptor> DiscoverAsync(string options) => Assert.Single(await folder.Source(options).DiscoverAsync(Ct));

    private static List<string> Fields(StreamDescriptor stream)
    {
        using var schema = JsonDocument.Parse(stream.Schema);
        return schema.RootElement.TryGetProperty("properties", out var fields) ? [.. fields.EnumerateObject().Select(field => field.Name)] : [];
    }
}
