using System.Globalization;
using BackOffice.Integration.Engine.Workspaces.Shapes;

namespace BackOffice.Integration.Engine.Workspaces.Kinds;

/// <summary>What a file in <c>pipelines/</c> may say.</summary>
internal static class PipelineFile
{
    private static readonly Key<string> Connection = Key.Required("connection", "Name of a file in connections/.", Words.Name);
    private static readonly Key<string> Stream = Key.Required("stream", "Name of one of its streams.", TextShape.Any);

    private static readonly BlockShape<(string Connection, string Stream)> FromShape = new(
        [Connection, Stream],
        block => (block.Get(Connection), block.Get(Stream)));

    private static readonly Key<string> Guard = Key.Optional(
        "guard", "Share of the live records that one complete snapshot may delete, or of one period's that a file which replaces it may delete.", new TextShape(@"(?:100|[0-9]{1,2}(?:\.[0-9]{1,2})?)%", "a share from 0% to 100%, such as 5%"), "5%");

    private static readonly BlockShape<string> DeletesShape = new([Guard], block => block.Get(Guard));

    private static readonly Key<(string Connection, string Stream)> From = Key.Required("from", "The stream to read.", FromShape);
    private static readonly Key<string> Mapping = Key.Required("mapping", "Path of a mapping file, or the name of a shipped one, such as Fec/ledger.", TextShape.Any);
    private static readonly Key<SyncMode> Sync = Key.Optional(
        "sync", "Whether each complete snapshot replaces the one before (full), or records only add up.", new ChoiceShape<SyncMode>(("incremental", SyncMode.Incremental), ("full", SyncMode.Full)), SyncMode.Incremental);
    private static readonly Key<Schedule?> Due = Key.Optional("schedule", "When it runs by itself; never when absent.", Words.Schedule);
    private static readonly Key<string> Deletes = Key.Optional("deletes", "What stops a snapshot from deleting too much.", DeletesShape, "5%");

    private static readonly Key<string?> Owner = Key.Optional("owner", "The role or login that looks after what waits, where no rule names another.", Words.Owner);

    public static BlockShape<Pipeline> Shape { get; } = new(
        [From, Mapping, Sync, Due, Deletes, Owner],
        block => new(
            block.Name,
            block.Get(From).Connection,
            block.Get(From).Stream,
            block.Get(Mapping),
            block.Get(Sync),
            block.Get(Due),
            Share(block.Get(Deletes)))
        {
            Owner = block.Get(Owner),
        });

    private static decimal Share(string percent) => decimal.Parse(percent.TrimEnd('%'), CultureInfo.InvariantCulture) / 100;
}
