using BackOffice.Integration.Engine.Inbound;

namespace BackOffice.Integration.Tests.Unit.Engine.Inbound;

public sealed class FieldDriftTests
{
    [Fact]
    public void A_field_that_the_mapping_reads_already_is_no_news()
    {
        var drift = new FieldDrift("staff", ["no", "pay"], ["no"]);
        drift.Judge(["no", "pay", "colour", "size"]);
        Assert.Equal(["colour", "size"], drift.New);
    }

    [Fact]
    public void On_a_first_load_nothing_is_new()
    {
        var drift = new FieldDrift("staff", ["no"], []);
        drift.Judge(["no", "colour"]);
        Assert.Empty(drift.New);
    }
}
