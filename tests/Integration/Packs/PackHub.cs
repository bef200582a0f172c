using System.Text;
using BackOffice.Integration.Tests.Integration.Cli;
using BackOffice.Integration.Tests.Integration.RealData;
using Microsoft.Data.Sqlite;

namespace BackOffice.Integration.Tests.Integration.Packs;

/// <summary>A hub with a finance pack, a clerk who drafts and three people who decide.</summary>
internal sealed class PackHub : IDisposable
{
    private static readonly string[] People = ["clerk", "anna", "bruno", "clara"];

    private readonly CommandHub hub;

    private PackHub(CommandHub hub) => this.hub = hub;

    public string Folder => hub.Folder;

    /// <param name="workspace">Name of a folder of the real-data tests.</param>
    /// <param name="datasets">Of the pack.</param>
    public static PackHub Open(string workspace, string[] datasets, params string[] files)
    {
        var hub = new CommandHub(workspace, files);
        Put(hub, "packs/finance.yaml", $"partner: controlling\ndatasets: [{string.Join(", ", datasets)}]\nfile-name: \"finance {{period}} {{number}}.xlsx\"\n");
        Put(hub, "partners/controlling.yaml", $"title: Controlling\ncountry: DE\ndestination: {{connection: controlling}}\nfields:\n{string.Concat(datasets.Select(dataset => $"  - {{name: {dataset}, purpose: close, legal-basis: HGB 238}}\n"))}");
        Put(hub, "connections/controlling.yaml", "connector: folder\nsettings: {folder: out}\n");
        Directory.CreateDirectory(Path.Combine(hub.Folder, "out"));
        foreach (var name in People)
        {
            Put(hub, $"secrets/{name}", $"{name} has a long passphrase\n");
            Do(hub, ["actor", "add", name, "--new-passphrase-file", $"secrets/{name}", .. name == "clerk" ? [] : As("clerk")]);
        }

        Do(hub, ["publish", .. As("clerk")]);
        hub.Run();
        return new(hub);
    }

    /// <summary>Runs a command that must succeed, and gives what it says.</summary>
    public string Do(params string[] command) => Do(hub, command);

    /// <summary>Runs a command, whatever comes of it.</summary>
    public (int Code, string Output) Try(params string[] command) => HubProcess.Run(Folder, command);

    public System.Text.Json.JsonElement Ask(params string[] command) => hub.Ask(command);

    public IReadOnlyList<string> Read(string sql) => hub.Read(sql);

    public void Put(string name, string text) => Put(hub, name, text);

    /// <summary>What a person does who edits the store.</summary>
    public void Write(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Directory.EnumerateFiles(Folder, "*.db", SearchOption.AllDirectories).Single()};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0);
    }

    public static string[] As(string login) => ["--as", login, "--passphrase-file", $"secrets/{login}"];

    /// <summary>Drafts the pack for a period and gives the release's id; a gate that fails is no failure here.</summary>
    public string Draft(string period) => hub.Ask(["export", "draft", "finance", "--period", period, .. As("clerk")]).GetProperty("release").GetString()!;

    /// <summary>Writes all files of a release into a new folder and gives the workbook.</summary>
    public string Preview(string release)
    {
        var folder = Path.Combine(Folder, $"preview {Guid.NewGuid():N}");
        Do(["release", "preview", release, "--to", folder, .. As("anna")]);
        return Directory.EnumerateFiles(folder, "*.xlsx").Single();
    }

    public void Dispose() => hub.Dispose();

    private static void Put(CommandHub hub, string name, string text) => hub.Put(name, Encoding.UTF8.GetBytes(text));

    private static string Do(CommandHub hub, string[] command)
    {
        var (code, output) = HubProcess.Run(hub.Folder, command);
        Assert.True(code == 0, $"{string.Join(' ', command)}: {output}");
        return output;
    }
}
