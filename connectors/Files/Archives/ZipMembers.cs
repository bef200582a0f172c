using System.IO.Compression;
using System.IO.Enumeration;

namespace BackOffice.Integration.Connectors.Files.Archives;

/// <summary>The members of a zip archive that a stream wants, in name order.</summary>
internal sealed class ZipMembers : IDisposable
{
    private const int LongestName = 200;

    private readonly ZipArchive archive;
    private readonly PackedLimits limits;
    private readonly string file;

    private ZipMembers(ZipArchive archive, string file, string pattern, PackedLimits limits)
    {
        (this.archive, this.file, this.limits) = (archive, file, limits);
        if (archive.Entries.Count > limits.Entries) throw PackedFault.TooLarge(file, FormattableString.Invariant($"{limits.Entries} members"));
        Wanted = [.. archive.Entries.Where(entry => Fits(pattern, NameOf(entry))).OrderBy(NameOf, StringComparer.Ordinal)];
        if (Wanted.Count == 0) throw PackedFault.NoMember(file, pattern, archive.Entries.Count);
        foreach (var entry in Wanted) RefuseBadName(entry);
        if (Wanted.Select(NameOf).Distinct(StringComparer.Ordinal).Count() != Wanted.Count) throw PackedFault.BadName(file, "stands there twice");
    }

    public IReadOnlyList<ZipArchiveEntry> Wanted { get; }

    public static ZipMembers Open(string file, Stream bytes, string pattern, PackedLimits limits)
    {
        ZipArchive? archive = null;
        try
        {
            archive = new(bytes, ZipArchiveMode.Read, leaveOpen: true);
            return new(archive, file, pattern, limits);
        }
        catch (Exception failed)
        {
            archive?.Dispose();
            if (failed is InvalidDataException) throw PackedFault.Damaged(file, failed);
            throw;
        }
    }

    /// <summary>True where the archive's list of members, which ends it, is there.</summary>
    public static bool IsWhole(Stream bytes)
    {
        try
        {
            using var archive = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Count >= 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    public static string NameOf(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/');

    /// <summary>Reads every wanted member once and keeps nothing: none is damaged, none is a bomb.</summary>
    public async Task ProveAsync(CancellationToken ct)
    {
        var budget = new PackedBudget(limits);
        foreach (var entry in Wanted)
        {
            await using var plain = Plain(entry, budget);
            await plain.CopyToAsync(Stream.Null, ct);
        }
    }

    public async Task<Stream> ExtractAsync(ZipArchiveEntry entry, CancellationToken ct)
    {
        await using var plain = Plain(entry, new(limits));
        return await UnnamedFile.OfAsync(plain, entry.Length, limits, ct);
    }

    public void Dispose() => archive.Dispose();

    private PlainStream Plain(ZipArchiveEntry entry, PackedBudget budget)
    {
        var what = $"{file}, {NameOf(entry)}";
        if (entry.IsEncrypted) throw PackedFault.Encrypted(what);
        try
        {
            return new(entry.Open(), what, entry.CompressedLength, budget, entry.Length, entry.Crc32);
        }
        catch (InvalidDataException unreadable)
        {
            throw PackedFault.Damaged(what, unreadable);
        }
    }

    // A pattern without a slash looks at the last part of a name only, as one does for a folder.
    private static bool Fits(string pattern, string name)
    {
        var last = name[(name.LastIndexOf('/') + 1)..];
        return last.Length > 0 && last[0] != '.' && !name.StartsWith("__MACOSX/", StringComparison.Ordinal)
            && FileSystemName.MatchesSimpleExpression(pattern, pattern.Contains('/', StringComparison.Ordinal) ? name : last, ignoreCase: false);
    }

    private void RefuseBadName(ZipArchiveEntry entry)
    {
        var name = NameOf(entry);
        if (name.Length > LongestName) throw PackedFault.BadName(file, FormattableString.Invariant($"is longer than {LongestName} characters"));
        if (name.Any(char.IsControl)) throw PackedFault.BadName(file, "holds a control character");
    }
}
