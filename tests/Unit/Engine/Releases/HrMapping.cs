using System.Globalization;
using System.Text.Json;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Canonical.Hr;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Tests.Unit.Engine.Releases;

/// <summary>A mapping in C# for tests: one HR record gives four entities.</summary>
internal sealed class HrMapping
{
    public const string Sha256 = "aa00000000000000000000000000000000000000000000000000000000000000";

    private static readonly Formats German = new(',', '.');

    /// <summary>Set to map otherwise than before.</summary>
    public decimal Factor { get; set; } = 1;

    public static IReadOnlyList<string> PathsOf(string entity, string field) => (entity, field) == ("hr.compensation", "amount") ? ["salary"] : [];

    public MappingTrace Trace(SourceRecord record)
    {
        using var json = JsonDocument.Parse(record.Payload);
        var fields = json.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetString());
        return new([.. Rows(fields).Select(row => new EntityTrace(row, [.. Traces(row, fields)]))], []);
    }

    private IEnumerable<EntityRow> Rows(Dictionary<string, string?> raw)
    {
        var no = raw["nr"]!;
        var from = DateOnly.ParseExact(raw["from"]!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        yield return Row<Person>(no, null, ("firstName", raw["first"]), ("lastName", raw["last"]));
        yield return Row<Employment>(no, from, ("person", no), ("company", raw["company"]), ("employeeNo", no), ("hiredOn", raw["hired"]), ("leftOn", raw["left"]), ("costCentre", "K1"));
        if (raw["salary"] is { Length: > 0 } salary)
        {
            Assert.True(NumberText.TryParse(salary, German, out var amount));
            yield return Row<Compensation>(no, from, ("employment", no), ("amount", amount * Factor), ("currency", raw["currency"]), ("payPeriod", "month"));
        }

        yield return Row<BankAccount>(no, from, ("employment", no), ("iban", raw["iban"]));
    }

    private static EntityRow Row<T>(string key, DateOnly? from, params (string Field, object? Value)[] values) where T : CanonicalEntity
    {
        var entity = EntityDescriptor.Of<T>();
        var cells = new Cell[entity.Fields.Count];
        foreach (var (field, value) in values) cells[entity.IndexOf(field)] = CellOf(entity.Fields[entity.IndexOf(field)], value);
        return new(entity, key, cells) { ValidFrom = from };
    }

    private static Cell CellOf(FieldDescriptor field, object? value) => value switch
    {
        null or "" => default,
        decimal number => Cell.OfDecimal(number, field.Scale)!.Value,
        string text when field.Type == FieldType.Date => Cell.Of(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        string text => Cell.Of(text),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static IEnumerable<FieldTrace> Traces(EntityRow row, Dictionary<string, string?> raw)
    {
        foreach (var (index, field) in row.Entity.Fields.Index())
        {
            IReadOnlyList<RawValue> read = field.Name == "amount" ? [new("salary", raw["salary"])] : [];
            yield return new(field.Name, row.Cells[index].ToText(field), field.Name == "amount" ? "money(salary)" : field.Name, 7, field.Class, read);
        }
    }
}
