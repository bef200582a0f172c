using System.Text;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings;
using CsCheck;

namespace BackOffice.Integration.Tests.Unit.Engine.Workspaces;

public sealed class YamlFileTests
{
    private const string Signs = "{}[]:,-#&*!|>'\"%@`? \n\t\\\0ä";

    [Fact]
    public void Finds_the_place_of_a_JSON_pointer_or_the_nearest_above_it()
    {
        var errors = new List<FileError>();
        var file = Parse("a:\n  b/c: [x, {d: y}]\n", errors);

        foreach (var pointer in (string[])["/a/b~1c/1/d", "/a/b~1c/7", "/a/none/deeper", "/none"]) file.ErrorAt(pointer, "p", "r");

        Assert.Equal([(2, 16), (2, 8), (2, 3), (1, 1)], errors.Select(error => (error.Line, error.Column)));
    }

    [Theory]
    [InlineData("x", "\"x\"")]
    [InlineData("'5'", "\"5\"")]
    [InlineData("5", "5")]
    [InlineData("5.50", "5.50")]
    [InlineData("007", "\"007\"")]
    [InlineData("true", "true")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("~", "null")]
    [InlineData("2022-12-31", "\"2022-12-31\"")]
    [InlineData("[a, {b: 1}]", "[\"a\",{\"b\":1}]")]
    public void Hands_values_on_as_the_core_schema_reads_them(string yaml, string json) =>
        Assert.Equal(json, YamlJson.Of(((YamlDotNet.RepresentationModel.YamlMappingNode)Parse($"v: {yaml}\n", []).Root!).Children["v"]).GetRawText());

    [Fact]
    public void Never_throws_whatever_the_text() => Gen.Int.Positive.Sample(seed =>
    {
        var random = new Random(seed);
        var text = new StringBuilder(random.Next(2) == 0 ? TestWorkspace.Export : TestWorkspace.Connection);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var place = random.Next(text.Length);
            if (random.Next(2) == 0) text.Insert(place, Signs[random.Next(Signs.Length)]);
            else text.Remove(place, Math.Min(random.Next(1, 10), text.Length - place));
        }

        var errors = new List<FileError>();
        var root = Parse(text.ToString(), errors).Root;
        Assert.True(root is null == errors.Count > 0, text.ToString());
        Assert.All(errors, error => Assert.True(error is { Line: > 0, Column: > 0 }, error.ToString()));
    });

    private static YamlFile Parse(string text, ICollection<FileError> errors) => YamlFile.Parse(WorkspaceHash.File("connections/x.yaml", Encoding.UTF8.GetBytes(text)), errors);
}
