namespace BackOffice.Integration.Mappings.Layouts;

/// <summary>Separated text after a partner's profile: heading, rows, trailer.</summary>
public sealed class DelimitedLayout(DelimitedProfile profile) : ILayout
{
    private readonly int width = profile.Cells.Count;
    private readonly CellText cells = new(profile);
    private readonly int[] places = [.. profile.Columns.Select(column => profile.Cells.Index().First(cell => cell.Item == column.From).Index)];

    public void Write(IEnumerable<PartnerRow> rows, Sealing sealing, Stream output)
    {
        var lines = new LineWriter(profile, output);
        var trailer = new TrailerSums(profile);
        if (profile.Header) lines.Write(0, [.. profile.Columns.Select(column => cells.Safe(column.Heading))]);
        var fields = new string[places.Length];
        var number = 0L;
        foreach (var row in rows)
        {
            number++;
            Fill(fields, number, row);
            lines.Write(number, fields);
            trailer.Add(number, row);
        }

        if (profile.Trailer is { } mark) lines.Write(number, TrailerFields(mark, number, trailer));
        lines.Flush();
    }

    private void Fill(string[] fields, long number, PartnerRow row)
    {
        if (row.Cells.Count != width)
        {
            throw new LayoutException("layout.cells-differ", number, "*", $"holds {row.Cells.Count} cells for {width} columns; draft with the profile that writes it.");
        }

        for (var i = 0; i < fields.Length; i++) fields[i] = cells.Of(number, row.Cells[places[i]], profile.Columns[i]);
    }

    private string[] TrailerFields(ProfileTrailer trailer, long count, TrailerSums sums)
    {
        var summed = profile.Columns.FirstOrDefault(column => column.From == trailer.Sum) ?? new(trailer.Mark, trailer.Sum ?? "", null);
        return
        [
            cells.Safe(trailer.Mark),
            count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            .. sums.PerCurrency.SelectMany(sum => new[] { cells.Safe(sum.Key), cells.Of(count, sum.Value, summed) }),
        ];
    }
}
