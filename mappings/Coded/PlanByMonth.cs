using System.Globalization;
using System.Text.Json;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Canonical.Accounting;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Mappings.Coded;

/// <summary>A plan with one row for an account and a year, and one column for each month.</summary>
internal sealed class PlanByMonth() : CodedMapping("plan-by-month", version: 1)
{
    private static readonly EntityDescriptor Line = EntityDescriptor.Of<PlanLine>();

    // The columns that say whose plan it is: column, field of the plan line, whether a row must have it.
    private static readonly (string Column, string Field, bool Needed)[] Heads =
    [
        ("version", "version", true), ("account", "account", true), ("department", "orgUnit", false), ("cost_centre", "costCentre", false), ("currency", "currency", true),
    ];

    private static readonly string[] Months = [.. Enumerable.Range(1, 12).Select(month => month.ToString("00", CultureInfo.InvariantCulture))];

    public override IReadOnlyList<string> Entities => [Line.Name];

    public override IReadOnlyList<string> Fields { get; } = [.. Heads.Select(head => head.Column), "year", .. Months];

    public override IReadOnlyList<string> FieldsOf(string entity, string field) => entity != Line.Name ? [] : field switch
    {
        "amount" => Months,
        "key" => ["version", "account", "department", "cost_centre", "year"],
        "periodStart" or "periodEnd" => ["year"],
        _ => [.. Heads.Where(head => head.Field == field).Select(head => head.Column)],
    };

    public override IMapping Bind(Formats formats, CrosswalkSet crosswalks) => new Rows(formats);

    private sealed class Rows(Formats formats) : CodedRows("plan-by-month", formats)
    {
        protected override void Map(JsonElement record, MappingOutput output)
        {
            var head = new Cell[Line.Fields.Count];
            foreach (var (column, field, needed) in Heads)
            {
                if (Nested(record, column, output)) continue;
                var text = Text(record, column);
                if (needed && text is null) output.Add(new Issue("field.missing", column, $"A plan needs {column}, but the row has none; complete it at the source."));
                head[Line.IndexOf(field)] = Cell.Of(field == "version" ? text?.ToLowerInvariant() : text);
            }

            if (Nested(record, "year", output)) return;
            if (!int.TryParse(Text(record, "year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1900 or > 9998)
            {
                output.Add(new Issue("date.unreadable", "year", "Not a year of four digits; correct the source."));
                return;
            }

            var key = KeyText.Join([Text(record, "version")?.ToLowerInvariant() ?? "", Text(record, "account") ?? "", Text(record, "department") ?? "", Text(record, "cost_centre") ?? "", $"{year}"]);
            for (var month = 1; month <= 12; month++) Month(record, head, key, new DateOnly(year, month, 1), output);
        }

        // A month without an amount is not planned, which is not the same as zero.
        private void Month(JsonElement record, Cell[] head, string key, DateOnly first, MappingOutput output)
        {
            var column = Months[first.Month - 1];
            if (Nested(record, column, output)) return;
            if (IsNoNumber(record, column)) output.Add(new Issue("number.unreadable", column, "Neither a number nor a text; correct the source."));
            if (Text(record, column) is not { } text) return;
            if (!NumberText.TryParse(text, Formats, out var amount))
            {
                output.Add(new Issue("number.unreadable", column, "Not a number as the stream's formats describe it; correct the source, or the signs in formats."));
                return;
            }

            var cells = (Cell[])head.Clone();
            if (Cell.OfDecimal(amount, Line.Fields[Line.IndexOf("amount")].Scale) is not { } kept)
            {
                output.Add(new Issue("number.too-precise", column, "Money has at most four digits behind the point; round it at the source."));
                return;
            }

            cells[Line.IndexOf("amount")] = kept;
            cells[Line.IndexOf("periodStart")] = Cell.Of(first);
            cells[Line.IndexOf("periodEnd")] = Cell.Of(first.AddMonths(1).AddDays(-1));
            output.Add(new EntityRow(Line, $"{key}|{column}", cells));
        }
    }
}
