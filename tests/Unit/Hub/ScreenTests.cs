using System.CommandLine;
using BackOffice.Integration.Hub.Cli;

namespace BackOffice.Integration.Tests.Unit.Hub;

public sealed class ScreenTests
{
    [Fact]
    public void A_fault_of_the_program_names_its_place_and_quotes_nothing()
    {
        using var errors = new StringWriter();
        new Screen(json: false, TextWriter.Null, errors).Bug(Broken());
        Assert.Contains("System.FormatException", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains(nameof(Broken), errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("4380", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_fault_of_the_program_says_what_to_report_and_where(bool json)
    {
        using var errors = new StringWriter();
        new Screen(json, TextWriter.Null, errors).Bug(Broken());
        foreach (var words in (string[])["bug", "Report it where you got this program", "version 0.1.0", nameof(Broken)]) Assert.Contains(words, errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("4380", errors.ToString(), StringComparison.Ordinal);
        if (json) Assert.Equal("bug", System.Text.Json.JsonDocument.Parse(errors.ToString()).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_command_that_breaks_ends_with_the_exit_code_of_a_bug()
    {
        var command = new Command("break");
        command.Runs(_ => throw Broken());
        Assert.Equal(ExitCode.Bug, await command.Parse([]).InvokeAsync(new() { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken));
    }

    private static FormatException Broken()
    {
        try
        {
            throw new FormatException("4380,50 is no number.");
        }
        catch (FormatException broken)
        {
            return broken;
        }
    }
}
