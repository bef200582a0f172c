using System.Text;
using System.Text.RegularExpressions;
using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings.Language;
using BackOffice.Integration.Mappings.Layouts;

namespace BackOffice.Integration.Engine.Workspaces.Checks;

/// <summary>Encoding, columns and trailer of an export's layout.</summary>
internal sealed partial class LayoutCheck(YamlFile file, Export export, IReadOnlyList<string> columns, Partner? partner)
{
    public void Run()
    {
        CheckEncoding();
        var headings = new HashSet<string>();
        foreach (var (place, column) in export.Layout.Columns.Index())
        {
            var pointer = $"/layout/columns/{place}";
            if (!headings.Add(column.Heading)) file.ErrorAt($"{pointer}/name", $"The heading '{column.Heading}' stands here twice.", "Give each column its own.");
            CheckColumn($"{pointer}/from", column.From);
            if (column.Pattern is { } pattern && !Number().IsMatch(pattern) && !Date().IsMatch(pattern))
            {
                file.ErrorAt($"{pointer}/pattern", "This is no pattern of a number or a date.", "Write 0, # and . for a number, such as 0.00; yyyy, MM and dd for a date, such as dd.MM.yyyy.");
            }
        }

        if (export.Layout.Trailer is { } trailer) CheckTrailer(trailer);
    }

    private void CheckEncoding()
    {
        if (CodePagesEncodingProvider.Instance.GetEncoding(export.Layout.Encoding) is not null) return;
        if (Encoding.GetEncodings().Any(known => known.Name == export.Layout.Encoding)) return;
        file.ErrorAt("/layout/encoding", "This encoding is not known.", "Write an IANA name, such as utf-8, windows-1252 or ibm850.");
    }

    private void CheckTrailer(ProfileTrailer trailer)
    {
        if (trailer.Sum is { } sum) CheckColumn("/layout/trailer/sum", sum);
        if (trailer.Currency is { } currency) CheckColumn("/layout/trailer/currency", currency);
        if (trailer.Sum is null != trailer.Currency is null)
        {
            file.ErrorAt("/layout/trailer", "A sum needs its currency, and a currency its sum.", "Write both 'sum:' and 'currency:', or neither.");
        }
    }

    private void CheckColumn(string pointer, string column)
    {
        if (!columns.Contains(column))
        {
            file.ErrorAt(pointer, $"The dataset '{export.Dataset}' has no column '{column}'.", Suggestion.For(column, columns));
        }
        else if (partner is not null && partner.Fields.All(field => field.Name != column))
        {
            file.ErrorAt(pointer, $"The partner '{export.Partner}' may not see '{column}'.", $"Remove it here, or add it with purpose and legal basis to partners/{export.Partner}.yaml.");
        }
    }

    [GeneratedRegex(@"\A#*0+(?:\.0*#*)?\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A(?=.*y)(?:yyyy|yy|MM|M|dd|d|[-./ ])+\z")]
    private static partial Regex Date();
}
