using System.Text.Json;
using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

public sealed class OptionsTests
{
    private const string Good = """{"files":"*.csv","key":"id"}""";

    [Fact]
    public void The_catalog_offers_a_source_and_a_destination()
    {
        Assert.IsType<FilesSource>(Build("file", """{"folder":"in"}""", Good, []));
        Assert.IsType<FolderDestination>(Build("folder", """{"folder":"out"}""", null, []));
    }

    [Fact]
    public void Reports_all_errors_at_once_each_with_its_place()
    {
        List<SettingError> errors = [];
        Assert.Null(Build("file", """{"foldr":"in"}""", """{"files":"../x","delimeter":";","skip":"many","key":[]}""", errors));
        Assert.Equal(["/settings/foldr", "/streams/a~1b/delimeter", "/streams/a~1b/skip", "/streams/a~1b/key"], errors.Select(error => error.Pointer));
        Assert.Equal(["Did you mean 'folder'?", "Did you mean 'delimiter'?"], errors.Take(2).Select(error => error.Remedy));
        Assert.All(errors, error => Assert.NotEmpty(error.Remedy));
    }

    [Theory]
    [InlineData("""{"key":"id"}""", "files")]
    [InlineData("""{"files":"*.csv"}""", "key")]
    [InlineData("""{"files":"../*.csv","key":"id"}""", "files")]
    [InlineData("""{"files":"a/b.csv","key":"id"}""", "files")]
    [InlineData("""{"files":"*","key":"id","delimiter":";;"}""", "delimiter")]
    [InlineData("""{"files":"*","key":"id","delimiter":"§"}""", "delimiter")]
    [InlineData("""{"files":"*","key":"id","delimiter":"\""}""", "delimiter")]
    [InlineData("""{"files":"*","key":"id","quote":"both"}""", "quote")]
    [InlineData("""{"files":"*","key":"id","encoding":"klingon"}""", "encoding")]
    [InlineData("""{"files":"*","key":"id","settle":"soon"}""", "settle")]
    [InlineData("""{"files":"*","key":"id","header":false}""", "columns")]
    [InlineData("""{"files":"*","key":"id","header":true,"columns":["id"]}""", "columns")]
    [InlineData("""{"files":"*","key":"ID","columns":["id"]}""", "key")]
    [InlineData("""{"files":"*","key":"id","format":"excel","encoding":"ibm850"}""", "encoding")]
    [InlineData("""{"files":"*","key":"id","format":"excel","header":false}""", "columns")]
    [InlineData("""{"files":"*","key":"id","format":"excel","sheet":0}""", "sheet")]
    [InlineData("""{"files":"*","key":"id","sheet":"Staff"}""", "sheet")]
    [InlineData("""{"files":"*","key":"id","member":""}""", "member")]
    [InlineData("""{"files":"*","key":"id","format":"edifact"}""", "format")]
    [InlineData("""{"files":[],"key":"id"}""", "files")]
    [InlineData("""{"files":["*","../*"],"key":"id"}""", "files")]
    [InlineData("""{"files":"*","key":"id","records":"a"}""", "records")]
    [InlineData("""{"files":"*","key":"id","format":"json","records":"a..b"}""", "records")]
    [InlineData("""{"files":"*","key":"id","format":"json","records":"*.b"}""", "records")]
    [InlineData("""{"files":"*","key":"id","format":"xml","records":"a b"}""", "records")]
    [InlineData("""{"files":"*","key":"id","format":"json","skip":1}""", "skip")]
    [InlineData("""{"files":"*","key":"id","format":"json","header":true}""", "columns")]
    [InlineData("""{"files":"*","key":"id","format":"json","arrays":["a"]}""", "arrays")]
    [InlineData("""{"files":"*","key":"id","where":"a = 1"}""", "where")]
    [InlineData("""{"files":"*","key":"id","widths":{"id":1}}""", "widths")]
    [InlineData("""{"files":"*","key":"id","format":"fixed"}""", "widths")]
    [InlineData("""{"files":"*","key":"id","format":"fixed","widths":{}}""", "widths")]
    [InlineData("""{"files":"*","key":"id","format":"fixed","widths":{"id":0}}""", "widths")]
    [InlineData("""{"files":"*","key":"id","format":"fixed","widths":{"id":"rest","b":1}}""", "widths")]
    [InlineData("""{"files":"*","key":"id","format":"fixed","widths":[{"name":"id","width":1}]}""", "widths")]
    [InlineData("""{"files":"*","key":"id","format":"fixed","widths":[{"name":"id","start":1,"width":1},{"name":"id","start":2,"width":1}]}""", "widths")]
    [InlineData("""{"files":"*","key":"ID","format":"fixed","widths":{"id":1}}""", "key")]
    [InlineData("""{"files":"*","key":"id","above":{"year":[1,13]}}""", "above")]
    [InlineData("""{"files":"*","key":"id","skip":1,"above":{"year":[1]}}""", "above")]
    [InlineData("""{"files":"*","key":"id","skip":1,"above":{"year":[0,1]}}""", "above")]
    [InlineData("""{"files":"*","key":"id","format":"ndjson","skip":1,"above":{"year":[1,1]}}""", "above")]
    [InlineData("""{"files":"*","key":"id","skip":-1}""", "skip")]
    [InlineData("""{"files":"*","key":"id","skip":null}""", "skip")]
    [InlineData("""{"files":null,"key":"id"}""", "files")]
    [InlineData("""{"files":"*","key":"numbered(a,)"}""", "key")]
    [InlineData("""{"files":"*","key":"id","done-marker":"*"}""", "done-marker")]
    public void Refuses_a_wrong_setting_by_its_place(string stream, string key)
    {
        List<SettingError> errors = [];
        Assert.Null(Build("file", """{"folder":"in"}""", stream, errors));
        Assert.Equal($"/streams/a~1b/{key}", Assert.Single(errors).Pointer);
    }

    [Fact]
    public void A_destination_has_no_stream_keys()
    {
        List<SettingError> errors = [];
        Assert.Null(Build("folder", """{"folder":"out"}""", Good, errors));
        Assert.Equal(2, errors.Count);
    }

    [Fact]
    public void The_schemas_know_the_keys_of_the_classes()
    {
        var kind = new ConnectorCatalog().All.Single(kind => kind.Name == "file");
        Assert.Equal(["folder"], kind.SettingsSchema.GetProperty("required").EnumerateArray().Select(key => key.GetString()));
        var properties = kind.StreamSchema.GetProperty("properties");
        Assert.Equal(["files", "format", "delimiter", "quote", "encoding", "header", "columns", "widths", "sheet", "member", "skip", "above", "records", "arrays", "where", "key", "done-marker", "settle"],
            properties.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["csv", "fixed", "ndjson", "json", "xml", "excel"], properties.GetProperty("format").GetProperty("enum").EnumerateArray().Select(value => value.GetString()));
        Assert.Equal(2, properties.GetProperty("key").GetProperty("anyOf").GetArrayLength());
        Assert.Equal(10_000, properties.GetProperty("skip").GetProperty("maximum").GetInt32());
        Assert.False(kind.StreamSchema.GetProperty("additionalProperties").GetBoolean());
    }

    private static IConnector? Build(string kind, string settings, string? stream, List<SettingError> errors) =>
        new ConnectorCatalog().All.Single(found => found.Name == kind).Build(
            new("c", Path.GetTempPath(), Json(settings), stream is null ? new Dictionary<string, JsonElement>()
                : new Dictionary<string, JsonElement> { ["a/b"] = Json(stream) }, TimeProvider.System), errors);

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
