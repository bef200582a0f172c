using System.Security.Cryptography;
using System.Text;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Engine.Fixes;

/// <summary>Knows by keyed hashes whether a source still has the value that a fix stands for.</summary>
/// <param name="read">Reads the hub's key; called when the first fix is met.</param>
internal sealed class FixHashes(Func<HubKey> read)
{
    private readonly Lazy<HubKey> key = new(read);

    /// <summary>Which key hashes are made with; tells nothing of the key.</summary>
    public string KeyName => Convert.ToHexStringLower(key.Value.Hash("name of the hub key").AsSpan(0, 8));

    /// <param name="value">The JSON of the value as it stands in the payload; empty where the field is missing.</param>
    public byte[] OfValue(string connection, string stream, string recordKey, string path, ReadOnlySpan<byte> value) =>
        key.Value.Hash(Joined(connection, stream, recordKey, path, Encoding.UTF8.GetString(value)));

    /// <summary>Whether the payload holds the value that was fixed.</summary>
    public bool Holds(RecordFix fix, ReadOnlySpan<byte> payload)
    {
        if (fix.HubKey != KeyName) throw OtherKey();
        var place = PayloadPlace.Find(payload, RawPath.Parse(fix.Path)!);
        var value = place is { } found ? payload.Slice(found.Start, found.Length) : [];
        return CryptographicOperations.FixedTimeEquals(OfValue(fix.Connection, fix.Stream, fix.Key, fix.Path, value), fix.OldValueHash);
    }

    /// <summary>What the audit log keeps of a fix, so that nobody can put another value behind it.</summary>
    public string Fingerprint(RecordFix fix) => fix.HubKey != KeyName
        ? throw OtherKey()
        : Convert.ToHexStringLower(key.Value.Hash(Joined(fix.Id.ToString(), fix.Connection, fix.Stream, fix.Key, fix.Path, Convert.ToHexStringLower(fix.OldValueHash), fix.NewValue, fix.Actor)));

    /// <summary>The same bytes for the same words, and nobody without the key can tell them.</summary>
    public byte[] Stream(string words) => key.Value.Hash(words);

    private static ConnectorException OtherKey() =>
        new(Recovery.Reconfigure, "Fixes were made with another hub key than the one beside the workspace; restore .hub-key from the backup of that time.") { Code = "hub-key.differs" };

    private static string Joined(params string[] texts) => string.Concat(texts.Select(text => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{text.Length}:{text}")));
}
