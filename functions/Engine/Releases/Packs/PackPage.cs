using System.Globalization;
using System.Net;
using System.Text;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Releases.Packs;

/// <summary>The page a person looks at first: what ties, what does not, what waits for whom; then the figures. It needs nothing but itself and prints on A4.</summary>
internal sealed class PackPage(PackPlan plan, string hub, Period period, Sealing sealing)
{
    // The workbook beside it holds them all.
    private const int RowsShown = 40;

    private readonly StringBuilder html = new();

    public void Write(IReadOnlyList<PackTable> tables, Stream output)
    {
        var (control, problems, waiting) = (tables[0], tables[1], tables[2]);
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text($"{hub}: {plan.Name} {period}")}</title><style>{PageStyle.Css}</style></head><body>\n");
        html.Append(CultureInfo.InvariantCulture, $"<header><h1>{Text($"{hub}: {plan.Name}")}</h1><p>Period {Text(period.ToString())}, number {Text(sealing.Number)}, drawn up {sealing.At.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC, for {Text(plan.Partner.Title)}.</p></header>\n");
        Tiles(control, problems, waiting);
        Control(control);
        if (problems.Rows.Count > 0) Section(problems);
        if (waiting.Rows.Count > 0) Waiting(waiting);
        foreach (var table in tables.Skip(PackSheets.All.Count)) Section(table);
        html.Append("</body></html>\n");
        output.Write(Encoding.UTF8.GetBytes(html.ToString()));
    }

    private void Tiles(PackTable control, PackTable problems, PackTable waiting)
    {
        var verdict = control.Dataset.Place("verdict");
        var ties = control.Rows.Count(row => Equals(row[verdict], "ties"));
        var records = waiting.Rows.Sum(row => (long)row[waiting.Dataset.Place("records")]!);
        html.Append("<div class=\"tiles\">");
        Tile($"{ties} of {control.Rows.Count}", "figures tie", ties == control.Rows.Count && control.Rows.Count > 0);
        Tile(Shown(problems.Rows.Count), problems.Rows.Count == 1 ? "figure is incomplete" : "figures are incomplete", problems.Rows.Count == 0);
        Tile(Shown(records), records == 1 ? "record waits" : "records wait", records == 0);
        html.Append("</div>\n");
    }

    private void Tile(string figure, string about, bool good) =>
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"tile {(good ? "good" : "bad")}\"><b>{Text(figure)}</b><span>{Text(about)}</span></div>");

    private void Control(PackTable control)
    {
        Heading(control);
        Table(control, control.Rows, row => Equals(row[^1], "ties") ? "good" : "bad");
    }

    private void Waiting(PackTable waiting)
    {
        Heading(waiting);
        var (pipeline, owner, records) = (waiting.Dataset.Place("pipeline"), waiting.Dataset.Place("owner"), waiting.Dataset.Place("records"));
        html.Append(BarChart.Svg([.. waiting.Rows.Select(row => new Bar($"{row[pipeline]}{(row[owner] is "" ? "" : $", for {row[owner]}")}", (long)row[records]!, Shown((long)row[records]!)))]));
        Table(waiting, waiting.Rows, _ => "");
    }

    private void Section(PackTable table)
    {
        Heading(table);
        foreach (var (title, bars) in PackCharts.Of(table)) html.Append(CultureInfo.InvariantCulture, $"<h3>{Text(title)}</h3>{BarChart.Svg(bars)}");
        Table(table, table.Rows.Take(RowsShown), _ => "");
        if (table.Rows.Count > RowsShown) html.Append(CultureInfo.InvariantCulture, $"<p class=\"more\">{Shown(table.Rows.Count - RowsShown)} more rows stand in the workbook.</p>\n");
    }

    private void Heading(PackTable table) => html.Append(CultureInfo.InvariantCulture, $"<section><h2>{Text(table.Dataset.Title)}</h2><p>{Text(table.Dataset.About)}</p></section>\n");

    private void Table(PackTable table, IEnumerable<object?[]> rows, Func<object?[], string> style)
    {
        var columns = table.Dataset.Columns;
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"{(PackSheets.All.Contains(table.Dataset) ? "words" : "wide")}\"><table><thead><tr>");
        foreach (var column in columns) html.Append(CultureInfo.InvariantCulture, $"<th{Side(column)}>{Text(column.Title)}</th>");
        html.Append("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr class=\"{style(row)}\">");
            for (var place = 0; place < columns.Count; place++) html.Append(CultureInfo.InvariantCulture, $"<td{Side(columns[place])}>{Text(Shown(row[place]))}</td>");
            html.Append("</tr>\n");
        }

        html.Append("</tbody></table></div>\n");
    }

    private static string Side(SummaryColumn column) => column.Type is SummaryType.Decimal or SummaryType.Count ? " class=\"n\"" : "";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    public static string Shown(object? cell) => cell switch
    {
        null => "",
        decimal number => number.ToString("#,##0.00####", CultureInfo.InvariantCulture),
        long or int => Convert.ToInt64(cell, CultureInfo.InvariantCulture).ToString("#,##0", CultureInfo.InvariantCulture),
        _ => CellText.Of(cell)!,
    };
}
