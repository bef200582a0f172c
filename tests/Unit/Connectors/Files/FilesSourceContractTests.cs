using System.Text;
using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Connectors.Files;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files;

/// <summary>The suite over files of several forms.</summary>
[Proves(typeof(FilesSource))]
public abstract class FilesSourceContract : SourceContract, IDisposable
{
    protected TestFolder Folder { get; } = new();

    protected override string Stream => "s";

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static string Csv(string separator, IEnumerable<string> values) =>
        string.Join(separator, values.Select(value => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}

public sealed class CsvSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.csv", "id;name\r\n1;Weber\r\n2;\"Weber;\nSöhne\"\r\n3;x\r\n4;\r\n5;y\r\n");
        Folder.Write("b.csv", "id;name\n6;a\n7;b\n");
        return Folder.Source("""{"files":"*.csv","delimiter":";","key":"id"}""");
    }

    protected override ISource CreateSource(IReadOnlyList<string> names)
    {
        Folder.Write("a.csv", $"{Csv(";", names)}\n{Csv(";", names.Select((_, index) => $"x~{index}"))}\n");
        return Folder.Source("""{"files":"*.csv","delimiter":";","key":"id"}""");
    }
}

public sealed class NumberedCsvSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.csv", "journal|number\nVE|1\nVE|1\nVE|2\nVE|1\nHA|1\nVE|2\nVE|1\n");
        return Folder.Source("""{"files":"*.csv","delimiter":"|","key":"numbered(journal, number)"}""");
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names) => null;
}

public sealed class HashedCsvSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.csv", "a,b\n1,2\n1,2\n3,4\n1,2\n1,2\n");
        return Folder.Source("""{"files":"*.csv","key":"hash"}""");
    }

    protected override ISource CreateSource(IReadOnlyList<string> names)
    {
        Folder.Write("a.csv", $"{Csv(",", names)}\n{Csv(",", names.Select((_, index) => $"~{index}"))}\n");
        return Folder.Source("""{"files":"*.csv","key":"hash"}""");
    }
}

public sealed class NdjsonSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.ndjson", string.Concat(Enumerable.Range(1, 7).Select(n => $$"""{"id": {{n}}, "lines": [{"amount": 1.50}]}""" + "\n")));
        return Folder.Source("""{"files":"*.ndjson","format":"ndjson","key":"id"}""");
    }

    protected override ISource CreateSource(IReadOnlyList<string> names)
    {
        var record = JsonSerializer.Serialize(names.Index().ToDictionary(name => name.Item, name => $"~{name.Index}"));
        Folder.Write("a.ndjson", record + "\n");
        return Folder.Source("""{"files":"*.ndjson","format":"ndjson","key":"id"}""");
    }
}

public sealed class HeaderlessTabSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.txt", "1\t x \t2.5\n2\t\t\n3\ty\t\"\n4\tz\t1\n5\t\t9\n");
        return Folder.Source("""{"files":"*.txt","delimiter":"tab","quote":"none","columns":["id","name","rate"],"key":"id"}""");
    }

    protected override ISource CreateSource(IReadOnlyList<string> names)
    {
        Folder.Write("a.txt", string.Join('\t', names.Select((_, index) => $"x~{index}")) + "\n");
        return Folder.Source($$"""{"files":"*.txt","delimiter":"\\t","columns":{{JsonSerializer.Serialize(names)}},"key":["id"]}""");
    }
}

public sealed class Ibm850SourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Folder.Write("a.txt", "id|lib\n1|CREAT°\n2|é\n3|\"à\r\nç\"\n4|x\n5|ü\n", Encoding.GetEncoding("ibm850"));
        return Folder.Source("""{"files":"*.txt","delimiter":"|","encoding":"ibm850","key":"id"}""");
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names) => null;
}
