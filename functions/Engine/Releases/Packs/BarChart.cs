using System.Globalization;
using System.Net;
using System.Text;

namespace BackOffice.Integration.Engine.Releases.Packs;

/// <summary>One bar: what it stands for, how long it is and what is written behind it.</summary>
internal sealed record Bar(string Label, decimal Value, string Text);

/// <summary>Bars that lie one below the other around a line at zero, as SVG.</summary>
internal static class BarChart
{
    private const int Width = 900, LabelWidth = 250, TextWidth = 150, RowHeight = 22, BarHeight = 14, LabelSigns = 36;

    public static string Svg(IReadOnlyList<Bar> bars)
    {
        var (least, most) = (Math.Min(0, bars.Min(bar => bar.Value)), Math.Max(0, bars.Max(bar => bar.Value)));
        var span = most - least == 0 ? 1 : most - least;
        var zero = LabelWidth + Place(-least);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {(bars.Count * RowHeight) + 4}\" width=\"{Width}\" role=\"img\" font-size=\"12\" fill=\"#1c2733\">");
        foreach (var (index, bar) in bars.Index())
        {
            var (y, length) = ((index * RowHeight) + 2, Place(Math.Abs(bar.Value)));
            var x = bar.Value < 0 ? zero - length : zero;
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth - 10}\" y=\"{y + 12}\" text-anchor=\"end\">{Encode(Short(bar.Label))}<title>{Encode(bar.Label)}</title></text>");
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{y + 1}\" width=\"{Math.Max(length, 1)}\" height=\"{BarHeight}\" rx=\"2\" fill=\"{(bar.Value < 0 ? "#c7704f" : "#3f7cac")}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Math.Max(x + length, zero) + 6}\" y=\"{y + 12}\" fill=\"#516273\">{Encode(bar.Text)}</text>");
        }

        return svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{zero}\" x2=\"{zero}\" y1=\"0\" y2=\"{(bars.Count * RowHeight) + 4}\" stroke=\"#98a7b5\"/></svg>\n").ToString();

        int Place(decimal value) => (int)decimal.Round(value / span * (Width - LabelWidth - TextWidth), MidpointRounding.ToEven);
    }

    private static string Short(string label) => label.Length <= LabelSigns ? label : label[..(LabelSigns - 1)] + "\u2026";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
