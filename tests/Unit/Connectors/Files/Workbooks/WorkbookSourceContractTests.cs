using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files.Workbooks;

public sealed class XlsxSourceTests : FilesSourceContract
{
    private const string Options = """{"files":"*.xlsx","format":"excel","key":"id"}""";

    protected override ISource CreateSource()
    {
        Folder.Write("a.xlsx", Fixture.Bytes("kinds.xlsx"));
        return Folder.Source(Options);
    }

    protected override ISource CreateSource(IReadOnlyList<string> names)
    {
        Folder.Write("a.xlsx", Fixture.Bytes("awful.xlsx"));
        return Folder.Source(Options);
    }
}

public sealed class NumberedXlsxSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.xlsx", Fixture.Bytes("kinds.xlsx"));
        return Folder.Source("""{"files":"*.xlsx","format":"excel","columns":["id","value"],"key":"numbered(value)"}""");
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names) => null;
}

public sealed class XlsSourceTests : FilesSourceContract
{
    protected override ISource CreateSource()
    {
        Folder.Write("a.xls", Fixture.Bytes("old.xls"));
        return Folder.Source("""{"files":"*.xls","format":"excel","key":"id"}""");
    }

    protected override ISource? CreateSource(IReadOnlyList<string> names) => null;
}
