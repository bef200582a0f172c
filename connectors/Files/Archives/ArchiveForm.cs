using System.Runtime.CompilerServices;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Archives;

/// <summary>Zip archives whose members hold the records; all that are wanted are one stream, in name order.</summary>
/// <param name="member">How the records stand in one member.</param>
internal sealed class ArchiveForm(RecordForm member, FilesStreamSettings stream, PackedLimits limits) : RecordForm
{
    public override bool ReadsZip => true;

    public RecordForm Member => member;

    public FilesStreamSettings Stream => stream;

    public override async Task<RecordReader?> OpenAsync(string file, Stream bytes, FilePoint? from, CancellationToken ct)
    {
        var members = Open(file, bytes);
        try
        {
            // Before the first batch, not after some of them: what is damaged brings nothing.
            if (from is null) await members.ProveAsync(ct);
            var records = await ArchiveRecords.OpenAsync(this, file, members, stream.Key.Counted ? null : from, ct);
            if (records is null) members.Dispose();
            return records;
        }
        catch
        {
            members.Dispose();
            throw;
        }
    }

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAgainAsync(
        string file, Stream bytes, IReadOnlyList<Position> positions, [EnumeratorCancellation] CancellationToken ct)
    {
        using var members = Open(file, bytes);
        for (var begin = 0; begin < positions.Count;)
        {
            var number = ArchivePlace.MemberOf(positions[begin].Index);
            var together = positions.Skip(begin).TakeWhile(position => ArchivePlace.MemberOf(position.Index) == number).ToList();
            if (number >= members.Wanted.Count) throw NotHere(file);
            var (name, plain) = await ExtractAsync(file, members, number, ct);
            await using (plain)
            {
                await foreach (var payload in member.ReadAgainAsync(name, plain, [.. together.Select(ArchivePlace.Within)], ct)) yield return payload;
            }

            begin += together.Count;
        }
    }

    public override async Task<IReadOnlyList<string>?> FieldsAsync(string file, Stream bytes, CancellationToken ct)
    {
        using var members = Open(file, bytes);
        var (name, plain) = await ExtractAsync(file, members, 0, ct);
        await using (plain) return await member.FieldsAsync(name, plain, ct);
    }

    public override Task<string?> NoteAsync(string file, Stream bytes, CancellationToken ct)
    {
        using var members = Open(file, bytes);
        return Task.FromResult<string?>($"Members that are read: {members.Wanted.Count}, {ZipMembers.NameOf(members.Wanted[0])} first.");
    }

    public override Task<bool?> SaysWholeAsync(Stream bytes, CancellationToken ct) => Task.FromResult<bool?>(ZipMembers.IsWhole(bytes));

    public async Task<(string Name, Stream Plain)> ExtractAsync(string file, ZipMembers members, int number, CancellationToken ct)
    {
        var entry = members.Wanted[number];
        var name = $"{file}, {ZipMembers.NameOf(entry)}";
        var plain = await members.ExtractAsync(entry, ct);
        if (!member.ReadsZip && await FirstBytesAsync(plain, ct) is [(byte)'P', (byte)'K', 3] or [0x1F, 0x8B, 8])
        {
            await plain.DisposeAsync();
            throw PackedFault.Nested(name);
        }

        return (name, plain);
    }

    private ZipMembers Open(string file, Stream bytes) => ZipMembers.Open(file, bytes, stream.Member!, limits);
}

/// <summary>How places of all members share one line of numbers.</summary>
internal static class ArchivePlace
{
    /// <summary>Counted from zero, in name order.</summary>
    public static int MemberOf(long place) => (int)(place / Position.PartSize);

    public static FilePoint Of(int member, FilePoint point) => new(member * Position.PartSize + point.Offset, member * Position.PartSize + point.Line);

    public static FilePoint Within(FilePoint point) => new(point.Offset % Position.PartSize, point.Line % Position.PartSize);

    public static Position Within(Position position) => position with { Index = position.Place };

    public static Position Of(int member, string name, Position position) => position with
    {
        Index = member * Position.PartSize + position.Index,
        Part = position.Part is null ? name : $"{name}, {position.Part}",
    };
}
