using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Tests.Unit.Engine.Workspaces;

namespace BackOffice.Integration.Tests.Unit.Connectors;

public sealed class DurableFolderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Of_many_who_publish_one_new_name_at_once_one_wins_and_none_is_overwritten()
    {
        for (var round = 0; round < 50; round++)
        {
            var final = Path.Combine(folder.Path, $"file {round}");
            var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() =>
            {
                var draft = $"{final}.{index}";
                File.WriteAllText(draft, $"{index}");
                return DurableFolder.PublishNew(draft, final) ? index : -1;
            })));

            Assert.Equal(File.ReadAllText(final), $"{Assert.Single(won, index => index >= 0)}");
        }
    }

    [Fact]
    public void A_taken_name_keeps_its_file_and_the_draft_stays()
    {
        var (draft, final) = (Path.Combine(folder.Path, "draft"), Path.Combine(folder.Path, "final"));
        File.WriteAllText(draft, "new");
        File.WriteAllText(final, "old");
        Assert.False(DurableFolder.PublishNew(draft, final));
        Assert.Equal(("new", "old"), (File.ReadAllText(draft), File.ReadAllText(final)));
    }
}
