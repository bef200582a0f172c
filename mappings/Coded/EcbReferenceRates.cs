using System.Text.Json;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Canonical.Accounting;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Mappings.Coded;

/// <summary>The reference rates of the European Central Bank: one row for a day, one column for each currency.</summary>
internal sealed class EcbReferenceRates() : CodedMapping("ecb-reference-rates", version: 1)
{
    private const string Day = "Date";
    private const string Euro = "EUR";
    private const string Kind = "spot";

    private static readonly EntityDescriptor Rate = EntityDescriptor.Of<ExchangeRate>();

    // Every currency that had a rate since 1999. One that joins is read by its name of three capitals as well.
    private static readonly string[] Currencies =
    [
        "USD", "JPY", "BGN", "CYP", "CZK", "DKK", "EEK", "GBP", "HUF", "LTL", "LVL", "MTL", "PLN", "ROL", "RON", "SEK", "SIT", "SKK", "CHF", "ISK", "NOK",
        "HRK", "RUB", "TRL", "TRY", "AUD", "BRL", "CAD", "CNY", "HKD", "IDR", "ILS", "INR", "KRW", "MXN", "MYR", "NZD", "PHP", "SGD", "THB", "ZAR",
    ];

    public override IReadOnlyList<string> Entities => [Rate.Name];

    public override IReadOnlyList<string> Fields { get; } = [Day, .. Currencies];

    // Currencies come and go with the states that join the euro; these have been there from the first day.
    public override IReadOnlyList<string> Needed => [Day, "USD", "JPY", "GBP", "CHF"];

    public override IReadOnlyList<string> FieldsOf(string entity, string field) => entity != Rate.Name ? [] : field switch
    {
        "validFrom" => [Day],
        "key" or "quote" or "rate" => Currencies,
        _ => [],
    };

    public override IReadOnlyList<string> FieldsOf(EntityRow row, string field) =>
        field is "key" or "quote" or "rate" ? [row["quote"].Text!] : FieldsOf(row.Entity.Name, field);

    public override IMapping Bind(Formats formats, CrosswalkSet crosswalks) => new Rows(formats);

    private sealed class Rows(Formats formats) : CodedRows("ecb-reference-rates", formats)
    {
        private const string None = "N/A";

        protected override void Map(JsonElement record, MappingOutput output)
        {
            if (Nested(record, Day, output)) return;
            if (Text(record, Day) is not { } day)
                output.Add(new Issue("field.missing", Day, "Rates need their day, but the row has none; read the file of the bank as it is."));
            else if (!DateText.TryParse(day, Formats, out var date))
                output.Add(new Issue("date.unreadable", Day, "Not a date as the stream's formats describe it; the bank writes yyyy-MM-dd."));
            else
                foreach (var currency in record.EnumerateObject().Select(column => column.Name).Where(IsCurrency).Distinct()) Quote(record, currency, date, output);
        }

        private void Quote(JsonElement record, string currency, DateOnly day, MappingOutput output)
        {
            if (Nested(record, currency, output)) return;
            if (IsNoNumber(record, currency)) output.Add(Unreadable(currency));
            if (Text(record, currency) is not { } text || text.Trim() == None) return;
            if (!NumberText.TryParse(text, Formats, out var rate) || rate <= 0) output.Add(Unreadable(currency));
            else if (Cell.OfDecimal(rate, Rate.Fields[Rate.IndexOf("rate")].Scale) is not { } kept) output.Add(new Issue("number.too-precise", currency, "A rate has at most ten digits behind the point; read the file of the bank as it is."));
            else output.Add(new EntityRow(Rate, KeyText.Join([Euro, currency, Kind]), Cells(currency, kept)) { ValidFrom = day });
        }

        private static Cell[] Cells(string currency, Cell rate)
        {
            var cells = new Cell[Rate.Fields.Count];
            cells[Rate.IndexOf("base")] = Cell.Of(Euro);
            cells[Rate.IndexOf("quote")] = Cell.Of(currency);
            cells[Rate.IndexOf("rate")] = rate;
            cells[Rate.IndexOf("kind")] = Cell.Of(Kind);
            return cells;
        }

        private static Issue Unreadable(string currency) => new("number.unreadable", currency, "Not a number above zero as the stream's formats describe it; correct the source, or the signs in formats.");

        private static bool IsCurrency(string column) => column.Length == 3 && column.All(char.IsAsciiLetterUpper) && column != Euro;
    }
}
