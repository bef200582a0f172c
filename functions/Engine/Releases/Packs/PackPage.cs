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
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text($"{hub}: {plan.Name} {period}")}</title><style>{PackStyle.Css}</style></head><body>\n");
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

/// <summary>How the page looks, on screen and on paper.</summary>
internal static class PackStyle
{
    public const string Css = """
        @page{size:A4 landscape;margin:14mm}
        body{font:14px/1.45 system-ui,"Segoe UI",Roboto,sans-serif;color:#1c2733;max-width:1180px;margin:0 auto;padding:24px}
        h1{font-size:26px;margin:0}h2{font-size:18px;margin:34px 0 2px}h3{font-size:13px;font-weight:600;color:#516273;margin:14px 0 4px}
        header p,section p,.more{color:#516273;margin:2px 0 10px}
        .tiles{display:flex;gap:14px;margin:20px 0 6px}.tile{flex:1;border-radius:8px;padding:14px 18px;border:1px solid}
        .tile b{display:block;font-size:26px}.tile.good{background:#eaf6ee;border-color:#9fd0ae;color:#14532d}.tile.bad{background:#fdeeea;border-color:#eab5a4;color:#7a2410}
        .wide{overflow-x:auto}.wide td{white-space:nowrap}
        table{border-collapse:collapse;width:100%;font-size:12.5px}thead{display:table-header-group}tr{break-inside:avoid}
        th{text-align:left;border-bottom:2px solid #c5d0db;padding:5px 8px;white-space:nowrap}td{border-bottom:1px solid #e6ebf0;padding:4px 8px}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tr.good td:last-child{color:#14703a;font-weight:600}tr.bad td{background:#fdeeea}tr.bad td:last-child{color:#b03a1c;font-weight:600}
        svg{display:block;max-width:100%;height:auto;margin:2px 0 12px}section{break-after:avoid}
        """;
}
