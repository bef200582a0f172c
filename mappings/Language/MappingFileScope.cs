using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Evaluates the expressions of a mapping over one record; gathers issues and, when asked, the story of each field.</summary>
internal sealed class MappingFileScope(Scope scope)
{
    private MappingOutput output = new();
    private List<FieldTrace>? fields;

    public bool HasIssues => output.Issues.Count > 0;

    /// <summary>Whether the entity has a day but it could not be read.</summary>
    public bool DayFailed { get; set; }

    /// <summary>The entity's own date, on which code lists are looked up.</summary>
    public DateOnly? Day { set => scope.Day = value; }

    /// <summary>The story of the entity so far; null where none is told.</summary>
    public IReadOnlyList<FieldTrace>? Fields => fields;

    public void BeginRecord(in SourceRecord from, MappingOutput into, bool tells)
    {
        (output, scope.Stream, scope.RecordKey) = (into, from.Stream, from.Key);
        scope.Reads = tells ? [] : null;
    }

    /// <summary>Whose paths the expressions read now.</summary>
    public void BeginItem(MappingFileItems items) => (scope.Slots, scope.Around, scope.ItemNumber, scope.Places) = (items.Values, items.Around, items.Number, items.Places);

    public void BeginRecord(SlotValues values) => (scope.Slots, scope.Around, scope.ItemNumber, scope.Places) = (values, [], 0, null);

    public void BeginEntity()
    {
        fields = scope.Reads is null ? null : [];
        (scope.Day, DayFailed) = (null, false);
    }

    public Value Evaluate(PlannedExpression from) => Evaluate(from, out _);

    public Value Evaluate(PlannedExpression from, out bool failed)
    {
        // Without its day a code means nothing; the fault of the day is told already.
        failed = DayFailed && from.Expression.Crosswalks.Count > 0;
        if (failed) return Value.None;
        var value = from.Expression.Evaluate(scope);
        failed = scope.Issue is not null;
        if (!failed) return value;
        Add(scope.Issue!.Code == "type.mismatch" ? scope.Issue with { Message = $"{from.What}, line {from.Line} of the mapping: {scope.Issue.Message}" } : scope.Issue);
        scope.Issue = null;
        return Value.None;
    }

    /// <summary>Whether a condition holds; what it reads belongs to no field.</summary>
    public bool Holds(PlannedExpression condition) => Apart(condition).IsTrue;

    /// <summary>A value that belongs to no field.</summary>
    public Value Apart(PlannedExpression from)
    {
        var value = Evaluate(from);
        scope.Reads?.Clear();
        return value;
    }

    /// <summary>Lets rules see a mapped field.</summary>
    public void Show(int place, in Value value) => scope.Fields[place] = value;

    // Several entities of a record read the same field; its fault is told once.
    public void Add(Issue issue)
    {
        if (scope.Places is not null) issue = issue with { Path = scope.Place(issue.Path) };
        foreach (var known in output.Issues)
            if (known.Code == issue.Code && known.Path == issue.Path) return;
        output.Add(issue);
    }

    /// <summary>Adds a field to the story, with all that was read since the last one.</summary>
    public void Tell(string field, string? value, string expression, int line, FieldClass fieldClass)
    {
        fields!.Add(new(field, value, expression, line, fieldClass, [.. scope.Reads!]));
        scope.Reads!.Clear();
    }
}
