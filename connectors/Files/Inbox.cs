using System.Collections.Concurrent;
using System.IO.Enumeration;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>The folder that files arrive in: which are complete, and where taken ones go.</summary>
internal sealed class Inbox(string folder, TimeProvider clock)
{
    private const string Taken = ".taken";

    private readonly ConcurrentDictionary<string, Sighting> sightings = new(StringComparer.Ordinal);

    public void Check()
    {
        if (!Directory.Exists(folder))
            throw new ConnectorException(Recovery.Reconfigure, $"The folder {folder} does not exist. Create it, or correct folder in the connection.");
        _ = Files();
    }

    /// <summary>The stream's files in name order, complete or not.</summary>
    public IReadOnlyList<FileInfo> Candidates(FilesStreamSettings stream)
    {
        var border = new FolderBorder(folder);
        return [.. Named(stream).Where(file => border.FaultOf(file) is null)];
    }

    /// <summary>What has a name of the stream and is not read as it is now, with the reason.</summary>
    public async Task<IReadOnlyList<PassedFile>> PassedAsync(FilesStreamSettings stream, RecordForm form, CancellationToken ct)
    {
        List<PassedFile> passed = [];
        var border = new FolderBorder(folder);
        foreach (var file in Named(stream))
        {
            var name = FolderBorder.Shown(file.Name);
            var why = border.FaultOf(file) is { } fault ? $"{name} is {fault}." : await Border.ReadAsync(file.Name, () => WhyHalfAsync(file, stream, form, ct));
            if (why is not null) passed.Add(new(name, why));
        }

        return passed;
    }

    /// <summary>The stream's newest complete file that waits; null where there is none.</summary>
    public FileInfo? NewestWaiting(FilesStreamSettings stream) =>
        Candidates(stream).Where(file => IsMarked(file, stream)).MaxBy(file => file.LastWriteTimeUtc);

    /// <summary>The newest file that was taken, of whatever stream: taken files are named by their content.</summary>
    public FileInfo? NewestTaken() => new DirectoryInfo(Path.Combine(folder, Taken)) is { Exists: true } taken
        ? taken.EnumerateFiles().Where(file => file.Extension.Length == 0).MaxBy(file => file.LastWriteTimeUtc)
        : null;

    public async IAsyncEnumerable<ArrivedFile> ArrivedAsync(
        FilesStreamSettings stream, RecordForm form, TimeSpan settle, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var file in Candidates(stream))
        {
            if (!HasSettled(file, stream, settle)) continue;
            if (await Border.ReadAsync(file.Name, () => ArrivedAsync(file, stream, form, ct)) is { } arrived) yield return arrived;
        }
    }

    public async Task<string?> ArchiveAsync(ArrivedFile file, IEnumerable<string> markers, CancellationToken ct)
    {
        var place = Path.Combine(folder, Taken, file.Sha256);
        var original = PathOf(file.Name);
        try
        {
            if (!File.Exists(original)) return File.Exists(place) ? Relative(place) : null;
            if (await Sha256Async(original, ct) != file.Sha256) return null;
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Move(original, place, overwrite: true);
            foreach (var marker in markers.Where(marker => File.Exists(original + marker))) File.Move(original + marker, place + marker, overwrite: true);
            DurableFolder.Sync(Path.GetDirectoryName(place)!);
            DurableFolder.Sync(folder);
            return Relative(place);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be written is left as it is: the file is known by its hash.
            return null;
        }
    }

    public static bool Belongs(string name, FilesStreamSettings stream) =>
        stream.Patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))
        && !name.StartsWith('.')
        && !name.EndsWith(".part", StringComparison.OrdinalIgnoreCase)
        && !name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase)
        && !(stream.DoneMarker is { } marker && name.EndsWith(marker, StringComparison.Ordinal));

    private IEnumerable<FileInfo> Named(FilesStreamSettings stream) =>
        Files().Where(file => Belongs(file.Name, stream)).OrderBy(file => file.Name, StringComparer.Ordinal);

    private async Task<string?> WhyHalfAsync(FileInfo file, FilesStreamSettings stream, RecordForm form, CancellationToken ct)
    {
        if (stream.DoneMarker is not null) return null;
        try
        {
            return await HalfAsync(file, form, ct);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (ConnectorException)
        {
            // Reading the file says it.
            return null;
        }
    }

    private FileInfo[] Files()
    {
        try
        {
            return new DirectoryInfo(folder).GetFiles();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw Border.Sorted(failed, $"The folder {folder}", "read");
        }
    }

    private static bool IsMarked(FileInfo file, FilesStreamSettings stream) => stream.DoneMarker is not { } marker || File.Exists(file.FullName + marker);

    private string PathOf(string name) => name == Path.GetFileName(name) && !name.StartsWith('.')
        ? Path.Combine(folder, name)
        : throw new ConnectorException(Recovery.Stop, "The file's name leads out of the folder. Rename the file where it comes from.");

    private string Relative(string path) => Path.GetRelativePath(folder, path);

    // A file without a done marker must have stood still since it was first seen here.
    private bool HasSettled(FileInfo file, FilesStreamSettings stream, TimeSpan settle)
    {
        if (stream.DoneMarker is not null) return IsMarked(file, stream);
        if (settle <= TimeSpan.Zero) return true;
        var now = new Sighting(file.Length, file.LastWriteTimeUtc, clock.GetUtcNow());
        if (sightings.TryGetValue(file.Name, out var first) && first.IsSame(now)) return now.At - first.At >= (stream.Settle ?? settle);
        sightings[file.Name] = now;
        return false;
    }

    private async Task<ArrivedFile?> ArrivedAsync(FileInfo file, FilesStreamSettings stream, RecordForm form, CancellationToken ct)
    {
        try
        {
            var (length, modified) = (file.Length, file.LastWriteTimeUtc);
            var sha256 = await Sha256Async(file.FullName, ct);
            if (stream.DoneMarker is null && await HalfAsync(file, form, ct) is not null) return null;
            file.Refresh();
            return file.Exists && file.Length == length && file.LastWriteTimeUtc == modified
                ? new(file.Name, sha256, length, modified, _ => Task.FromResult<Stream>(Open(file.FullName, length, modified)))
                : null;
        }
        catch (FileNotFoundException)
        {
            // Taken or withdrawn since it was listed.
            return null;
        }
    }

    private async Task<string?> HalfAsync(FileInfo file, RecordForm form, CancellationToken ct)
    {
        await using var bytes = Open(file.FullName);
        return await new FileEnd(form, clock).FaultAsync(file, bytes, ct);
    }

    private static async Task<string> Sha256Async(string path, CancellationToken ct)
    {
        await using var bytes = Open(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, ct));
    }

    private static FileStream Open(string path, long length, DateTime modified)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == length && file.LastWriteTimeUtc == modified
            ? Open(path)
            : throw new ConnectorException(Recovery.Stop, $"{file.Name} changed after it was listed. It is read at the next occurrence.");
    }

    private static FileStream Open(string path) => new(path, new FileStreamOptions
    {
        Access = FileAccess.Read,
        Share = FileShare.Read | FileShare.Delete,
        Options = FileOptions.SequentialScan,
        BufferSize = 64 << 10,
    });

    /// <summary>A file as it was when first seen so.</summary>
    private sealed record Sighting(long Length, DateTime Modified, DateTimeOffset At)
    {
        public bool IsSame(Sighting other) => Length == other.Length && Modified == other.Modified;
    }
}
