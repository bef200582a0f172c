using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using BackOffice.Integration.Connectors.Files.Guessing;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

/// <summary>What has a name of the stream and is not read says why, and stops nothing.</summary>
public sealed class PassedFileTests : IDisposable
{
    private const string Options = """{"files":"*.csv","key":"id"}""";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestFolder folder = new();
    private readonly TestFolder outside = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        folder.Dispose();
        outside.Dispose();
    }

    [Fact]
    public async Task A_pipe_is_told_and_never_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells the kind of a file.");
        folder.Write("a.csv", "id\n1\n");
        await MakePipeAsync(folder["b.csv"]);
        File.CreateSymbolicLink(folder["c.csv"], "b.csv");
        var source = folder.Source(Options);

        Assert.Equal(["1"], (await source.RecordsAsync().WaitAsync(Patience, Ct)).Select(record => record.Key));
        Assert.Equal(["id"], (await source.DiscoverAsync(Ct).WaitAsync(Patience, Ct))[0].Key);
        var passed = await source.PassedAsync("s", Ct).WaitAsync(Patience, Ct);
        Assert.Equal(["b.csv", "c.csv"], passed.Select(file => file.Name));
        Assert.All(passed, file => Assert.StartsWith($"{file.Name} is no regular file", file.Why, StringComparison.Ordinal));
        var guessed = await FolderGuess.OfAsync(folder.Path, Ct).WaitAsync(Patience, Ct);
        Assert.Equal(2, guessed.Count(stream => stream.Stream is null && stream.Reasons[0].Why.StartsWith("no regular file", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_socket_is_told_too()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(folder["a.csv"]));
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells the kind of a file.");
        Assert.Empty(await folder.Source(Options).ArrivedAsync());
        Assert.Equal("a.csv", Assert.Single(await folder.Source(Options).PassedAsync("s", Ct)).Name);
    }

    [Fact]
    public async Task A_link_out_of_the_folder_is_told()
    {
        outside.Write("x.csv", "id\n1\n");
        File.CreateSymbolicLink(folder["a.csv"], outside["x.csv"]);
        File.CreateSymbolicLink(folder["b.csv"], "gone.csv");
        Assert.StartsWith("a.csv is a link that leads out", Assert.Single(await folder.Source(Options).PassedAsync("s", Ct)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_would_play_tricks_on_a_screen_or_that_nobody_can_write_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems know no such names.");
        folder.Write("a\u001b[31m\nb.csv", "id\n1\n");
        await ShellAsync("printf 'id\\n1\\n' > \"$0\"/$(printf 'c\\377.csv')");
        folder.Write("d\uFFFD.csv", "id\n1\n");
        var source = folder.Source(Options);

        Assert.Equal("d\uFFFD.csv", Assert.Single(await source.ArrivedAsync()).Name);
        Assert.Equal(["a?[31m?b.csv is a file whose name holds a control character: rename it.", "c\uFFFD.csv is a file whose name is no UTF-8: rename it."],
            (await source.PassedAsync("s", Ct)).Select(file => file.Why));
        Assert.Equal(2, (await FolderGuess.OfAsync(folder.Path, Ct)).Count(stream => stream.Stream is null && stream.Reasons[0].Why.EndsWith("rename it", StringComparison.Ordinal)));
        // The runtime cannot delete it either.
        await ShellAsync("rm \"$0\"/c*.csv");
    }

    [Fact]
    public async Task A_torn_last_line_is_told_with_its_number_and_what_is_whole_is_not()
    {
        Rested("a.csv", "id,b\n1,x\n\"2\n3\",y\n4"u8);
        Rested("b.csv", "id,b\n1,x"u8);
        Rested("c.csv", ""u8);
        var why = Assert.Single(await folder.Source(Options).PassedAsync("s", Ct)).Why;
        Assert.StartsWith("a.csv ends within its last line, 5,", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Half_a_character_at_the_end_is_told_wherever_it_stands(string encoding)
    {
        var named = Encoding.GetEncoding(encoding);
        byte[] whole = [.. named.GetPreamble(), .. named.GetBytes("id,b\r\n1,x\r\n2,y\r\n")];
        for (var length = whole.Length - 1; length > named.GetByteCount("?id,b\r\n"); length -= 2)
        {
            Rested("a.csv", whole.AsSpan(0, length));
            var source = folder.Source(Options);
            var isTold = (await source.PassedAsync("s", Ct)).Count == 1;
            var waits = (await source.RecordsAsync()).Any(record => record.Problem?.Code == "encoding.undecodable");
            Assert.True(isTold != waits, $"{length} of {whole.Length} bytes");
        }
    }

    [Fact]
    public async Task What_may_still_be_written_is_told_so()
    {
        folder.Write("a.csv", "id\n1");
        File.SetLastWriteTimeUtc(folder["a.csv"], DateTime.UtcNow.AddDays(1));
        Assert.Contains("may still be written", Assert.Single(await folder.Source(Options).PassedAsync("s", Ct)).Why, StringComparison.Ordinal);
    }

    private static Task MakePipeAsync(string path) => DoneAsync("mkfifo", path);

    private Task ShellAsync(string command) => DoneAsync("sh", "-c", command, folder.Path);

    private static async Task DoneAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(Ct);
        Assert.Equal(0, process.ExitCode);
    }

    private void Rested(string name, ReadOnlySpan<byte> content)
    {
        folder.Write(name, content.ToArray());
        File.SetLastWriteTimeUtc(folder[name], DateTime.UtcNow.AddMinutes(-1));
    }
}
