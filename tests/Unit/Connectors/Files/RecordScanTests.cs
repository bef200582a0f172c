using System.Text;
using BackOffice.Integration.Connectors.Files;
using BackOffice.Integration.Connectors.Files.Csv;
using CsCheck;
using CsvHelper;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

public sealed class RecordScanTests
{
    private static readonly Gen<string> Texts = Gen.Int[0, 4].Select(index => "\";\n\rx"[index]).Array[0, 24].Select(characters => new string(characters));

    [Fact]
    public void Sees_an_open_quote_exactly_where_the_parser_does() => Texts.Sample(text =>
        Assert.Equal(ParserSeesOpenQuote(text), Scan(text).OpenQuoteAsync(0, default).Result is not null), iter: 20_000);

    [Fact]
    public void Finds_the_records_that_the_parser_finds() => Texts.Sample(text =>
        Assert.Equal(Parsed(text), Scanned(text)), iter: 20_000);

    private static List<(long, long, long)> Scanned(string text)
    {
        List<(long, long, long)> found = [];
        var scan = Scan(text);
        for (var point = new FilePoint(0, 1); scan.NextAsync(point, default).Result is { } record; point = record.End)
            found.Add((record.Start.Offset, record.Start.Line, record.Length));
        return found;
    }

    private static List<(long, long, long)> Parsed(string text)
    {
        List<(long, long, long)> found = [];
        using var parser = Parser(text);
        while (parser.Read()) found.Add((parser.ByteOffset - 1, parser.LineNumber - 1, parser.RawRecord.Length));
        return found;
    }

    // The parser names only the first fault of a record, so this asks whether one more quote would close something.
    private static bool ParserSeesOpenQuote(string text) => Count(text + "\nx") < Count(text + "\"\nx");

    private static int Count(string text)
    {
        using var parser = Parser(text);
        var count = 0;
        while (parser.Read()) count++;
        return count;
    }

    private static RecordScan Scan(string text) => new(new MemoryStream(Encoding.ASCII.GetBytes(text)), ';', '"');

    private static CsvReader Parser(string text) => CsvReader.Create(
        new MemoryStream(Encoding.ASCII.GetBytes("\n" + text)),
        new() { HasHeader = false, Separator = ';', TrackLineNumbers = true });
}
