using System.Text;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Coded;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Writes the reference page of the mapping language from what the code knows.</summary>
public static class LanguageReference
{
    private static readonly (string Sign, string Meaning)[] Operators =
    [
        ("`a ? b : c`", "b where a holds, else c"),
        ("`a ?? b`", "a, or b where a is nothing"),
        ("`or` `and` `not`", "of conditions; nothing does not hold"),
        ("`=` `!=` `<` `<=` `>` `>=`", "two values of one kind; texts letter by letter"),
        ("`+` `-` `*` `/` `%`", "exact decimals; nothing where one side is nothing"),
    ];

    /// <summary>Markdown, the same text everywhere.</summary>
    public static string Write()
    {
        var page = new StringBuilder();
        Line(page, "# The mapping language");
        Line(page, "");
        Line(page, "Written by the code; do not edit. An expression reads a field of the record by its name (`move.date`, `[\"Brutto (€)\"]`) or gives a text in single quotes, a number, `true`, `false` or `null`; `recordKey` is the record's own key. Rules see mapped fields, and the record as `raw.x`.");
        Line(page, "");
        Line(page, "A condition is true or false. A `true` or `false` of JSON counts as one; a text never does: compare it, such as `active = 'true'`. A number of JSON is read as JSON writes it; `formats` is for numbers in texts.");
        Line(page, "");
        Line(page, "An object or a list is no value: where an expression reads one, or reads within a list, the record has the issue `type.mismatch`; `??` does not pass over it. `x = null` and `x != null` may ask whether there is one. A stream whose system writes `[]` or `{}` for nothing says so under `null` in `formats`.");
        Line(page, "");
        Line(page, "A rule has `when:` and `issue:`; `message:` says what to do, and `owner:` names the role or login that looks after what the rule refuses.");
        Line(page, "");
        Line(page, "A map with `each: lines` gives one entity for each item of that list in the record; lists on the way to it are gone through one after the other. There a name is a field of the item, `record.x` one of the whole record, `parent.x` one of the object that holds the list, `parent.parent.x` of the object around that, `itemNumber` counts all items from 1, and `item` is an item that is no object; an item's own field called parent stands in brackets where a name follows: `[\"parent\"].id`. An object or a value in place of the list is its only item. Issues and explanations name each item on the way by its place: `orders[2].lines[1].net`. A file with `code:` and `version:` names a mapping in C# instead: " + string.Join(", ", CodedMappings.All.Select(mapping => $"`{mapping.Name}`")) + ".");
        Line(page, "");
        Line(page, "An instant is written in UTC; a time without an offset is on the clocks of the `zone` in `formats`. Of a time that these clocks repeat, the first is meant; one that they skip is none.");
        Table(page, "Operators, the weakest first", ["Operator", "Gives"], Operators.Select(one => new[] { one.Sign, one.Meaning }));
        Table(page, "Functions", ["Function", "Gives"], FunctionCatalog.All.Select(function => new[] { $"`{function.Signature}`", function.Description }));
        foreach (var entity in CanonicalModel.All) Table(page, entity.Name, ["Field", "Type", "Class", "Required", "References"], Rows(entity));
        return page.ToString();
    }

    private static IEnumerable<string[]> Rows(EntityDescriptor entity)
    {
        yield return ["key", "text", "internal", "yes", ""];
        if (entity.EffectiveDated) yield return Row(MappingFileCells.ValidFrom);
        foreach (var field in entity.Fields) yield return Row(field);
    }

    private static string[] Row(FieldDescriptor field) =>
    [
        field.Name,
        Type(field),
        field.Class.ToString().ToLowerInvariant(),
        field.Required ? "yes" : "",
        field.References ?? "",
    ];

    private static string Type(FieldDescriptor field)
    {
        var type = field.Type.ToString().ToLowerInvariant();
        if (field.Type == FieldType.Decimal) type += $", {field.Scale} digits behind the point";
        return field.CurrencyField is { } currency ? $"{type}, in {currency}" : type;
    }

    private static void Table(StringBuilder page, string title, string[] head, IEnumerable<string[]> rows)
    {
        Line(page, "");
        Line(page, $"## {title}");
        Line(page, "");
        Line(page, Row(head));
        Line(page, Row(head.Select(_ => "---")));
        foreach (var row in rows) Line(page, Row(row));
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";

    private static void Line(StringBuilder page, string text) => page.Append(text).Append('\n');
}
