using System.Globalization;
using System.Xml.Linq;
using BackOffice.Integration.Engine.Releases.Packs;

namespace BackOffice.Integration.Tests.Unit.Engine.Releases.Packs;

public sealed class BarChartTests
{
    [Fact]
    public void Bars_are_as_long_as_their_values_say_on_both_sides_of_zero()
    {
        var bars = Bars(new Bar("gain", 300, "300"), new Bar("loss", -100, "-100"), new Bar("nothing", 0, "0"));
        Assert.Equal(bars[0].Width, 3 * bars[1].Width, tolerance: 2);
        Assert.Equal(bars[0].X, bars[1].X + bars[1].Width, tolerance: 1);
        Assert.Equal(1, bars[2].Width);
    }

    [Fact]
    public void A_label_is_text_and_never_markup()
    {
        var svg = BarChart.Svg([new Bar("<script>&\"", 1, "1")]);
        Assert.DoesNotContain("<script>", svg, StringComparison.Ordinal);
        Assert.Contains(XDocument.Parse(svg).Descendants("text"), text => text.Value.StartsWith("<script>&\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_zero_is_no_fault() => Assert.Single(Bars(new Bar("nothing", 0, "0")));

    private static List<(double X, double Width)> Bars(params Bar[] bars) =>
        [.. XDocument.Parse(BarChart.Svg(bars)).Descendants("rect").Select(bar => (Number(bar.Attribute("x")!), Number(bar.Attribute("width")!)))];

    private static double Number(XAttribute attribute) => double.Parse(attribute.Value, CultureInfo.InvariantCulture);
}
