using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class FecLedgerMappingTests : MappingContract
{
    private static readonly MappingFile Ledger = Parse();

    protected override IMapping Mapping => Ledger.Bind(null, CrosswalkSet.Empty);

    protected override string Good => Line();

    protected override string Bad => Line(date: "zq7marker", debit: "zq7marker");

    [Fact]
    public void It_reads_the_fields_that_it_names() => Assert.Equal(
        ["CompAuxLib", "CompAuxNum", "CompteLib", "CompteNum", "Credit", "Debit", "EcritureDate", "EcritureLet", "EcritureLib", "EcritureNum", "JournalCode", "PieceDate", "PieceRef"],
        Ledger.Fields.Order(StringComparer.Ordinal));

    [Fact]
    public void A_line_without_a_party_gives_none()
    {
        var output = Map(Line(party: "   "));
        Assert.Equal(["accounting.journal-entry", "accounting.journal-line", "accounting.account"], output.Entities.Select(row => row.Entity.Name));
        Assert.False(output.Entities[1]["party"].HasValue);
    }

    [Fact]
    public void A_line_refers_to_its_entry_by_the_key_of_the_entry()
    {
        var output = Map(Line(number: "1|2#"));
        Assert.Equal(@"VE|1\|2\#", output.Entities[0].Key);
        Assert.Equal(output.Entities[0].Key, output.Entities[1]["entry"].Text);
    }

    [Fact]
    public void A_line_with_two_sides_is_refused() =>
        Assert.Equal("line.both-sides", Assert.Single(Map(Line(debit: "1,00")).Issues).Code);

    [Fact]
    public void A_line_without_an_account_is_refused() =>
        Assert.Equal(["field.missing", "key.missing"], Map(Line(account: " ")).Issues.Select(issue => issue.Code).Order());

    private static MappingOutput Map(string line)
    {
        var output = new MappingOutput();
        Ledger.Bind(null, CrosswalkSet.Empty).Map(new("fec", "1", System.Text.Encoding.UTF8.GetBytes(line)), output);
        return output;
    }

    private static string Line(string date = "20230109", string debit = "0000000000,00", string party = "41101590", string account = "41100000", string number = "00000001") =>
        $$"""
        {"JournalCode":"VE  ","JournalLib":"VE11","EcritureNum":"{{number}}","EcritureDate":"{{date}}","CompteNum":"{{account}}","CompteLib":"CLIENTS  ","CompAuxNum":"{{party}}","CompAuxLib":"EPICERIE   ","PieceRef":"VE  0123","PieceDate":"20230109","EcritureLib":"VENTE  ","Debit":"{{debit}}","Credit":"0000000069,60","Idevise":""}
        """;

    private static MappingFile Parse()
    {
        using var reader = new StreamReader(ShippedMappings.Open("Fec/ledger")!);
        return MappingFile.Parse("Fec/ledger.yaml", reader.ReadToEnd(), [])!;
    }
}
