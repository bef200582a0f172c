using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class MappingTraceTests
{
    private static readonly MappingFile File = TestMapping.Parse(TestMapping.Everything);

    [Fact]
    public void Each_field_tells_its_value_expression_line_class_and_reads()
    {
        var trace = File.Trace(TestMapping.Source(TestMapping.Record()), null, TestMapping.Centres);
        var fields = trace.Entities[1].Fields.ToDictionary(field => field.Field);
        Assert.Equal(["key", "validFrom", "employment", "amount", "currency"], trace.Entities[1].Fields.Select(field => field.Field));
        Assert.Equal(("4200.5", "number(Gehalt)", 19, FieldClass.Sensitive), (fields["amount"].Value, fields["amount"].Expression, fields["amount"].Line, fields["amount"].Class));
        Assert.Equal([new RawValue("Gehalt", "4.200,50")], fields["amount"].Read);
        Assert.Equal(("007|pay", "Nummer, 'pay'", 15), (fields["key"].Value, fields["key"].Expression, fields["key"].Line));
        Assert.Equal([new RawValue("Nummer", "007")], fields["key"].Read);
        Assert.Equal("2026-02-01", fields["validFrom"].Value);
        Assert.Equal([new RawValue("[\"gültig ab\"]", "01.02.2026")], fields["validFrom"].Read);
        Assert.Empty(fields["currency"].Read);
    }

    [Fact]
    public void A_customers_own_field_is_told_too()
    {
        var fields = File.Trace(TestMapping.Source(TestMapping.Record()), null, TestMapping.Centres).Entities[0].Fields;
        var own = Assert.Single(fields, field => field.Field == "extensions.zuruf");
        Assert.Equal(("Ed", FieldClass.Sensitive), (own.Value, own.Class));
        Assert.Equal([new RawValue("Nichts", null)], Assert.Single(fields, field => field.Field == "extensions.an \"odd\" one").Read);
    }

    [Theory]
    [InlineData("01.02.2026", "4.200,50")]
    [InlineData("no", "4.200,50")]
    [InlineData("01.02.2026", "-1")]
    public void It_gives_what_Map_gives(string from, string pay)
    {
        var record = TestMapping.Record(from, pay);
        var output = TestMapping.Map(TestMapping.Everything, record);
        var trace = File.Trace(TestMapping.Source(record), null, TestMapping.Centres);
        Assert.Equal(output.Issues, trace.Issues);
        Assert.Equal(output.Entities.Select(row => (row.Key, row.ValidFrom, row.OrderKey, row.Hash())), trace.Entities.Select(entity => (entity.Row.Key, entity.Row.ValidFrom, entity.Row.OrderKey, entity.Row.Hash())));
    }
}
