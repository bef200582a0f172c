using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Connectors.Files.Archives;

/// <summary>The records of one archive, member after member.</summary>
internal sealed class ArchiveRecords : RecordReader
{
    private readonly ArchiveForm form;
    private readonly string file;
    private readonly ZipMembers members;
    private readonly KeyCount count;
    private int number;
    private Stream? plain;
    private RecordReader? reader;

    private ArchiveRecords(ArchiveForm form, string file, ZipMembers members, OpenedMember first)
        : base(first.Reader.Fields)
    {
        (this.form, this.file, this.members) = (form, file, members);
        (number, plain, reader) = (first.Number, first.Plain, first.Reader);
        count = new(form.Stream.Key.Counted);
    }

    public override FilePoint Point => ArchivePlace.Of(number, reader!.Point);

    public override bool IsWhole => reader!.IsWhole;

    private string Name => ZipMembers.NameOf(members.Wanted[number]);

    /// <summary>Null where no member holds anything.</summary>
    public static async Task<ArchiveRecords?> OpenAsync(ArchiveForm form, string file, ZipMembers members, FilePoint? from, CancellationToken ct)
    {
        var begin = from is { } point ? ArchivePlace.MemberOf(point.Offset) : 0;
        var first = await NextMemberAsync(form, file, members, begin, from is { } at ? ArchivePlace.Within(at) : null, ct);
        return first is null ? null : new(form, file, members, first);
    }

    public override async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        while (reader is not null)
        {
            if (await reader.NextAsync(ct)) return true;
            var next = await NextMemberAsync(form, file, members, number + 1, null, ct);
            if (next is not null) RefuseOtherFields(next);
            Close();
            if (next is not null) (number, plain, reader) = (next.Number, next.Plain, next.Reader);
        }

        return false;
    }

    public override RawRecord Take(PayloadBlocks blocks)
    {
        var record = reader!.Take(blocks);
        // Keys made of a place are told apart by the member, as are the messages.
        var isPlace = record.Problem is not null && (record.Key == LineKey(record.Position.Index) || record.Key == RowKey(record.Position.Index));
        return record with
        {
            Key = isPlace ? $"{Name} {record.Key}" : count.Of(record.Key),
            Position = ArchivePlace.Of(number, Name, record.Position),
            Problem = record.Problem is { } problem ? problem with { Message = $"{Name}: {problem.Message}" } : null,
        };
    }

    public override ReadOnlyMemory<byte> Payload(PayloadBlocks blocks) => reader!.Payload(blocks);

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        Close();
        members.Dispose();
    }

    private static async Task<OpenedMember?> NextMemberAsync(ArchiveForm form, string file, ZipMembers members, int number, FilePoint? from, CancellationToken ct)
    {
        for (; number < members.Wanted.Count; number++, from = null)
        {
            var (name, plain) = await form.ExtractAsync(file, members, number, ct);
            try
            {
                if (await form.Member.OpenAsync(name, plain, from, ct) is { } reader) return new(number, plain, reader);
            }
            catch
            {
                await plain.DisposeAsync();
                throw;
            }

            await plain.DisposeAsync();
        }

        return null;
    }

    private void RefuseOtherFields(OpenedMember next)
    {
        if (Fields is null || next.Reader.Fields is null || Fields.ToHashSet().SetEquals(next.Reader.Fields)) return;
        var other = Fields.Except(next.Reader.Fields).FirstOrDefault() ?? next.Reader.Fields.Except(Fields).First();
        var where = ZipMembers.NameOf(members.Wanted[next.Number]);
        next.Dispose();
        throw new ConnectorException(Recovery.Stop,
            $"{file}: not all members have the field '{other}', and {where} is the first that differs. Have them written with the same fields, or give each kind a stream with its own member.")
        { Code = "archive.fields" };
    }

    private void Close()
    {
        reader?.Dispose();
        plain?.Dispose();
        (reader, plain) = (null, null);
    }

    /// <summary>A member that is being read.</summary>
    private sealed record OpenedMember(int Number, Stream Plain, RecordReader Reader) : IDisposable
    {
        public void Dispose()
        {
            Reader.Dispose();
            Plain.Dispose();
        }
    }
}
