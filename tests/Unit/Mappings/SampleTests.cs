using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class SampleTests
{
    private static readonly string Root = FindRoot(new(AppContext.BaseDirectory));

    public static TheoryData<string> Files => [.. Directory
        .EnumerateFiles(Path.Combine(Root, "mappings"), "*.yaml", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_mapping_does_what_its_sample_expects(string path)
    {
        var errors = new List<FileError>();
        var file = MappingFile.Parse(path, Read(path), errors);
        Assert.Empty(errors);
        Assert.Empty(MappingSample.Check(file!, Read(Beside(path, ".sample.json")), Read(Beside(path, ".expected.json")), null, CrosswalkSet.Empty));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_mapping_comes_inside_the_program(string path)
    {
        var name = path["mappings/".Length..^".yaml".Length];
        Assert.Contains(name, ShippedMappings.Names);
        using var reader = new StreamReader(ShippedMappings.Open(name)!);
        Assert.Equal(Read(path), reader.ReadToEnd());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_expected_is_written_as_Render_writes_it(string path)
    {
        var file = MappingFile.Parse(path, Read(path), [])!;
        var rendered = MappingSample.Render(file, Read(Beside(path, ".sample.json")), null, CrosswalkSet.Empty);
        if (Environment.GetEnvironmentVariable("BACKOFFICE_WRITE_EXPECTED") == "1") File.WriteAllText(Path.Combine(Root, Beside(path, ".expected.json")), rendered);
        Assert.Equal(Read(Beside(path, ".expected.json")), rendered);
    }

    [Fact]
    public void An_unknown_mapping_is_none() => Assert.Null(ShippedMappings.Open("Fec/nothing"));

    private static string Beside(string path, string ending) => path[..^".yaml".Length] + ending;

    private static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "global.json")) ? folder.FullName : FindRoot(folder.Parent!);
}
