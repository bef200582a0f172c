using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>A connection that does not stand in the workspace yet.</summary>
/// <param name="Settings">As typed, by key; secrets only as references.</param>
public sealed record NewConnection(string Name, string Connector, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Below the workspace.</summary>
    public string Path => $"connections/{Name}.yaml";

    /// <summary>Writes the file once it is valid; refuses a name that is taken or leads elsewhere.</summary>
    public void WriteTo(string folder, IConnectorCatalog catalog)
    {
        RefuseName();
        var kind = catalog.All.FirstOrDefault(kind => kind.Name == Connector)
            ?? throw new RefusedException("connector.unknown", $"There is no connector '{Connector}'. {Suggestion.For(Connector, catalog.All.Select(kind => kind.Name))} `backoffice connector list` shows what there is.");
        var place = PlaceIn(folder);
        RefuseTaken(place);
        RefuseSecrets();
        RefuseSettings(folder, kind);
        var content = Encoding.UTF8.GetBytes(ConnectionText.Of(this, kind));
        RefuseFaults(folder, content, catalog);
        Store(place, content);
    }

    private void RefuseName()
    {
        if (WorkspacePath.KindOf(Path) != FileKind.Connection)
            throw new RefusedException("connection.name", "This is no name for a connection. Use lower-case letters, digits and '-', such as books-de; it becomes the name of a file in connections/.");
    }

    private string PlaceIn(string folder)
    {
        var root = RealPath.Of(folder);
        var place = System.IO.Path.Combine(root, Path);
        return RealPath.Of(System.IO.Path.GetDirectoryName(place)!) == System.IO.Path.Combine(root, "connections")
            ? place
            : throw new RefusedException("connection.outside", "The folder connections/ is a link that leaves its place. Put a folder itself there.");
    }

    private void RefuseTaken(string place)
    {
        if (System.IO.Path.Exists(place) || new FileInfo(place).LinkTarget is not null)
            throw new RefusedException("connection.exists", $"{Path} is there already and was left as it is. Edit it, or choose another name.");
    }

    private void RefuseSecrets()
    {
        if (Settings.FirstOrDefault(setting => SecretReference.IsSecretKey(setting.Key) && !SecretReference.IsIn(setting.Value)) is { Key: { } key })
            throw new RefusedException("secret.plain", $"--set {key}: a secret stands here in plain text; nothing was written. Give a reference, such as --set '{key}=${{env:BACKOFFICE_{key.ToUpperInvariant().Replace('-', '_')}}}' or ${{file:secrets/{Name}}}, and change the secret: your shell remembers it.");
    }

    private void RefuseSettings(string folder, ConnectorKind kind)
    {
        List<SettingError> errors = [];
        kind.Build(new(Name, folder, JsonSerializer.SerializeToElement(TypedSettings(kind)), new Dictionary<string, JsonElement>(), TimeProvider.System), errors);
        var told = errors.Where(error => !HoldsReference(Key(error))).Select(error => $"--set {Key(error)}: {error.Problem} {error.Remedy}").ToList();
        if (told.Count > 0) throw new RefusedException("connection.settings", $"Nothing was written. {string.Join(Environment.NewLine, told)}");

        string Key(SettingError error) => error.Pointer[(error.Pointer.LastIndexOf('/') + 1)..];
        bool HoldsReference(string key) => Settings.TryGetValue(key, out var value) && SecretReference.IsIn(value);
    }

    internal JsonObject TypedSettings(ConnectorKind kind)
    {
        var types = SettingKey.OfSettings(kind).ToDictionary(key => key.Name, key => key.Type);
        return new(Settings.Select(setting => KeyValuePair.Create(setting.Key, Typed(setting.Value, types.GetValueOrDefault(setting.Key)))));
    }

    // A value of the wrong type stays a text: the connector then says what it should be.
    private static JsonNode? Typed(string value, string? type) => type switch
    {
        SettingKey.Number when long.TryParse(value, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        SettingKey.Flag when value is "true" or "false" => value == "true",
        SettingKey.List => new JsonArray([.. value.Split(',', StringSplitOptions.TrimEntries).Select(item => (JsonNode)item)]),
        _ => value,
    };

    private void RefuseFaults(string folder, byte[] content, IConnectorCatalog catalog)
    {
        List<FileError> errors = [];
        var others = WorkspaceFolder.Read(folder, []).Where(file => file.Path != Path);
        WorkspaceLoader.Load([.. others, WorkspaceHash.File(Path, content)], folder, catalog, HubEngine.DatasetColumns, errors);
        var ours = errors.Where(error => error.File == Path).Select(error => $"{error.Problem} {error.Remedy}").ToList();
        if (ours.Count > 0) throw new RefusedException("connection.invalid", $"Nothing was written. {string.Join(Environment.NewLine, ours)}");
    }

    private void Store(string place, byte[] content)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(place)!);
            using var file = new FileStream(place, FileMode.CreateNew, FileAccess.Write);
            file.Write(content);
        }
        catch (UnauthorizedAccessException)
        {
            throw new RefusedException("connection.unwritable", $"{Path} cannot be written: permission denied. Give yourself the right to write into the workspace.");
        }
    }
}
