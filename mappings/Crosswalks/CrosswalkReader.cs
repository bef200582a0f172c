using System.Globalization;

namespace BackOffice.Integration.Mappings.Crosswalks;

/// <summary>Reads a code list and checks that no code means two things on one day.</summary>
internal sealed class CrosswalkReader(string path, ICollection<FileError> errors)
{
    private static readonly string[] Known = ["from", "to", "valid_from", "valid_to", "owner"];

    private readonly List<(CrosswalkEntry Entry, CsvField Place)> entries = [];
    private int faults;

    public Crosswalk? Read(string text)
    {
        int[]? places = null;
        var width = 0;
        foreach (var row in new CrosswalkCsv(text, Fault).Rows())
        {
            if (places is null) (places, width) = (Head(row), row.Count);
            else if (row.Count != width) Fault(row[0], $"The line has {row.Count} fields, the first line {width}.", "Give each line all fields; quote a field that holds a comma.");
            else Entry(row, places);
        }

        if (places is null) Fault(1, 1, "The code list is empty.", "Begin with the line from,to,valid_from,valid_to,owner.");
        foreach (var same in entries.GroupBy(entry => entry.Entry.From)) Overlaps([.. same]);
        return faults == 0 ? new([.. entries.Select(entry => entry.Entry)]) : null;
    }

    private int[] Head(IReadOnlyList<CsvField> row)
    {
        var places = new int[Known.Length];
        Array.Fill(places, -1);
        for (var at = 0; at < row.Count; at++)
        {
            var column = Array.IndexOf(Known, row[at].Text);
            if (column < 0) Fault(row[at], "This column is not known.", $"Use {string.Join(", ", Known)}.");
            else if (places[column] >= 0) Fault(row[at], "This column stands here twice.", "Keep one of the two.");
            else places[column] = at;
        }

        if (places[0] < 0 || places[1] < 0) Fault(row[0], "The columns from and to are needed.", "Begin with the line from,to,valid_from,valid_to,owner.");
        return places;
    }

    private void Entry(IReadOnlyList<CsvField> row, int[] places)
    {
        var from = Needed(row, places[0], "code");
        var to = Needed(row, places[1], "meaning");
        var (validFrom, validTo) = (Day(row, places[2]), Day(row, places[3]));
        if (validTo < validFrom) Fault(row[places[3]], "The line ends before it begins.", "Put valid_from before valid_to.");
        var owner = places[4] < 0 || row[places[4]].Text.Length == 0 ? null : row[places[4]].Text;
        if (from is not null && to is not null) entries.Add((new(from, to, validFrom, validTo, owner), row[places[0]]));
    }

    private string? Needed(IReadOnlyList<CsvField> row, int place, string what)
    {
        if (place < 0) return null;
        if (row[place].Text.Length > 0) return row[place].Text;
        Fault(row[place], $"The {what} is empty.", "Fill it in or remove the line.");
        return null;
    }

    private DateOnly? Day(IReadOnlyList<CsvField> row, int place)
    {
        if (place < 0 || row[place].Text.Length == 0) return null;
        if (DateOnly.TryParseExact(row[place].Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fault(row[place], "This is not a day.", "Write it as yyyy-MM-dd, or leave it empty for no limit.");
        return null;
    }

    private void Overlaps((CrosswalkEntry Entry, CsvField Place)[] meanings)
    {
        Array.Sort(meanings, (a, b) => (a.Entry.ValidFrom ?? DateOnly.MinValue).CompareTo(b.Entry.ValidFrom ?? DateOnly.MinValue) is var order and not 0
            ? order
            : a.Place.Line.CompareTo(b.Place.Line));
        var longest = meanings[0];
        foreach (var next in meanings.Skip(1))
        {
            if ((next.Entry.ValidFrom ?? DateOnly.MinValue) <= (longest.Entry.ValidTo ?? DateOnly.MaxValue)) Overlap(longest.Place, next.Place);
            if ((next.Entry.ValidTo ?? DateOnly.MaxValue) > (longest.Entry.ValidTo ?? DateOnly.MaxValue)) longest = next;
        }
    }

    private void Overlap(CsvField one, CsvField other)
    {
        var (first, second) = one.Line < other.Line ? (one, other) : (other, one);
        Fault(second, $"This code has two meanings on one day; the other stands in line {first.Line}.", "End one line with valid_to before the other begins.");
    }

    private void Fault(CsvField field, string problem, string remedy) => Fault(field.Line, field.Column, problem, remedy);

    private void Fault(int line, int column, string problem, string remedy)
    {
        faults++;
        errors.Add(new(path, line, column, problem, remedy));
    }
}
