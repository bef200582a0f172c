using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language.Expressions;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Compiles the expressions of a mapping file and checks what they give.</summary>
/// <param name="paths">Of the record, or of the item that is mapped.</param>
/// <param name="around">Of the objects around the item, the nearest first and the record last; null where the record is mapped.</param>
internal sealed class MappingFileExpressions(MappingFileFaults faults, MappingFileNodes nodes, RecordPaths paths, IReadOnlyList<RecordPaths>? around = null)
{
    public PlannedExpression? Value(YamlNode node, string what) => Compile(node, what, null, false);

    public PlannedExpression? Condition(YamlNode node, string what, IReadOnlyList<string>? fields = null) => Compile(node, what, fields, true);

    public PlannedExpression? Field(YamlNode node, FieldDescriptor field)
    {
        var value = Value(node, field.Name);
        if (value?.Expression.Type is not { } kind || MappingFileCells.Accepts(field.Type, kind)) return value;
        faults.At(node, $"{field.Name} is a {MappingFileCells.Word(field.Type)}, but its expression gives a {MappingFileCells.Word(kind)}.", MappingFileCells.Remedy(field.Type));
        return null;
    }

    /// <summary>The list that <c>each:</c> names.</summary>
    public PlannedItems? Items(YamlNode node)
    {
        if (Value(node, "each") is not { } each) return null;
        if (each.Expression.Path is { } path) return new(path, new(PlannedItems.Mark(path, path.Count)), [.. Enumerable.Range(1, path.Count - 1).Reverse().Select(depth => new RecordPaths(PlannedItems.Mark(path, depth))), paths]);
        faults.At(node, "each is not a path.", "Name the list in the record, such as each: lines.");
        return null;
    }

    private PlannedExpression? Compile(YamlNode node, string what, IReadOnlyList<string>? fields, bool isCondition)
    {
        if (nodes.Text(node, what) is not { } text) return null;
        var context = new ExpressionContext
        {
            Paths = paths,
            Record = around?[^1],
            Around = around ?? [],
            Fields = fields,
            IsCondition = isCondition,
            Error = (column, problem, remedy) => faults.Within(text, column, problem, remedy),
        };
        return ExpressionCompiler.Compile(text.Value!, context) is { } expression ? new(expression, (int)text.Start.Line, what) : null;
    }
}
