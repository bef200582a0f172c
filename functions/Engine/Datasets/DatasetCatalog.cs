using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Canonical.Hr;

namespace BackOffice.Integration.Engine.Datasets;

/// <summary>Every dataset an export can draw on: a query beside this file and its descriptor.</summary>
internal static class DatasetCatalog
{
    public static IReadOnlyDictionary<string, DatasetDescriptor> All { get; } =
        new[] { Payroll() }.ToDictionary(dataset => dataset.Name);

    /// <summary>Column names by dataset, for checking workspaces.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; } =
        All.ToDictionary(dataset => dataset.Key, dataset => (IReadOnlyList<string>)[.. dataset.Value.Columns.Select(column => column.Name)]);

    private static DatasetDescriptor Payroll() => new(
        "payroll",
        [
            new("employment", EntityDescriptor.Of<Employment>()),
            new("person", EntityDescriptor.Of<Person>(), NeededWhen: "person_reference"),
            new("compensation", EntityDescriptor.Of<Compensation>()),
            new("bank_account", EntityDescriptor.Of<BankAccount>()),
        ],
        [
            Shows<Employment>("company", "employment", "company"),
            Shows<Employment>("employee_no", "employment", "employeeNo"),
            Shows<Person>("last_name", "person", "lastName"),
            Shows<Person>("first_name", "person", "firstName"),
            Shows<Employment>("hired_on", "employment", "hiredOn"),
            Shows<Employment>("left_on", "employment", "leftOn"),
            new("valid_from", DatasetType.Date, "compensation", "validFrom", FieldClass.Internal),
            Shows<Compensation>("salary", "compensation", "amount"),
            Shows<Compensation>("salary_currency", "compensation", "currency"),
            Shows<Compensation>("pay_period", "compensation", "payPeriod"),
            Shows<Employment>("cost_centre", "employment", "costCentre"),
            Shows<BankAccount>("iban", "bank_account", "iban"),
        ],
        Keys: ["company", "employee_no"],
        Order: ["company", "employee_no"],
        new("salary", "salary_currency"),
        Dimension: "company");

    private static DatasetColumn Shows<T>(string column, string contributor, string field) where T : CanonicalEntity
    {
        var entity = EntityDescriptor.Of<T>();
        var shown = entity.Fields[entity.IndexOf(field)];
        var type = shown.Type switch { FieldType.Decimal => DatasetType.Decimal, FieldType.Date => DatasetType.Date, _ => DatasetType.Text };
        return new(column, type, contributor, field, shown.Class);
    }
}
