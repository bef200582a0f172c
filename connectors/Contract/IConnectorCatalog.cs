using System.Text.Json;

namespace BackOffice.Integration.Connectors.Contract;

/// <summary>Every kind of system a host can talk to.</summary>
public interface IConnectorCatalog
{
    IReadOnlyList<ConnectorKind> All { get; }
}

/// <summary>A kind of connector, chosen by <c>connector:</c> in a connection file.</summary>
/// <param name="name">As written in the connection file, such as <c>file</c>.</param>
/// <param name="about">What it talks to, in one sentence.</param>
/// <param name="connector">What it builds; its interfaces are the roles of the kind.</param>
public abstract class ConnectorKind(string name, string about, Type connector)
{
    public string Name { get; } = name;

    public string About { get; } = about;

    public IReadOnlyList<ConnectorRole> Roles { get; } = [.. ConnectorRoles.Of(connector)];

    /// <summary>Whether the system itself tells numbers and dates from texts, so that its streams need no formats.</summary>
    public bool IsTyped { get; init; }

    /// <summary>JSON Schema of <c>settings:</c>.</summary>
    public abstract JsonElement SettingsSchema { get; }

    /// <summary>JSON Schema of one entry of <c>streams:</c>, without the keys the engine owns.</summary>
    public abstract JsonElement StreamSchema { get; }

    /// <summary>Builds one connection, or adds what is wrong with its settings and builds nothing.</summary>
    public abstract IConnector? Build(ConnectionSettings settings, ICollection<SettingError> errors);

    /// <summary>Looks at a place that was never configured and says what streams it seems to hold; changes nothing there, and finds none where the kind cannot guess.</summary>
    /// <param name="place">Such as the full path of a folder.</param>
    public virtual Task<IReadOnlyList<GuessedStream>> GuessAsync(string place, CancellationToken ct) => Task.FromResult<IReadOnlyList<GuessedStream>>([]);
}

/// <summary>A connection as configured, secrets resolved.</summary>
/// <param name="Folder">Relative paths in settings start here: the workspace's folder.</param>
/// <param name="Settings">A JSON object; see <see cref="ConnectorKind.SettingsSchema"/>.</param>
/// <param name="Streams">One JSON object per stream; see <see cref="ConnectorKind.StreamSchema"/>.</param>
public sealed record ConnectionSettings(
    string Name, string Folder, JsonElement Settings, IReadOnlyDictionary<string, JsonElement> Streams, TimeProvider Clock);

/// <summary>One wrong setting: where it stands, what is wrong, what to do.</summary>
/// <param name="Pointer">JSON pointer below the connection, such as <c>/streams/ledger/delimiter</c>.</param>
public sealed record SettingError(string Pointer, string Problem, string Remedy);
