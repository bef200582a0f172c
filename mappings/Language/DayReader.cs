using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Reads the day at one place of raw records, just as <c>date()</c> of a mapping reads it; not for two threads at once.</summary>
public sealed class DayReader
{
    private readonly PathReader reader;
    private readonly SlotValues values;
    private readonly Scope scope;
    private readonly Evaluate[] days;

    /// <param name="paths">Names from the top; the first path where a value stands counts.</param>
    public DayReader(IReadOnlyList<IReadOnlyList<string>> paths, Formats formats)
    {
        var record = new RecordPaths();
        days = [.. paths.Select(path => Day(record, path))];
        reader = new(record);
        values = new(record, formats);
        scope = new() { Slots = values, Formats = formats, Crosswalks = CrosswalkSet.Empty };
    }

    /// <summary>Null where the record has no day there, or none that can be read.</summary>
    public DateOnly? Read(ReadOnlyMemory<byte> payload)
    {
        if (!reader.Read(payload, values)) return null;
        scope.Issue = null;
        foreach (var day in days)
        {
            var value = day(scope);
            if (scope.Issue is not null) return null;
            if (!value.IsNone) return value.Date;
        }

        return null;
    }

    private static Evaluate Day(RecordPaths record, IReadOnlyList<string> path)
    {
        var slot = record.Slot(path, out var text);
        return ReadingFunctions.Date(new(new(TokenKind.Name, "date", 0), [new(scope => scope.Path(slot), ValueKind.Text, 0, Slot: slot, Path: text)]));
    }
}
