using System.Globalization;
using System.Text;
using BackOffice.Integration.Mappings.Layouts;
using CsvHelper;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>A rendered file, opened again by a reader that is not the one that wrote it.</summary>
/// <param name="Headings">Null where the file has none.</param>
/// <param name="Ragged">Records with another number of fields than the layout has columns.</param>
/// <param name="TrailerTies">Whether the trailer states what the rows add up to.</param>
internal sealed record WrittenFile(IReadOnlyList<string>? Headings, IReadOnlyList<ReleaseTotal> Totals, int Ragged, bool TrailerTies)
{
    public static WrittenFile Read(ExportPlan plan, Stream file)
    {
        var profile = plan.Export.Layout;
        using var reader = CsvReader.Create(file, new CsvReaderOptions { Separator = profile.Delimiter, HasHeader = profile.Header, Encoding = EncodingOf(profile.Encoding), IncludeValuesInExceptions = false });
        var rows = new RowReading(plan);
        string[]? held = null;
        while (reader.Read())
        {
            if (held is not null) rows.Add(held);
            held = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
        }

        if (profile.Header) reader.ReadHeader();
        var headings = profile.Header ? reader.Headers?.ToArray() : null;
        if (profile.Trailer is null && held is not null) rows.Add(held);
        return new(headings, rows.Sums.Totals, rows.Ragged, profile.Trailer is null || rows.Ties(held));
    }

    private static Encoding EncodingOf(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

    private sealed class RowReading(ExportPlan plan)
    {
        private readonly DelimitedProfile profile = plan.Export.Layout;
        private readonly NumberFormatInfo numbers = new() { NumberDecimalSeparator = plan.Export.Layout.DecimalSign.ToString(), NumberGroupSeparator = plan.Export.Layout.DecimalSign == ',' ? "." : "," };
        private readonly int amount = Place(plan, plan.Amount), currency = Place(plan, plan.Currency), dimension = Place(plan, plan.Dimension);
        private long count;

        public TotalSums Sums { get; } = new("file");

        public int Ragged { get; private set; }

        public void Add(string[] fields)
        {
            count++;
            if (fields.Length != profile.Columns.Count)
            {
                Ragged++;
                return;
            }

            Sums.AddRow(Text(fields, dimension));
            if (Text(fields, amount) is { Length: > 0 } text) Sums.Add(plan.Amount!, Text(fields, dimension), Text(fields, currency), Scaled(text));
        }

        public bool Ties(string[]? trailer)
        {
            if (trailer is not { Length: >= 2 } || trailer[0] != profile.Trailer!.Mark || trailer[1] != count.ToString(CultureInfo.InvariantCulture)) return false;
            if (amount < 0 || currency < 0 || profile.Trailer is not { Sum: { } sum, Currency: { } code } || sum != plan.Amount || code != plan.Currency) return true;
            var stated = trailer.Skip(2).Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => Scaled(pair[1]));
            var added = Sums.Totals.Where(total => total.Measure == plan.Amount).GroupBy(total => total.Currency).ToDictionary(group => group.Key, group => group.Sum(total => total.Value));
            return stated.Count == added.Count && stated.All(pair => added.GetValueOrDefault(pair.Key, long.MinValue) == pair.Value);
        }

        private long Scaled(string text) => TotalSums.Scaled(decimal.Parse(text, NumberStyles.Number, numbers));

        private static string? Text(string[] fields, int place) => place < 0 ? null : fields[place];

        private static int Place(ExportPlan plan, string? column) =>
            column is null ? -1 : plan.Export.Layout.Columns.Index().First(shown => shown.Item.From == column).Index;
    }
}
