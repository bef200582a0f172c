using BackOffice.Integration.Engine.Rehearsals;

namespace BackOffice.Integration.Tests.Unit.Engine.Rehearsals;

public sealed class RehearsalFolderTests : IDisposable
{
    private readonly DirectoryInfo store = Directory.CreateTempSubdirectory("rehearsals ");

    private string Root => Path.Combine(store.FullName, ".rehearsals");

    [Fact]
    public void It_is_for_its_owner_only()
    {
        using var folder = RehearsalFolder.Make(store.FullName);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        foreach (var path in (string[])[Root, folder.Path]) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public void It_leaves_nothing()
    {
        using (var folder = RehearsalFolder.Make(store.FullName)) File.WriteAllText(Path.Combine(folder.Path, "hub.db"), "x");
        Assert.Empty(store.EnumerateFileSystemInfos());
    }

    [Fact]
    public void One_that_goes_on_is_left_alone()
    {
        using var folder = RehearsalFolder.Make(store.FullName);
        RehearsalFolder.Sweep(store.FullName);
        Assert.True(Directory.Exists(folder.Path));
    }

    [Fact]
    public void What_a_killed_one_left_is_swept_and_a_living_one_beside_it_is_not()
    {
        using var folder = RehearsalFolder.Make(store.FullName);
        var left = Directory.CreateDirectory(Path.Combine(Root, "left")).FullName;
        File.WriteAllText(Path.Combine(left, "hub.db"), "x");
        File.WriteAllText(left + ".lock", "");
        RehearsalFolder.Sweep(store.FullName);
        Assert.Equal([Path.GetFileName(folder.Path)], Directory.EnumerateDirectories(Root).Select(Path.GetFileName));
        Assert.False(File.Exists(left + ".lock"));
    }

    public void Dispose() => store.Delete(recursive: true);
}
