using System.Buffers;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files.Documents;

namespace BackOffice.Integration.Connectors.Files.Xml;

/// <summary>Finds the records of an XML document by its tags; what is within a record is for its reader.</summary>
internal sealed class XmlScan(string file, ByteFeed feed, ElementPath path) : DocumentScan(file, feed)
{
    private const int MostDepth = 1_000;
    private const int MostNameBytes = 1_000;

    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n/><"u8);

    private readonly OpenElements open = new();
    // How many elements are open around the record at hand; -1 outside of records.
    private int around = -1;

    /// <summary>How many elements began outside of records, and records.</summary>
    public long Elements { get; private set; }

    public override async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        if (Feed.Offset == 0) await Feed.PassMarkAsync(ct);
        while (await TagAsync(ct))
        {
            if (around < 0) Feed.Mark();
            if (await ElementAsync(ct)) return true;
        }

        return open.Count == 0 && Elements > 0 ? false : throw Ended();
    }

    /// <summary>Stands on the next tag; false at the end of the file.</summary>
    private async ValueTask<bool> TagAsync(CancellationToken ct)
    {
        do
        {
            var found = Feed.Ahead.IndexOf((byte)'<');
            var text = found < 0 ? Feed.Ahead : Feed.Ahead[..found];
            if (open.Count == 0 && text.ContainsAnyExcept(" \t\r\n"u8)) throw Broken("there is text outside of the document's element");
            Feed.Advance(text.Length);
            if (found >= 0) return true;
        }
        while (await Feed.FillAsync(ct));
        return false;
    }

    /// <summary>Passes over the tag at hand; true where a record ends with it.</summary>
    private async ValueTask<bool> ElementAsync(CancellationToken ct)
    {
        switch (await ByteAsync(1, ct))
        {
            case (byte)'?':
                await SkipPastAsync("?>"u8.ToArray(), ct);
                return false;
            case (byte)'!':
                await DeclarationAsync(ct);
                return false;
            case (byte)'/':
                return await EndAsync(ct);
            default:
                return await BeginAsync(ct);
        }
    }

    private async ValueTask DeclarationAsync(CancellationToken ct)
    {
        if (await StartsAsync("<!--"u8.ToArray(), ct))
        {
            Feed.Advance(4);
            await SkipPastAsync("-->"u8.ToArray(), ct);
        }
        else if (open.Count > 0 && await StartsAsync("<![CDATA["u8.ToArray(), ct)) await SkipPastAsync("]]>"u8.ToArray(), ct);
        else if (await StartsAsync("<!DOCTYPE"u8.ToArray(), ct)) throw Typed();
        else throw Broken("there is a declaration that belongs into a document type");
    }

    private async ValueTask<bool> BeginAsync(CancellationToken ct)
    {
        if (open.Count == 0 && Elements > 0) throw Broken("there is a second document");
        if (open.Count == MostDepth) throw Broken($"elements are nested more than {MostDepth} deep");
        var length = await NameAsync(1, ct);
        open.Open(Feed.Ahead.Slice(1, length));
        if (around < 0) Elements++;
        var begins = around < 0 && path.Fits(open);
        if (begins) around = open.Count - 1;
        Feed.Advance(1 + length);
        return await IsClosedAsync(ct) && Close();
    }

    private async ValueTask<bool> EndAsync(CancellationToken ct)
    {
        var length = await NameAsync(2, ct);
        if (open.Count == 0 || !Feed.Ahead.Slice(2, length).SequenceEqual(open[open.Count - 1])) throw Broken("an end tag closes an element that is not the one open");
        Feed.Advance(2 + length);
        await SkipPastAsync(">"u8.ToArray(), ct);
        return Close();
    }

    private bool Close()
    {
        open.Close();
        if (open.Count != around) return false;
        around = -1;
        return true;
    }

    /// <summary>Passes over the attributes and the end of a tag; true where it closes itself.</summary>
    private async ValueTask<bool> IsClosedAsync(CancellationToken ct)
    {
        var (quote, before) = ((byte)0, (byte)0);
        for (; ; )
        {
            var found = quote == 0 ? Feed.Ahead.IndexOfAny("\"'<>"u8) : Feed.Ahead.IndexOf(quote);
            var count = found < 0 ? Feed.Ahead.Length : found;
            if (count > 0) before = Feed.Ahead[count - 1];
            Feed.Advance(count);
            if (found < 0)
            {
                if (!await Feed.FillAsync(ct)) throw Ended();
                continue;
            }

            var sign = Feed.Ahead[0];
            if (sign == '<') throw Broken("a tag begins within a tag");
            Feed.Advance(1);
            if (sign == '>') return before == '/';
            quote = quote == 0 ? sign : (byte)0;
            before = sign;
        }
    }

    /// <summary>Length of the name that begins this far ahead.</summary>
    private async ValueTask<int> NameAsync(int from, CancellationToken ct)
    {
        for (; ; )
        {
            var found = Feed.Ahead.Length <= from ? -1 : Feed.Ahead[from..].IndexOfAny(NameEnds);
            if (found == 0) throw Broken("a tag has no name");
            if (found > 0) return found;
            if (Feed.Ahead.Length > MostNameBytes) throw Broken($"a name is longer than {MostNameBytes} bytes");
            if (!await Feed.FillAsync(ct)) throw Ended();
        }
    }

    private async ValueTask<byte> ByteAsync(int ahead, CancellationToken ct)
    {
        while (Feed.Ahead.Length <= ahead)
            if (!await Feed.FillAsync(ct)) throw Ended();
        return Feed.Ahead[ahead];
    }

    private async ValueTask<bool> StartsAsync(byte[] text, CancellationToken ct)
    {
        for (var i = 0; i < text.Length; i++)
            if (await ByteAsync(i, ct) != text[i]) return false;
        return true;
    }

    private async ValueTask SkipPastAsync(byte[] text, CancellationToken ct)
    {
        for (; ; )
        {
            var found = Feed.Ahead.IndexOf(text);
            Feed.Advance(found >= 0 ? found + text.Length : Math.Max(0, Feed.Ahead.Length - text.Length + 1));
            if (found >= 0) return;
            if (!await Feed.FillAsync(ct)) throw Ended();
        }
    }

    private ConnectorException Typed() => new(Recovery.Stop,
        $"{File} declares a document type (DTD), which is not read because it can name other files and grow without end. Have it exported without one.")
    { Code = "xml.dtd" };
}
