using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language.Expressions;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Compiles the expressions of a mapping file and checks what they give.</summary>
internal sealed class MappingFileExpressions(MappingFileFaults faults, MappingFileNodes nodes, RecordPaths paths)
{
    public PlannedExpression? Value(YamlNode node, string what, IReadOnlyList<string>? fields = null)
    {
        if (nodes.Text(node, what) is not { } text) return null;
        var context = new ExpressionContext
        {
            Paths = paths,
            Fields = fields,
            Error = (column, problem, remedy) => faults.Within(text, column, problem, remedy),
        };
        return ExpressionCompiler.Compile(text.Value!, context) is { } expression ? new(expression, (int)text.Start.Line) : null;
    }

    public PlannedExpression? Condition(YamlNode node, string what, IReadOnlyList<string>? fields = null)
    {
        var condition = Value(node, what, fields);
        if (condition?.Expression.Type is null or ValueKind.Boolean or ValueKind.None) return condition;
        faults.At(node, $"{what} is neither true nor false.", "Compare it with something, such as x != ''.");
        return null;
    }

    public PlannedExpression? Field(YamlNode node, FieldDescriptor field)
    {
        var value = Value(node, field.Name);
        if (value?.Expression.Type is not { } kind || MappingFileCells.Accepts(field.Type, kind)) return value;
        faults.At(node, $"{field.Name} is a {MappingFileCells.Word(field.Type)}, but its expression gives a {MappingFileCells.Word(kind)}.", MappingFileCells.Remedy(field.Type));
        return null;
    }
}
