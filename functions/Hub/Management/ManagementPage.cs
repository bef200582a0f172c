using System.Globalization;
using System.Net;
using System.Text;
using BackOffice.Integration.Engine.Releases.Packs;
using BackOffice.Integration.Hub.Cli;

namespace BackOffice.Integration.Hub.Management;

/// <summary>The page for owners as HTML that needs nothing but itself and prints on A4.</summary>
internal static class ManagementPage
{
    public static string Write(ManagementStatus status)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(status.Hub)}</title><style>{PageStyle.Css}</style></head><body>\n");
        html.Append(CultureInfo.InvariantCulture, $"<header><h1>{Text(status.Hub)}</h1><p>As of {status.At.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)}.</p></header>\n");
        Tiles(html, status);
        foreach (var table in status.Tables) Section(html, table);
        return html.Append("</body></html>\n").ToString();
    }

    private static void Tiles(StringBuilder html, ManagementStatus status)
    {
        html.Append("<div class=\"tiles\">");
        Tile(Count("went-out"), Count("went-out") == 1 ? "file went out" : "files went out", good: true);
        Tile(Count("waiting-releases"), "not gone out yet", Count("waiting-releases") == 0);
        var records = status.Named("waiting-records").Rows.Sum(row => (long)row[2]!);
        Tile(records, records == 1 ? "record waits" : "records wait", records == 0);
        html.Append("</div>\n");

        int Count(string table) => status.Named(table).Rows.Count;

        void Tile(long figure, string about, bool good) => html.Append(CultureInfo.InvariantCulture, $"<div class=\"tile {(good ? "good" : "bad")}\"><b>{Screen.Text(figure)}</b><span>{Text(about)}</span></div>");
    }

    private static void Section(StringBuilder html, ManagementTable table)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section><h2>{Text(table.Title)}</h2><p>{Text(table.About)}</p></section>\n");
        if (table.Rows.Count == 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"more\">{Text(table.WhenEmpty)}</p>\n");
            return;
        }

        html.Append("<table><thead><tr>");
        foreach (var (place, heading) in table.Headings.Index()) html.Append(CultureInfo.InvariantCulture, $"<th{Side(table.Rows.Any(row => row[place] is decimal or long))}>{Text(heading)}</th>");
        html.Append("</tr></thead><tbody>\n");
        foreach (var row in table.Rows) html.Append("<tr>").AppendJoin("", row.Select(cell => $"<td{Side(cell is decimal or long)}>{Text(Screen.Text(cell))}</td>")).Append("</tr>\n");
        html.Append("</tbody></table>\n");
    }

    private static string Side(bool isNumber) => isNumber ? " class=\"n\"" : "";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
