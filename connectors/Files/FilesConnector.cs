using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files.Guessing;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Files in a folder: read from one, delivered into one.</summary>
internal static class FilesConnector
{
    public static ConnectorKind Source { get; } = new ConnectorKind<FilesOptions, FilesStreamOptions, FilesSource>("file", "Reads CSV, fixed-width, JSON, XML or Excel files, packed or not, that arrive in a folder.", connection =>
        new FilesSource(
            new(Path.GetFullPath(connection.Options.Folder, connection.Folder), connection.Clock),
            connection.Streams.ToDictionary(stream => stream.Key, stream => new FilesStreamSettings(stream.Key, stream.Value)),
            FileLimits.Usual),
        FolderGuess.OfAsync);

    public static ConnectorKind Destination { get; } = new ConnectorKind<FilesOptions, NoStreams, FolderDestination>("folder", "Delivers files into a folder, whole or not at all.", connection =>
        new FolderDestination(Path.GetFullPath(connection.Options.Folder, connection.Folder)));
}
