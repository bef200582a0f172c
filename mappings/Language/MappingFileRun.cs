using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Maps records one after the other with the same scope; not for two threads at once.</summary>
internal sealed class MappingFileRun
{
    private static readonly Issue Unreadable = new("record.unreadable", "", "The record is not a JSON object; check the records selection and the encoding of the stream.");

    private readonly EntityPlan[] maps;
    private readonly PathReader reader;
    private readonly MappingFileItems?[] items;
    private readonly Scope scope;
    private readonly SlotValues record;
    private readonly string[] keyParts;
    private readonly string?[] own;
    private readonly MappingFileExtensions extensions = new();
    private MappingOutput output = new();
    private List<FieldTrace>? fields;
    private bool dayFailed;

    public MappingFileRun(EntityPlan[] maps, RecordPaths paths, Formats formats, CrosswalkSet crosswalks)
    {
        this.maps = maps;
        reader = new PathReader(paths);
        record = new SlotValues(paths, formats);
        items = [.. maps.Select(map => map.Each is null ? null : new MappingFileItems(map.Each, formats))];
        keyParts = new string[maps.Max(map => map.Key.Length)];
        own = new string?[maps.Max(map => map.Extensions.Length)];
        scope = new Scope
        {
            Slots = record,
            Record = record,
            Formats = formats,
            Crosswalks = crosswalks,
            Fields = new Value[maps.Max(map => map.Fields.Length) + 1],
        };
    }

    /// <summary>When given, each entity's story is added.</summary>
    public List<EntityTrace>? Traces { get; init; }

    public void Map(in SourceRecord from, MappingOutput into)
    {
        output = into;
        if (!reader.Read(from.Payload, record))
        {
            output.Add(Unreadable);
            return;
        }

        (scope.Stream, scope.RecordKey) = (from.Stream, from.Key);
        if (Traces is not null) scope.Reads = [];
        for (var at = 0; at < maps.Length; at++)
        {
            if (items[at] is { } list) MapEach(maps[at], list, from.Payload);
            else Map(maps[at]);
        }
    }

    private void MapEach(EntityPlan plan, MappingFileItems list, ReadOnlyMemory<byte> payload)
    {
        list.Open(payload);
        while (list.Next())
        {
            (scope.Slots, scope.ItemNumber) = (list.Values, list.Number);
            if (Map(plan) is { } row && list.Repeats(row)) Add(new("key.duplicate", plan.Key[0].PathOr("key"), $"Two items of one record give {plan.Entity.Name} the same key; choose a key: that tells them apart, such as one with itemNumber."));
        }

        (scope.Slots, scope.ItemNumber) = (record, 0);
    }

    private EntityRow? Map(EntityPlan plan)
    {
        fields = Traces is null ? null : [];
        (scope.Day, dayFailed) = (null, false);
        if (plan.Where is not null && !Holds(plan.Where)) return null;
        var key = Key(plan);
        var validFrom = ValidFrom(plan);
        var cells = Cells(plan);
        var order = plan.Order is null ? null : Order(plan.Order);
        var extra = plan.Extensions.Length == 0 ? null : Extensions(plan);
        if (output.Issues.Count == 0) Judge(plan);
        if (output.Issues.Count > 0) return null;
        var row = new EntityRow(plan.Entity, key!, cells) { ValidFrom = validFrom, OrderKey = order, Extensions = extra };
        output.Add(row);
        Traces?.Add(new(row, fields!));
        return row;
    }

    private string? Key(EntityPlan plan)
    {
        for (var at = 0; at < plan.Key.Length; at++)
        {
            var text = Evaluate(plan.Key[at], out var failed).ToText();
            if (string.IsNullOrEmpty(text) && !failed)
            {
                Add(new("key.missing", plan.Key[at].PathOr("key"), $"{plan.Entity.Name} needs its key, but a part of it is missing; complete it at the source or skip such records with where:."));
            }

            keyParts[at] = text ?? "";
        }

        var key = !plan.KeyIsList ? keyParts[0] : KeyText.Join(keyParts.AsSpan(0, plan.Key.Length));
        if (fields is not null) Tell("key", key, string.Join(", ", plan.Key.Select(part => part.Expression.Text)), plan.Key[0].Line, FieldClass.Internal);
        return key;
    }

    private DateOnly? ValidFrom(EntityPlan plan)
    {
        if (plan.ValidFrom is null) return null;
        dayFailed = !Field(plan, MappingFileCells.ValidFrom, plan.ValidFrom, plan.Fields.Length, out var cell);
        return scope.Day = cell.HasValue ? cell.Date : null;
    }

    private Cell[] Cells(EntityPlan plan)
    {
        var cells = new Cell[plan.Entity.Fields.Count];
        for (var at = 0; at < plan.Fields.Length; at++)
        {
            var field = plan.Fields[at];
            var told = Field(plan, field.Descriptor, field.From, at, out var cell);
            cells[field.Cell] = cell;
            if (at > 0 || !plan.FirstIsDay || plan.ValidFrom is not null) continue;
            dayFailed = !told;
            scope.Day = cell.HasValue ? cell.Date : null;
        }

        return cells;
    }

    /// <summary>False when the field has an issue.</summary>
    private bool Field(EntityPlan plan, FieldDescriptor descriptor, PlannedExpression from, int place, out Cell cell)
    {
        cell = default;
        var value = Evaluate(from, out var failed);
        var issue = failed ? null : MappingFileCells.Convert(value, plan, descriptor, from, out cell);
        if (issue is not null) Add(issue);
        scope.Fields[place] = descriptor.Type == FieldType.Text ? Value.Of(cell.Text) : value;
        if (fields is not null) Tell(descriptor.Name, cell.ToText(descriptor), from.Expression.Text, from.Line, descriptor.Class);
        return !failed && issue is null;
    }

    private string Order(PlannedExpression from)
    {
        var order = MappingFileOrder.Text(Evaluate(from));
        scope.Reads?.Clear();
        return order;
    }

    private string? Extensions(EntityPlan plan)
    {
        for (var at = 0; at < plan.Extensions.Length; at++)
        {
            var (name, from) = plan.Extensions[at];
            own[at] = Evaluate(from).ToText();
            if (fields is not null) Tell($"extensions.{name}", own[at], from.Expression.Text, from.Line, FieldClass.Sensitive);
        }

        return extensions.Write(plan.Extensions, own.AsSpan(0, plan.Extensions.Length));
    }

    private void Judge(EntityPlan plan)
    {
        foreach (var rule in plan.Rules)
        {
            if (Holds(rule.When)) Add(rule.Issue);
        }
    }

    private bool Holds(PlannedExpression condition)
    {
        var value = Evaluate(condition);
        scope.Reads?.Clear();
        return value.IsTrue;
    }

    private Value Evaluate(PlannedExpression from) => Evaluate(from, out _);

    private Value Evaluate(PlannedExpression from, out bool failed)
    {
        // Without its day a code means nothing; the fault of the day is told already.
        failed = dayFailed && from.Expression.Crosswalks.Count > 0;
        if (failed) return Value.None;
        var value = from.Expression.Evaluate(scope);
        failed = scope.Issue is not null;
        if (!failed) return value;
        Add(scope.Issue!);
        scope.Issue = null;
        return Value.None;
    }

    // Several entities of a record read the same field; its fault is told once.
    private void Add(Issue issue)
    {
        if (scope.ItemNumber > 0) issue = issue with { Path = scope.Place(issue.Path) };
        foreach (var known in output.Issues)
        {
            if (known.Code == issue.Code && known.Path == issue.Path) return;
        }

        output.Add(issue);
    }

    private void Tell(string field, string? value, string expression, int line, FieldClass fieldClass)
    {
        fields!.Add(new(field, value, expression, line, fieldClass, [.. scope.Reads!]));
        scope.Reads!.Clear();
    }
}
