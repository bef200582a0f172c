using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class LanguageReferenceTests
{
    private static readonly string Page = Path.Combine(Root(new(AppContext.BaseDirectory)), "infra", "reference", "mapping-language.md");

    [Fact]
    public void The_page_that_is_checked_in_is_the_one_the_code_writes()
    {
        var text = LanguageReference.Write();
        if (Environment.GetEnvironmentVariable("BACKOFFICE_WRITE_REFERENCE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Page)!);
            File.WriteAllText(Page, text);
        }

        Assert.True(File.Exists(Page) && File.ReadAllText(Page) == text, "infra/reference/mapping-language.md is behind. Run this test with BACKOFFICE_WRITE_REFERENCE=1 and commit the file.");
    }

    [Fact]
    public void It_names_every_function_and_every_field()
    {
        var lines = LanguageReference.Write().Split('\n');
        Assert.All(FunctionCatalog.All, function => Assert.Contains($"| `{function.Signature}` | {function.Description} |", lines));
        Assert.All(CanonicalModel.All, entity =>
        {
            var section = lines.SkipWhile(line => line != $"## {entity.Name}").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).ToArray();
            Assert.All(entity.Fields, field => Assert.Contains(section, line => line.StartsWith($"| {field.Name} | ", StringComparison.Ordinal) && line.Contains($" | {field.Class.ToString().ToLowerInvariant()} | ", StringComparison.Ordinal)));
        });
    }

    private static string Root(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "global.json")) ? folder.FullName : Root(folder.Parent!);
}
