using System.Security.Cryptography;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>Delivers files into a folder, whole or not at all.</summary>
internal sealed class FolderDestination(string folder) : IFileDestination
{
    public Task CheckAsync(CancellationToken ct)
    {
        if (!Directory.Exists(folder))
            throw new ConnectorException(Recovery.Reconfigure, $"The folder {folder} does not exist. Create it, or correct folder in the connection.");
        if (!DurableFolder.CanWrite(folder))
            throw new ConnectorException(Recovery.Reconfigure, $"The folder {folder} cannot be written. Give the hub's user the right, or name another folder.");
        return Task.CompletedTask;
    }

    public async Task<Receipt> DeliverAsync(Delivery delivery, CancellationToken ct)
    {
        RefuseEscape(delivery.Name);
        await CheckAsync(ct);
        return await Border.WriteAsync(delivery.Name, async () =>
        {
            var place = Path.Combine(folder, delivery.Name);
            if (!File.Exists(place)) await WriteAsync(delivery, place, ct);
            DurableFolder.Sync(folder);
            return await ReadBackAsync(delivery, place, ct);
        });
    }

    private static void RefuseEscape(string name)
    {
        if (name.Length is 0 or > 200 || name.StartsWith('.') || name.Any(character => character is '/' or '\\' || char.IsControl(character)))
            throw new ConnectorException(Recovery.Reconfigure, "The file's name is no plain name. Correct file-name in the export: no slashes, no leading dot.");
    }

    private async Task WriteAsync(Delivery delivery, string place, CancellationToken ct)
    {
        var temporary = Path.Combine(folder, $".{delivery.Name}.{delivery.Id:N}.part");
        try
        {
            await CopyAsync(delivery, temporary, ct);
            // Never over a file that came in between: reading back decides about it.
            DurableFolder.PublishNew(temporary, place);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static async Task CopyAsync(Delivery delivery, string temporary, CancellationToken ct)
    {
        await using var source = await delivery.OpenAsync(ct);
        await using var target = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 128 << 10, useAsync: true);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 << 10];
        var length = 0L;
        while (await source.ReadAsync(buffer, ct) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), ct);
            length += read;
        }

        if (length != delivery.Length || !delivery.Sha256.Span.SequenceEqual(hash.GetHashAndReset()))
            throw new ConnectorException(Recovery.Stop, $"{delivery.Name} is no longer what was sealed, so it was not delivered. Verify the release.");
        await target.FlushAsync(ct);
        RandomAccess.FlushToDisk(target.SafeFileHandle);
    }

    private static async Task<Receipt> ReadBackAsync(Delivery delivery, string place, CancellationToken ct)
    {
        await using var file = new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.Read, 128 << 10, useAsync: true);
        var sha256 = await SHA256.HashDataAsync(file, ct);
        return file.Length == delivery.Length && delivery.Sha256.Span.SequenceEqual(sha256)
            ? new(delivery.Name, file.Length, sha256)
            : throw new ConnectorException(Recovery.Stop,
                $"{delivery.Name} is already there with other content, or was not stored as sent. Move that file away and deliver again.");
    }
}
