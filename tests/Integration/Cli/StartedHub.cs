namespace BackOffice.Integration.Tests.Integration.Cli;

/// <summary>A workspace as <c>init</c> leaves it, in a folder with a space.</summary>
internal sealed class StartedHub : IDisposable
{
    private readonly DemoCopy folder = new(null);

    public StartedHub() => Expect(0, "hub.yaml", "init");

    public string this[string path] => Path.Combine(folder.Folder, path);

    /// <summary>Gives the output, once code and text are as expected.</summary>
    public string Expect(int code, string text, params string[] arguments)
    {
        var result = HubProcess.Run(folder.Folder, arguments);
        Assert.Contains(text, result.Output, StringComparison.Ordinal);
        Assert.Equal(code, result.Code);
        return result.Output;
    }

    /// <summary>Adds the connection <c>books</c> over <c>in/</c> and takes its example stream as it stands.</summary>
    public void AddBooks()
    {
        Expect(0, "connections/books.yaml", "connection", "add", "books", "--connector", "file", "--set", "folder=in");
        var text = File.ReadAllText(this["connections/books.yaml"]);
        var at = text.IndexOf("# streams:", StringComparison.Ordinal);
        File.WriteAllText(this["connections/books.yaml"], text[..at] + string.Join('\n', text[at..].Split('\n').Select(line => line.StartsWith("# ", StringComparison.Ordinal) ? line[2..] : line)));
    }

    public void Dispose() => folder.Dispose();
}
