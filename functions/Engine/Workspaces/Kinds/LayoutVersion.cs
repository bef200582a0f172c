using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BackOffice.Integration.Mappings.Layouts;

namespace BackOffice.Integration.Engine.Workspaces.Kinds;

/// <summary>The version of a layout: a hash over what it says, not over how it is written.</summary>
/// <remarks>
/// SHA-256 over UTF-8 text of one line per setting: <c>key=length:value</c> and a line feed, where length counts the
/// value's UTF-8 bytes. The order is delimiter, encoding (lower case), decimal, line-end (crlf or lf), header, opens-in;
/// then name, from and pattern of each column; then mark, sum and currency of the trailer. Defaults are written out;
/// what is absent has no line. So spaces, comments, quotes and the order of keys do not change it.
/// </remarks>
internal static class LayoutVersion
{
    public static DelimitedProfile Stamp(DelimitedProfile profile) =>
        profile with { Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(profile)))) };

    public static string Text(DelimitedProfile profile)
    {
        var text = new StringBuilder();
        Add("delimiter", profile.Delimiter.ToString());
        Add("encoding", profile.Encoding);
        Add("decimal", profile.DecimalSign.ToString());
        Add("line-end", profile.LineEnd == "\r\n" ? "crlf" : "lf");
        Add("header", profile.Header ? "true" : "false");
        Add("opens-in", profile.OpensInSpreadsheet ? "spreadsheet" : "machine");
        foreach (var column in profile.Columns)
        {
            Add("name", column.Heading);
            Add("from", column.From);
            Add("pattern", column.Pattern);
        }

        Add("mark", profile.Trailer?.Mark);
        Add("sum", profile.Trailer?.Sum);
        Add("currency", profile.Trailer?.Currency);
        return text.ToString();

        void Add(string key, string? value)
        {
            if (value is not null) text.Append(CultureInfo.InvariantCulture, $"{key}={Encoding.UTF8.GetByteCount(value)}:{value}\n");
        }
    }
}
