using BackOffice.Integration.Engine.Findings;
using BackOffice.Integration.Tests.Unit.Architecture;

namespace BackOffice.Integration.Tests.Unit.Engine.Findings;

public sealed class FindingReferenceTests
{
    [Fact]
    public void The_page_that_is_checked_in_is_the_one_the_code_writes()
    {
        var page = Path.Combine(DependencyTests.Root, "infra", "reference", "findings.md");
        if (Environment.GetEnvironmentVariable("BACKOFFICE_WRITE_REFERENCE") == "1") File.WriteAllText(page, FindingReference.Write());
        Assert.True(File.Exists(page) && File.ReadAllText(page) == FindingReference.Write(), "infra/reference/findings.md is behind. Run this test with BACKOFFICE_WRITE_REFERENCE=1 and commit the file.");
    }

    [Fact]
    public void Every_rule_says_what_is_wrong() => Assert.All(FindingRule.All, rule => Assert.EndsWith(".", FindingReference.AboutOf(rule.Name), StringComparison.Ordinal));

    [Fact]
    public void A_rule_has_one_severity_and_one_meaning() =>
        Assert.All(FindingRule.All.GroupBy(rule => rule.Name), rules => Assert.Single(rules.Select(rule => (rule.Severity, rule.About)).Distinct()));
}
