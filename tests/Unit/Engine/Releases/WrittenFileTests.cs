using System.Text;
using BackOffice.Integration.Engine.Releases;

namespace BackOffice.Integration.Tests.Unit.Engine.Releases;

public sealed class WrittenFileTests : IAsyncLifetime
{
    private const string Heading = "Firma;Personalnr;Name;Gehalt;Waehrung;IBAN\r\n";

    private ReleaseFixture hub = null!;

    public async ValueTask InitializeAsync() => hub = await ReleaseFixture.OpenAsync();

    public ValueTask DisposeAsync()
    {
        hub.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Rows_and_sums_are_read_from_the_text()
    {
        var file = Read(Heading + "DE;1;\"A; \"\"B\"\"\";1,50;EUR;x\r\nDE;2;C;;EUR;y\r\nIT;3;D;-0,25;CHF;z\r\nSUMME;3;CHF;-0,25;EUR;1,50\r\n");
        Assert.Equal(["Firma", "Personalnr", "Name", "Gehalt", "Waehrung", "IBAN"], file.Headings);
        Assert.Equal(["rows DE  2", "rows IT  1", "salary DE EUR 15000", "salary IT CHF -2500"], file.Totals.Select(total => $"{total.Measure} {total.Dimension} {total.Currency} {total.Value}"));
        Assert.True(file.TrailerTies);
        Assert.Equal(0, file.Ragged);
    }

    [Theory]
    [InlineData("SUMME;2;EUR;1,50\r\n")]
    [InlineData("SUMME;1;EUR;1,51\r\n")]
    [InlineData("SUMME;1;EUR;1,50;CHF;0,00\r\n")]
    [InlineData("SUM;1;EUR;1,50\r\n")]
    [InlineData("")]
    public void A_trailer_that_states_something_else_does_not_tie(string trailer) =>
        Assert.False(Read(Heading + "DE;1;A;1,50;EUR;x\r\n" + trailer).TrailerTies);

    [Fact]
    public void A_row_with_one_field_more_is_ragged() => Assert.Equal(1, Read(Heading + "DE;1;A;1,50;EUR;x;secret\r\nSUMME;1;EUR;1,50\r\n").Ragged);

    [Fact]
    public void A_foreign_heading_is_seen() =>
        Assert.Contains("Geheim", Read(Heading.Replace("IBAN", "Geheim", StringComparison.Ordinal) + "SUMME;0\r\n").Headings!);

    private WrittenFile Read(string text) =>
        WrittenFile.Read(new ExportPlan(hub.Workspace, hub.Workspace.Exports["payroll"]), new MemoryStream(Encoding.Latin1.GetBytes(text)));
}
