using System.Buffers;
using System.Text;
using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files.Documents;

namespace BackOffice.Integration.Connectors.Files.Json;

/// <summary>Finds the records of a JSON document by its brackets; what is within a record is for its reader.</summary>
internal sealed class JsonScan(string file, ByteFeed feed, RecordsPath path, bool atBegin) : DocumentScan(file, feed)
{
    private const int MostNameBytes = 64 << 10;

    private static readonly SearchValues<byte> ScalarEnds = SearchValues.Create(" \t\r\n,]}:\""u8);

    private enum Place
    {
        Before,
        First,
        Between,
        Single,
        Behind,
    }

    private readonly List<string> members = [];
    private Place place = atBegin ? Place.Before : Place.First;

    public override async ValueTask<bool> NextAsync(CancellationToken ct)
    {
        if (place is Place.Before) await DescendAsync(ct);
        if (place is Place.Between && await SeparatorAsync(path.Members ? '}' : ']', ct)) place = Place.Behind;
        if (place is Place.First && atBegin && await PeekAsync(ct) == (path.Members ? '}' : ']'))
        {
            Feed.Advance(1);
            place = Place.Behind;
        }

        if (place is Place.Single) return await RecordAsync(Place.Behind, ct);
        if (place is not Place.Behind) return await RecordAsync(Place.Between, ct);
        // Where reading resumed, the rest was walked through before.
        if (atBegin) await AscendAsync(ct);
        return false;
    }

    private async ValueTask<bool> RecordAsync(Place next, CancellationToken ct)
    {
        await PeekAsync(ct);
        Feed.Mark();
        if (path.Members) await NameAsync(ct);
        await SkipAsync(ct);
        place = next;
        return true;
    }

    private async ValueTask DescendAsync(CancellationToken ct)
    {
        await Feed.PassMarkAsync(ct);
        for (var depth = 0; depth < path.Names.Count; depth++)
        {
            if (await PeekAsync(ct) != '{') throw Elsewhere($"{Named(depth)} is no object");
            Feed.Advance(1);
            if (!await FindAsync(depth, ct)) throw Elsewhere($"{Named(depth)} has no '{Encoding.UTF8.GetString(path.Names[depth])}', {Members()}");
        }

        var begin = await PeekAsync(ct);
        if (path.Members && begin != '{') throw Elsewhere($"{Named(path.Names.Count)} is no object, whose members '*' means");
        if (begin is not ('{' or '[')) throw Elsewhere($"{Named(path.Names.Count)} is neither an array nor an object");
        place = begin == '[' || path.Members ? Place.First : Place.Single;
        if (place is Place.First) Feed.Advance(1);
    }

    /// <summary>Stands on the value of the path's next name; false where the object ends without it.</summary>
    private async ValueTask<bool> FindAsync(int depth, CancellationToken ct)
    {
        members.Clear();
        if (await PeekAsync(ct) == '}') return false;
        do
        {
            var name = await NameAsync(ct);
            if (Encoding.UTF8.GetBytes(name).AsSpan().SequenceEqual(path.Names[depth])) return true;
            if (members.Count < 20) members.Add(name);
            await SkipAsync(ct);
        }
        while (!await SeparatorAsync('}', ct));
        return false;
    }

    private async ValueTask AscendAsync(CancellationToken ct)
    {
        for (var depth = path.Names.Count - 1; depth >= 0; depth--)
        {
            while (!await SeparatorAsync('}', ct))
            {
                if (Encoding.UTF8.GetBytes(await NameAsync(ct)).AsSpan().SequenceEqual(path.Names[depth]))
                    throw Elsewhere($"{Named(depth + 1)} stands there twice");
                await SkipAsync(ct);
            }
        }

        if (await Feed.PeekBehindSpaceAsync(ct) >= 0)
            throw Broken("the document goes on behind its end (a file of one JSON object a line is format: ndjson)");
    }

    /// <summary>Takes a comma, or the closing bracket and says so.</summary>
    private async ValueTask<bool> SeparatorAsync(char close, CancellationToken ct)
    {
        var found = await PeekAsync(ct);
        if (found != ',' && found != close) throw Broken($"there is no comma or '{close}'");
        Feed.Advance(1);
        return found == close;
    }

    /// <summary>Takes a name and its colon.</summary>
    private async ValueTask<string> NameAsync(CancellationToken ct)
    {
        if (await PeekAsync(ct) != '"') throw Broken("there is no name");
        var name = new List<byte>();
        await SkipStringAsync(name, ct);
        if (await PeekAsync(ct) != ':') throw Broken("there is no colon behind a name");
        Feed.Advance(1);
        return Decoded([.. name]);
    }

    private async ValueTask SkipAsync(CancellationToken ct)
    {
        switch (await PeekAsync(ct))
        {
            case '"':
                await SkipStringAsync(null, ct);
                break;
            case '{' or '[':
                await SkipNestedAsync(ct);
                break;
            default:
                await SkipScalarAsync(ct);
                break;
        }
    }

    private async ValueTask SkipNestedAsync(CancellationToken ct)
    {
        var depth = 0L;
        do
        {
            var found = Feed.Ahead.IndexOfAny("\"{}[]"u8);
            if (found < 0)
            {
                Feed.Advance(Feed.Ahead.Length);
                if (!await Feed.FillAsync(ct)) throw Ended();
                continue;
            }

            Feed.Advance(found);
            if (Feed.Ahead[0] == '"')
            {
                await SkipStringAsync(null, ct);
                continue;
            }

            depth += Feed.Ahead[0] is (byte)'{' or (byte)'[' ? 1 : -1;
            Feed.Advance(1);
        }
        while (depth > 0);
    }

    private async ValueTask SkipStringAsync(List<byte>? name, CancellationToken ct)
    {
        Feed.Advance(1);
        name?.Add((byte)'"');
        for (var escaped = false; ;)
        {
            if (Feed.Ahead.IsEmpty && !await Feed.FillAsync(ct)) throw Ended();
            var ahead = Feed.Ahead;
            var found = escaped ? 0 : ahead.IndexOfAny("\"\\"u8);
            var count = found < 0 ? ahead.Length : found + 1;
            name?.AddRange(ahead[..count]);
            if (name?.Count > MostNameBytes) throw Broken($"a name is longer than {MostNameBytes} bytes");
            var last = ahead[count - 1];
            Feed.Advance(count);
            if (found >= 0 && !escaped && last == '"') return;
            escaped = found >= 0 && !escaped && last == '\\';
        }
    }

    private async ValueTask SkipScalarAsync(CancellationToken ct)
    {
        for (var any = false; ;)
        {
            var found = Feed.Ahead.IndexOfAny(ScalarEnds);
            var count = found < 0 ? Feed.Ahead.Length : found;
            any |= count > 0;
            Feed.Advance(count);
            if (found >= 0 && !any) throw Broken("there is no value");
            if (found >= 0) return;
            if (!await Feed.FillAsync(ct)) throw Ended();
        }
    }

    private async ValueTask<int> PeekAsync(CancellationToken ct) => await Feed.PeekBehindSpaceAsync(ct) is >= 0 and var found ? found : throw Ended();

    private string Decoded(byte[] name)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(name)!;
        }
        catch (JsonException)
        {
            throw Broken("a name cannot be read");
        }
    }

    private string Named(int depth) => depth == 0 ? "the document" : $"'{path.Until(depth)}'";

    private string Members() => members.Count == 0 ? "it is empty" : $"it has {string.Join(", ", members)}";

    private ConnectorException Elsewhere(string what) => new(Recovery.Reconfigure,
        $"{File}: {what}. Correct records of the stream, which says where the records are, or have the file exported again.")
    { Code = "document.unreadable" };
}
