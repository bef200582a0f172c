using System.Globalization;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>A place between two records of a file.</summary>
/// <param name="Line">Of the next record, counted from one.</param>
internal readonly record struct FilePoint(long Offset, long Line);

/// <summary>What a checkpoint holds: the file by content and name, and the point reached in it.</summary>
/// <param name="Point">Null once the file is read to its end.</param>
internal sealed record FileCheckpoint(string Sha256, string Name, FilePoint? Point)
{
    public static FileCheckpoint? Read(Checkpoint checkpoint)
    {
        if (checkpoint == Checkpoint.Start) return null;
        var parts = checkpoint.Token.Split(':', 4);
        if (parts is not [var sha256, var offset, var line, var name]) throw Foreign();
        if (offset == "end") return new(sha256, name, null);
        return long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new(sha256, name, new(at, number))
                : throw Foreign();
    }

    public Checkpoint Write() => new(Point is { } point
        ? string.Create(CultureInfo.InvariantCulture, $"{Sha256}:{point.Offset}:{point.Line}:{Name}")
        : $"{Sha256}:end::{Name}");

    private static ConnectorException Foreign() =>
        new(Recovery.Stop, "The checkpoint was not written by a file source. Start the stream from its beginning.");
}
