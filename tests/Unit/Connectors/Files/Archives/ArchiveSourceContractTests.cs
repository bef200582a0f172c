using System.Text;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Tests.Unit.Connectors.Files.Workbooks;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files.Archives;

public sealed class ZippedCsvSourceTests : FilesSourceContract
{
    private const string Options = """{"files":"*.zip","member":"*.csv","delimiter":";","key":"id"}""";

    protected override ISource CreateSource()
    {
        Folder.Write("a.zip", Packed.Bytes("python.zip"));
        Folder.Write("b.zip", Packed.Zip(("z.csv", Encoding.UTF8.GetBytes("id;name\n7;y\n8;z\n"))));
        return Folder.Source(Options);
    }

    protected override ISource CreateSource(IReadOnlyList<string> names)
    {
        var text = $"{Csv(";", names)}\n{Csv(";", names.Select((_, index) => $"x~{index}"))}\n";
        Folder.Write("a.zip", Packed.Zip(("a.csv", Encoding.UTF8.GetBytes(text))));
        return Folder.Source(Options);
    }
}

public sealed class ZippedNumberedCsvSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.zip", Packed.Zip(("a.csv", "journal,number\nVE,1\nVE,1\nVE,2\n"u8.ToArray()), ("b.csv", "journal,number\nVE,1\nHA,1\nVE,2\nVE,1\n"u8.ToArray())));
        return Folder.Source("""{"files":"*.zip","member":"*.csv","key":"numbered(journal, number)"}""");
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names) => null;
}

public sealed class ZippedNdjsonSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.zip", Packed.Zip([.. Enumerable.Range(1, 4).Select(n => ($"{n}.json", Encoding.UTF8.GetBytes($$"""{"id":{{n}}}""" + "\n" + $$"""{"id":{{n + 10}}}""")))]));
        return Folder.Source("""{"files":"*.zip","member":"*.json","format":"ndjson","key":"id"}""");
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names) => null;
}

public sealed class ZippedXlsxSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.zip", Packed.Zip(("a.xlsx", Fixture.Bytes("office.xlsx")), ("b.xlsx", Fixture.Bytes("kinds.xlsx"))));
        return Folder.Source("""{"files":"*.zip","member":"*.xlsx","format":"excel","columns":["id","value","day"],"skip":1,"key":"id"}""");
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names) => null;
}

public sealed class GzippedCsvSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.csv.gz", Packed.Bytes("plain.csv.gz"));
        Folder.Write("b.csv.gz", Packed.Gzip("id;name\n7;x\n8;y\n9;z\n"));
        return Folder.Source("""{"files":"*.csv.gz","delimiter":";","key":"id"}""");
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names) => null;
}
