using BackOffice.Integration.Engine.Datasets.Partners;

namespace BackOffice.Integration.Tests.Unit.Engine.Datasets.Partners;

public sealed class PartnerTariffsTests
{
    [Theory]
    [InlineData("2025-12-31", null)]
    [InlineData("2026-01-01", 1)]
    [InlineData("2026-01-31", 1)]
    [InlineData("2026-02-01", 2)]
    [InlineData("2026-02-28", 2)]
    [InlineData("2026-03-01", null)]
    public void Of_a_contract_the_terms_that_began_last_hold_until_they_end(string day, int? tariff)
    {
        var tariffs = new PartnerTariffs([Terms("A", "2026-01-01", null, 1), Terms("A", "2026-02-01", "2026-02-28", 2)]);
        Assert.Equal((decimal?)tariff, tariffs.On("bureau", "slip", Day(day))?.Tariff);
    }

    [Theory]
    [InlineData("2026-01-15", 1)]
    [InlineData("2026-02-15", 2)]
    [InlineData("2026-03-01", 1)]
    public void Of_several_contracts_the_one_whose_terms_began_last_holds(string day, int tariff)
    {
        var tariffs = new PartnerTariffs([Terms("A", "2026-01-01", null, 1), Terms("B", "2026-02-01", "2026-02-28", 2)]);
        Assert.Equal(tariff, tariffs.On("bureau", "slip", Day(day))?.Tariff);
    }

    [Fact]
    public void Nobody_else_has_them() => Assert.Null(new PartnerTariffs([Terms("A", "2026-01-01", null, 1)]).On("other", "slip", Day("2026-01-15")));

    private static PartnerTerms Terms(string contract, string from, string? to, decimal tariff) =>
        new(contract, "bureau", "slip", "row", "EUR", tariff, null, Day(from), to is null ? null : Day(to));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
