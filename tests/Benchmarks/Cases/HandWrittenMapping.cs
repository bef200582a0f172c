using System.Globalization;
using System.Text.Json;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Canonical.Accounting;

namespace BackOffice.Integration.Benchmarks.Cases;

/// <summary>What a careful programmer writes for this one record: read once, name by name, into the same row.</summary>
internal sealed class HandWrittenMapping : ICase, IMapping
{
    private static readonly EntityDescriptor Line = EntityDescriptor.Of<JournalLine>();

    public Task<Measured> RunAsync(CaseFolder folder) => Task.FromResult(new LedgerRecords().Measure(this, folder.Rows));

    public void Map(in SourceRecord record, MappingOutput output)
    {
        string? id = null, journal = null, number = null, account = null, party = null, costCentre = null, text = null, currency = null, company = null;
        DateOnly? date = null;
        decimal debit = 0, credit = 0;
        var reader = new Utf8JsonReader(record.Payload.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8)) id = Text(ref reader);
            else if (reader.ValueTextEquals("journal"u8)) journal = Text(ref reader);
            else if (reader.ValueTextEquals("number"u8)) number = Text(ref reader);
            else if (reader.ValueTextEquals("date"u8)) date = DateOnly.ParseExact(Text(ref reader)!, "dd.MM.yyyy", CultureInfo.InvariantCulture);
            else if (reader.ValueTextEquals("account"u8)) account = Text(ref reader);
            else if (reader.ValueTextEquals("party"u8)) party = Text(ref reader);
            else if (reader.ValueTextEquals("cost_centre"u8)) costCentre = Text(ref reader);
            else if (reader.ValueTextEquals("text"u8)) text = Text(ref reader);
            else if (reader.ValueTextEquals("debit"u8)) debit = Money(Text(ref reader)!);
            else if (reader.ValueTextEquals("credit"u8)) credit = Money(Text(ref reader)!);
            else if (reader.ValueTextEquals("currency"u8)) currency = Text(ref reader);
            else if (reader.ValueTextEquals("company"u8)) company = Text(ref reader);
            else reader.Skip();
        }

        if (debit != 0 && credit != 0) output.Add(new Issue("line.both-sides", "", "A line stands on one side only; split it at the source."));
        else
        {
            output.Add(new EntityRow(Line, id!, [
                Cell.Of($"{journal}|{number}"), Cell.Of(account), Scaled(debit), Scaled(credit), Cell.Of(currency),
                date is { } day ? Cell.Of(day) : default, Cell.Of(party), Cell.Of(costCentre), Cell.Of(text), Cell.Of(company)]));
        }
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private static decimal Money(string text) =>
        decimal.Parse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static Cell Scaled(decimal money) => Cell.OfDecimal(money, 4) ?? throw new OverflowException("An amount does not fit its field.");
}
