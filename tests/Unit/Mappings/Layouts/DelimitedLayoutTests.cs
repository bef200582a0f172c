using System.Globalization;
using System.Text;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Layouts;
using CsvHelper;

namespace BackOffice.Integration.Tests.Unit.Mappings.Layouts;

[Collection(Alone.Name)]
public sealed class DelimitedLayoutTests : LayoutContract
{
    private static readonly DelimitedProfile Payroll = new(
        "v1", ';', "windows-1252", ',', "\r\n", Header: true, OpensInSpreadsheet: false,
        [new("Personalnr", "employee_no", null), new("Eintritt", "hired_on", "dd.MM.yyyy"), new("Gehalt", "salary", "0.00"), new("Name", "last_name", null)],
        new("SUMME", "salary", "salary_currency"));

    private static readonly PartnerRow[] PayrollRows =
    [
        new(["0017", new DateOnly(2019, 4, 1), 4250.50m, "Müller-Lüdenscheidt", "EUR"]),
        new(["0018", new DateOnly(2021, 1, 1), null, "O'Neill; \"Pat\"", null]),
        new(["0019", null, 3999.5m, "=Strauß", "EUR"]),
        new(["0020", new DateOnly(2026, 12, 24), 100m, "Çelik", "CHF"]),
    ];

    protected override ILayout Layout { get; } = new DelimitedLayout(new(
        "v1", ';', "utf-8", ',', "\r\n", Header: true, OpensInSpreadsheet: false,
        [new("Name", "name", null), new("Amount", "amount", "0.00"), new("Day", "day", "dd.MM.yyyy")], new("SUM", null, null)));

    [Fact]
    public void Writes_the_approved_file() => Assert.Equal(
        System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Mappings", "Layouts", "payroll.approved.csv")),
        Bytes(Payroll, PayrollRows));

    [Fact]
    public void Sums_the_trailer_per_currency_in_ordinal_order() =>
        Assert.EndsWith("\r\nSUMME;4;CHF;100,00;EUR;8250,00\r\n", Text(Payroll, PayrollRows), StringComparison.Ordinal);

    [Fact]
    public void Refuses_to_round() => Refused("layout.rounds", "Gehalt", 2, Payroll, PayrollRows[0], Row("0018", 0.005m));

    [Fact]
    public void Names_row_and_column_of_a_character_the_encoding_lacks()
    {
        var error = Refused("layout.character-missing", "Name", 2, Payroll, PayrollRows[0], new(["0021", null, 1m, "Łukasz", "EUR"]));
        Assert.DoesNotContain("ukasz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_an_amount_without_currency() => Refused("layout.currency-missing", "salary_currency", 1, Payroll, new PartnerRow(["1", null, 1m, "A", null]));

    [Fact]
    public void Refuses_a_row_of_another_width() => Refused("layout.cells-differ", "*", 1, Payroll, new PartnerRow(["1"]));

    [Fact]
    public void Refuses_a_cell_of_an_unknown_type() => Refused("layout.cell-type", "Name", 1, Payroll, new PartnerRow(["1", null, null, 7, null]));

    [Fact]
    public void Leaves_formula_text_alone_for_machines() => Assert.Contains(";=Strauß\r\n", Text(Payroll, PayrollRows), StringComparison.Ordinal);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 30", "'+49 30")]
    [InlineData("-5", "'-5")]
    [InlineData("@x", "'@x")]
    [InlineData("a=b", "a=b")]
    public void Neutralises_formula_text_for_people(string name, string shown) => Assert.Contains(
        $";-1,50;{shown}\r\n", Text(Payroll with { OpensInSpreadsheet = true }, new PartnerRow(["1", null, -1.5m, name, "EUR"])), StringComparison.Ordinal);

    [Fact]
    public void A_lone_empty_cell_is_no_blank_line() => Assert.Equal("\"\"\n", Text(
        new("v1", ',', "utf-8", '.', "\n", false, false, [new("Name", "name", null)], null), new PartnerRow([null])));

    [Fact]
    public void Utf8_carries_no_byte_order_mark() => Assert.Equal((byte)'P', Bytes(Payroll with { Encoding = "utf-8" })[0]);

    [Fact]
    public void Shows_one_dataset_column_under_two_headings() => Assert.Equal("7,7\n", Text(
        new("v1", ',', "utf-8", '.', "\n", false, false, [new("A", "no", null), new("B", "no", null)], null), new PartnerRow(["7"])));

    protected override IReadOnlyList<IReadOnlyList<string>> ReadBack(byte[] file)
    {
        using var reader = CsvReader.Create(file, new CsvReaderOptions { Separator = ';', HasHeader = true });
        var rows = new List<IReadOnlyList<string>>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return rows[..^1];
    }

    protected override IReadOnlyList<string> Shown(string? text, decimal? number, DateOnly? date) =>
    [
        text ?? "",
        number?.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',') ?? "",
        date?.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture) ?? "",
    ];

    private static PartnerRow Row(string number, decimal salary) => new([number, null, salary, "Weber", "EUR"]);

    private static byte[] Bytes(DelimitedProfile profile, params PartnerRow[] rows)
    {
        using var output = new MemoryStream();
        new DelimitedLayout(profile).Write(rows, Sealing, output);
        return output.ToArray();
    }

    private static string Text(DelimitedProfile profile, params PartnerRow[] rows) =>
        (profile.Encoding == "utf-8" ? Encoding.UTF8 : Encoding.Latin1).GetString(Bytes(profile, rows));

    private static LayoutException Refused(string code, string column, long row, DelimitedProfile profile, params PartnerRow[] rows)
    {
        var error = Assert.Throws<LayoutException>(() => Bytes(profile, rows));
        Assert.Equal((code, column, row), (error.Code, error.Column, error.Row));
        return error;
    }
}
