using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors;

/// <summary>A connector kind whose settings and streams are the properties of two classes.</summary>
/// <param name="guess">Guesses the streams at a place; null where the kind cannot.</param>
internal sealed class ConnectorKind<TOptions, TStream, TConnector>(
    string name, string about, Func<Configured<TOptions, TStream>, TConnector> create, Func<string, CancellationToken, Task<IReadOnlyList<GuessedStream>>>? guess = null)
    : ConnectorKind(name, about, typeof(TConnector))
    where TOptions : class, new()
    where TStream : class, new()
    where TConnector : class, IConnector
{
    public override JsonElement SettingsSchema { get; } = OptionsSchema.Of<TOptions>();

    public override JsonElement StreamSchema { get; } = OptionsSchema.Of<TStream>();

    public override Task<IReadOnlyList<GuessedStream>> GuessAsync(string place, CancellationToken ct) => guess?.Invoke(place, ct) ?? base.GuessAsync(place, ct);

    public override IConnector? Build(ConnectionSettings settings, ICollection<SettingError> errors)
    {
        List<SettingError> found = [];
        var options = OptionsBinder<TOptions>.Bind(settings.Settings, "/settings", found);
        Dictionary<string, TStream> streams = new(StringComparer.Ordinal);
        foreach (var (name, json) in settings.Streams)
        {
            var stream = OptionsBinder<TStream>.Bind(json, $"/streams/{OptionsBinder<TStream>.Escaped(name)}", found);
            if (stream is not null) streams.Add(name, stream);
        }

        if (found.Count == 0) return create(new(settings.Name, settings.Folder, options!, streams, settings.Clock));
        foreach (var error in found) errors.Add(error);
        return null;
    }
}

/// <summary>A connection whose settings are read and valid.</summary>
/// <param name="Folder">Relative paths in settings start here.</param>
internal sealed record Configured<TOptions, TStream>(
    string Name, string Folder, TOptions Options, IReadOnlyDictionary<string, TStream> Streams, TimeProvider Clock);

/// <summary>The streams of a kind that has none: every key is an error.</summary>
internal sealed class NoStreams;
