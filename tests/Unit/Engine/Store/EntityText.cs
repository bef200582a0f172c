using System.Globalization;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Tests.Unit.Engine.Store;

/// <summary>One line is one entity: its name, its key (with @ and a day where it has one) and its fields; an underscore stands for a space.</summary>
internal static class EntityText
{
    public static EntityRow Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var entity = CanonicalModel.Named(words[0])!;
        var cells = new Cell[entity.Fields.Count];
        foreach (var (name, value) in words.Skip(2).Select(word => (word[..word.IndexOf('=')], word[(word.IndexOf('=') + 1)..])))
        {
            var at = entity.IndexOf(name);
            Assert.True(at >= 0, $"{entity.Name} has no field {name}.");
            cells[at] = CellOf(entity.Fields[at], value);
        }

        var key = words[1].Split('@');
        return new(entity, key[0], cells) { ValidFrom = key.Length > 1 ? Day(key[1]) : null };
    }

    private static Cell CellOf(FieldDescriptor field, string value) => field.Type switch
    {
        FieldType.Decimal or FieldType.Integer => Cell.OfDecimal(decimal.Parse(value, CultureInfo.InvariantCulture), field.Scale)!.Value,
        FieldType.Date => Cell.Of(Day(value)),
        FieldType.Instant => Cell.Of(DateTimeOffset.Parse(value, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds() * 1000),
        FieldType.Boolean => Cell.Of(bool.Parse(value)),
        _ => Cell.Of(value.Replace('_', ' ')),
    };

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
