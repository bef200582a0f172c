using System.Text;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Tests.Unit.Engine.Quarantine;
using BackOffice.Integration.Tests.Unit.Engine.Store;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

public sealed class RecordLinkTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://erp.example/e/{key}", "https://erp.example/e/a%7C%2F..%3Fx")]
    [InlineData("https://erp.example/e?no={no}&day={from.day}", "https://erp.example/e?no=7%267&day=1")]
    [InlineData("https://erp.example/e?n={Brutto (€)}", "https://erp.example/e?n=%C3%A4")]
    public void Placeholders_are_filled_in_and_encoded(string template, string url) =>
        Assert.Equal(url, RecordLink.Of(template, "a|/..?x", """{"no":"7&7","from":{"day":1},"Brutto (€)":"ä"}"""u8.ToArray())!.Url);

    [Fact]
    public void A_field_that_the_record_lacks_is_told_at_use()
    {
        var link = RecordLink.Of("https://erp.example/{number}/{key}", "7", Encoding.UTF8.GetBytes("""{"no":"7"}"""))!;
        Assert.Null(link.Url);
        Assert.Contains("'number'", link.Problem, StringComparison.Ordinal);
        Assert.Equal("https://erp.example/{number}/7", link.Masked);
    }

    [Theory]
    [InlineData("https://erp.example/{key}", true)]
    [InlineData("http://localhost:8069/web#id={id}&model=hr.employee", true)]
    [InlineData("javascript:alert({key})", false)]
    [InlineData("https://{host}/x", false)]
    [InlineData("https://erp.{company}.example/x", false)]
    [InlineData("https://ada:secret@erp.example/{key}", false)]
    [InlineData("https://erp.example/{key", false)]
    [InlineData("https://erp.example/{}", false)]
    [InlineData("/e/{key}", false)]
    public void Only_an_address_whose_host_no_record_chooses_is_one(string template, bool sound) => Assert.Equal(sound, RecordLink.Fault(template) is null);

    [Fact]
    public async Task A_placeholder_that_the_columns_of_a_stream_lack_is_a_fault_offline()
    {
        await using var hub = await QuarantineHub.OpenAsync();
        hub.Write("connections/erp.yaml", "connector: file\nsettings: {folder: in}\nstreams:\n  people:\n    files: \"*.csv\"\n    columns: [no, name]\n    key: no\n    record-url: https://erp.example/{nam}\n");
        var published = await hub.Engine.Publisher.PublishAsync(hub.Folder, QuarantineHub.Anna, Ct);
        Assert.Equal("connections/erp.yaml:8:17: The stream has no field 'nam'. Did you mean 'name'?", Assert.Single(published.Errors).ToString());
    }

    [Fact]
    public async Task What_a_source_says_itself_is_asked_once_and_used_where_the_workspace_says_nothing()
    {
        using var store = new TestStore();
        var workspace = new TestWorkspace().Valid();
        var links = new RecordLinks(new Published(workspace), new SqliteWhyStore(store.Database));
        var source = new Describing();
        await links.RememberAsync(workspace, "hr", "staff", source, Ct);
        await links.RememberAsync(workspace, "hr", "staff", source, Ct);
        Assert.Equal(("https://erp.example/{key}", 1), (await links.TemplateAsync("hr", "staff", Ct), source.Asked));
        Assert.Null(await links.TemplateAsync("hr", "other", Ct));
    }

    private sealed class Published(Workspace workspace) : IWorkspaces
    {
        public Task<Workspace?> LoadAsync(string? hash, CancellationToken ct) => Task.FromResult<Workspace?>(workspace);
    }

    private sealed class Describing : ISource
    {
        public int Asked { get; private set; }

        public Task CheckAsync(CancellationToken ct) => Task.CompletedTask;

        public Task<IReadOnlyList<StreamDescriptor>> DiscoverAsync(CancellationToken ct)
        {
            Asked++;
            return Task.FromResult<IReadOnlyList<StreamDescriptor>>([new("staff", "{}", ["no"], [ReadMode.Full], RecordUrl: "https://erp.example/{key}")]);
        }

        public IAsyncEnumerable<RecordBatch> ReadAsync(ReadRequest request, CancellationToken ct) => throw new NotSupportedException();
    }
}
