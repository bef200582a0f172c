using System.Text.RegularExpressions;

namespace BackOffice.Integration.Tests.Unit.Architecture;

public sealed partial class ReadmeTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(DependencyTests.Root, "README.md"));

    public static TheoryData<string> Paths => [.. PathPattern().Matches(Text).Select(match => match.Groups[1].Value).Where(path => !path.Contains('*', StringComparison.Ordinal)).Distinct()];

    [Fact]
    public void Has_at_most_150_lines_and_code_on_the_first_screen()
    {
        var lines = Text.Split('\n');
        Assert.InRange(lines.Length, 1, 151);
        Assert.InRange(Array.FindIndex(lines, line => line.StartsWith("```", StringComparison.Ordinal)), 0, 20);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Names_only_what_is_there(string path) =>
        Assert.True(Path.Exists(Path.Combine(DependencyTests.Root, path)), path);

    [Fact]
    public void The_path_of_one_record_is_at_most_ten_files_and_about_a_thousand_lines()
    {
        var walk = WalkPattern().Matches(Text).Select(match => Path.Combine(DependencyTests.Root, match.Groups[1].Value)).ToList();
        Assert.InRange(walk.Count, 5, 10);
        Assert.InRange(walk.Sum(file => File.ReadLines(file).Count()), 1, 1_100);
    }

    [GeneratedRegex("`((?:connectors|mappings|functions|tests|infra)/[A-Za-z0-9_./*-]*)`", RegexOptions.None)]
    private static partial Regex PathPattern();

    [GeneratedRegex(@"\n\d+\. `([^`]+)`")]
    private static partial Regex WalkPattern();
}
