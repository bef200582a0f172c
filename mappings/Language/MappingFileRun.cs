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
    private readonly SlotValues record;
    private readonly MappingFileItems?[] items;
    private readonly MappingFileScope scope;
    private readonly string[] keyParts;
    private readonly string?[] own;
    private readonly MappingFileExtensions extensions = new();

    // That is mapped now; null where it is the record.
    private MappingFileItems? item;

    public MappingFileRun(EntityPlan[] maps, RecordPaths paths, Formats formats, CrosswalkSet crosswalks)
    {
        this.maps = maps;
        reader = new PathReader(paths);
        record = new SlotValues(paths, formats);
        items = [.. maps.Select(map => map.Each is null ? null : new MappingFileItems(map.Each, formats))];
        keyParts = new string[maps.Max(map => map.Key.Length)];
        own = new string?[maps.Max(map => map.Extensions.Length)];
        scope = new(new() { Slots = record, Record = record, Formats = formats, Crosswalks = crosswalks, Fields = new Value[maps.Max(map => map.Fields.Length) + 1] });
    }

    /// <summary>When given, each entity's story is added.</summary>
    public List<EntityTrace>? Traces { get; init; }

    public void Map(in SourceRecord from, MappingOutput output)
    {
        if (!reader.Read(from.Payload, record))
        {
            output.Add(Unreadable);
            return;
        }

        scope.BeginRecord(from, output, tells: Traces is not null);
        for (var at = 0; at < maps.Length; at++)
        {
            if (items[at] is { } list) MapEach(maps[at], list, from.Payload, output);
            else Map(maps[at], output);
        }
    }

    private void MapEach(EntityPlan plan, MappingFileItems list, ReadOnlyMemory<byte> payload, MappingOutput output)
    {
        list.Open(payload);
        while (list.Next())
        {
            scope.BeginItem(list);
            if (Map(plan, output, list) is { } row && list.Repeats(row)) scope.Add(new("key.duplicate", plan.Key[0].PathOr("key"), $"Two items of one record give {plan.Entity.Name} the same key; choose a key: that tells them apart, such as one with itemNumber.") { InMapping = true });
        }

        scope.BeginRecord(record);
    }

    private EntityRow? Map(EntityPlan plan, MappingOutput output, MappingFileItems? among = null)
    {
        item = among;
        scope.BeginEntity();
        if (plan.Where is not null && !scope.Holds(plan.Where)) return null;
        var key = Key(plan);
        var validFrom = ValidFrom(plan);
        var cells = Cells(plan);
        var order = plan.Order is null ? null : MappingFileOrder.Text(scope.Apart(plan.Order));
        var extra = plan.Extensions.Length == 0 ? null : Extensions(plan);
        if (!scope.HasIssues) Judge(plan);
        if (scope.HasIssues) return null;
        var row = new EntityRow(plan.Entity, key!, cells) { ValidFrom = validFrom, OrderKey = order, Extensions = extra };
        output.Add(row);
        Traces?.Add(new(row, scope.Fields!));
        return row;
    }

    private string? Key(EntityPlan plan)
    {
        for (var at = 0; at < plan.Key.Length; at++)
        {
            var text = scope.Evaluate(plan.Key[at], out var failed).ToText();
            if (string.IsNullOrEmpty(text) && !failed)
                scope.Add(new("key.missing", plan.Key[at].PathOr("key"), $"{plan.Entity.Name} needs its key, but a part of it is missing; complete it at the source or skip such records with where:.{Hint(plan.Key[at])}") { InMapping = true });
            keyParts[at] = text ?? "";
        }

        var key = !plan.KeyIsList ? keyParts[0] : KeyText.Join(keyParts.AsSpan(0, plan.Key.Length));
        if (scope.Fields is not null) scope.Tell("key", key, string.Join(", ", plan.Key.Select(part => part.Expression.Text)), plan.Key[0].Line, FieldClass.Internal);
        return key;
    }

    private DateOnly? ValidFrom(EntityPlan plan)
    {
        if (plan.ValidFrom is null) return null;
        var told = Field(plan, MappingFileCells.ValidFrom, plan.ValidFrom, plan.Fields.Length, out var cell);
        return Dated(told, cell);
    }

    private Cell[] Cells(EntityPlan plan)
    {
        var cells = new Cell[plan.Entity.Fields.Count];
        for (var at = 0; at < plan.Fields.Length; at++)
        {
            var field = plan.Fields[at];
            var told = Field(plan, field.Descriptor, field.From, at, out var cell);
            cells[field.Cell] = cell;
            if (at == 0 && plan.FirstIsDay && plan.ValidFrom is null) Dated(told, cell);
        }

        return cells;
    }

    private DateOnly? Dated(bool told, Cell cell)
    {
        DateOnly? day = cell.HasValue ? cell.Date : null;
        (scope.DayFailed, scope.Day) = (!told, day);
        return day;
    }

    /// <summary>False when the field has an issue.</summary>
    private bool Field(EntityPlan plan, FieldDescriptor descriptor, PlannedExpression from, int place, out Cell cell)
    {
        cell = default;
        var value = scope.Evaluate(from, out var failed);
        var issue = failed ? null : MappingFileCells.Convert(value, plan, descriptor, from, out cell);
        if (issue is not null) scope.Add(issue.Code == "field.missing" ? issue with { Message = issue.Message + Hint(from) } : issue);
        scope.Show(place, descriptor.Type == FieldType.Text ? Value.Of(cell.Text) : value);
        if (scope.Fields is not null) scope.Tell(descriptor.Name, cell.ToText(descriptor), from.Expression.Text, from.Line, descriptor.Class);
        return !failed && issue is null;
    }

    // A name of an item's map that only an object around the item knows was meant there.
    private string Hint(PlannedExpression from)
    {
        if (from.Expression.Path is not { } path || item?.Elsewhere(path) is not { } above) return "";
        var around = above == item.Depth ? "record" : string.Join('.', Enumerable.Repeat("parent", above));
        return $" What holds the item has such a field: write {PathText.Of(path, around)} in the mapping if that is meant.";
    }

    private string? Extensions(EntityPlan plan)
    {
        for (var at = 0; at < plan.Extensions.Length; at++)
        {
            var (name, from) = plan.Extensions[at];
            own[at] = scope.Evaluate(from).ToText();
            if (scope.Fields is not null) scope.Tell($"extensions.{name}", own[at], from.Expression.Text, from.Line, FieldClass.Sensitive);
        }

        return extensions.Write(plan.Extensions, own.AsSpan(0, plan.Extensions.Length));
    }

    private void Judge(EntityPlan plan)
    {
        foreach (var rule in plan.Rules)
            if (scope.Holds(rule.When)) scope.Add(rule.Issue);
    }
}
