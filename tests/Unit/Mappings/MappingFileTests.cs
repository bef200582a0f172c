using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class MappingFileTests
{
    private static readonly MappingFile File = TestMapping.Parse(TestMapping.Everything);

    [Fact]
    public void It_tells_what_it_reads_and_gives()
    {
        Assert.Equal("mappings/test.yaml", File.Path);
        Assert.Equal(["hr.employment", "hr.compensation", "hr.org-unit"], File.Entities);
        Assert.Equal(["centres"], File.Crosswalks);
        Assert.Equal(["Alter", "Eintritt", "Gehalt", "Nichts", "Nummer", "Stelle", "Zuruf", "[\"gültig ab\"]"], File.Paths.Order(StringComparer.Ordinal));
        Assert.Equal(["Alter", "Eintritt", "Gehalt", "Nichts", "Nummer", "Stelle", "Zuruf", "gültig ab"], File.Fields.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_hash_is_that_of_its_bytes() => Assert.Equal(
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(TestMapping.Everything))), File.Sha256);

    [Theory]
    [InlineData("hr.employment", "hiredOn", "Eintritt")]
    [InlineData("hr.employment", "key", "Nummer")]
    [InlineData("hr.compensation", "validFrom", "[\"gültig ab\"]")]
    [InlineData("hr.employment", "costCentre", "Stelle")]
    public void It_tells_what_a_field_reads(string entity, string field, string path) => Assert.Equal([path], File.PathsOf(entity, field));

    [Theory]
    [InlineData("hr.person", "lastName")]
    [InlineData("hr.employment", "nothing")]
    [InlineData("hr.compensation", "currency")]
    public void A_field_it_does_not_read_has_no_paths(string entity, string field) => Assert.Empty(File.PathsOf(entity, field));

    [Fact]
    public void Every_field_comes_out()
    {
        var rows = TestMapping.Map(TestMapping.Everything, TestMapping.Record()).Entities;
        Assert.Equal(["007", "007|pay", "V"], rows.Select(row => row.Key));
        Assert.Equal(new DateOnly(2026, 2, 1), rows[0].ValidFrom);
        Assert.Equal(new DateOnly(2019, 4, 1), rows[0]["hiredOn"].Date);
        Assert.Equal("markets", rows[0]["costCentre"].Text);
        Assert.Equal("""{"alter":"41","zuruf":"Ed"}""", rows[0].Extensions);
        Assert.Null(rows[0].OrderKey);
        Assert.Equal(4200.50m, rows[1]["amount"].Decimal(4));
        Assert.Null(rows[1].Extensions);
        Assert.Null(rows[2].ValidFrom);
        Assert.NotNull(rows[2].OrderKey);
    }

    [Fact]
    public void A_code_is_looked_up_on_the_entitys_own_day()
    {
        Assert.Equal("sales", TestMapping.Map(TestMapping.Everything, TestMapping.Record(from: "31.12.2025")).Entities[0]["costCentre"].Text);
        Assert.Equal("markets", TestMapping.Map(TestMapping.Everything, TestMapping.Record(from: "01.01.2026")).Entities[0]["costCentre"].Text);
    }

    [Fact]
    public void The_posting_date_dates_an_entity_wherever_it_stands()
    {
        const string mapping = """
            to: accounting.journal-line
            key: recordKey
            fields:
              memo: crosswalk('centres', code)
              costCentre: crosswalk('centres', code)
              entry: code
              account: code
              debit: number(amount)
              credit: 0
              currency: "'EUR'"
              postingDate: date(day)
            """;
        var row = TestMapping.Map(mapping, """{"code":"V","amount":1,"day":"2025-05-05"}""").Entities[0];
        Assert.Equal("sales", row["memo"].Text);
        Assert.Equal("7", row.Key);
    }

    [Fact]
    public void Without_a_posting_date_the_first_date_of_the_entity_dates_it()
    {
        const string mapping = """
            to: hr.person
            key: id
            fields: {lastName: "crosswalk('centres', code)", birthDate: date(day)}
            """;
        Assert.Equal("sales", TestMapping.Map(mapping, """{"id":1,"code":"V","day":"1990-05-05"}""").Entities[0]["lastName"].Text);
    }

    [Theory]
    [InlineData("''", 0)]
    [InlineData("'-'", 1)]
    public void The_streams_formats_override_the_files(string raw, int entities)
    {
        var formats = new Formats(Decimal: '.', Date: ["dd/MM/yyyy"]);
        var record = TestMapping.Record(from: "01/02/2026", pay: "4200.5").Replace("20190401", "01/04/2019", StringComparison.Ordinal).Replace("\"007\"", raw.Replace('\'', '"'), StringComparison.Ordinal);
        var output = TestMapping.Map("to: hr.person\nkey: Nummer\nwhere: Nummer != ''\nfields: {birthDate: date(Eintritt)}\nformats: {\"null\": \"-\"}", record, formats);
        Assert.Empty(output.Issues);
        Assert.Equal(entities, output.Entities.Count);
    }

    [Fact]
    public void A_text_that_stands_for_nothing_is_nothing() =>
        Assert.Null(TestMapping.Map(TestMapping.Everything, TestMapping.Record(nickname: "-", age: "N/A")).Entities[0].Extensions);

    [Theory]
    [InlineData("zz", "code.unmapped", "Stelle")]
    public void An_unmapped_code_is_an_issue(string centre, string code, string path) =>
        Assert.Equal([(code, path)], Issues(TestMapping.Everything, TestMapping.Record(centre: centre)));

    [Fact]
    public void A_rule_refuses_by_mapped_field_and_by_raw_field()
    {
        Assert.Equal([("pay.negative", "amount")], Issues(TestMapping.Everything, TestMapping.Record(pay: "-1")));
        Assert.Equal([("pay.negative", "amount")], Issues(TestMapping.Everything, TestMapping.Record(age: "0")));
    }

    [Theory]
    [InlineData("""{"a":"1.12345"}""", "number.too-precise", "a")]
    [InlineData("""{"a":"922337203685477"}""", "", "")]
    [InlineData("""{"a":"922337203685478.5808"}""", "number.out-of-range", "a")]
    [InlineData("""{"a":""}""", "field.missing", "a")]
    [InlineData("""{"b":"1"}""", "field.missing", "a")]
    public void A_number_fits_or_is_an_issue(string record, string code, string path)
    {
        const string mapping = "to: hr.compensation\nkey: recordKey\nfields:\n  validFrom: date('2026-01-01')\n  employment: recordKey\n  amount: number(a)\n  currency: \"'EUR'\"";
        Assert.Equal(code.Length == 0 ? [] : [(code, path)], Issues(mapping, record));
    }

    [Theory]
    [InlineData("k", """{"k":""}""", "k")]
    [InlineData("k", """{}""", "k")]
    [InlineData("[k, l]", """{"k":"1","l":null}""", "l")]
    [InlineData("concat(k, l)", """{}""", "key")]
    public void A_key_without_a_part_is_an_issue(string key, string record, string path) =>
        Assert.Equal([("key.missing", path)], Issues($"to: hr.person\nkey: {key}\nfields: {{lastName: k}}", record));

    [Fact]
    public void A_required_text_that_is_empty_is_missing_but_an_optional_one_is_a_value()
    {
        const string mapping = "to: accounting.account\nkey: recordKey\nfields: {number: n, name: t}";
        Assert.Equal([("field.missing", "n")], Issues(mapping, """{"n":"","t":""}"""));
        Assert.Equal("", TestMapping.Map(mapping, """{"n":"1","t":""}""").Entities[0]["name"].Text);
        Assert.False(TestMapping.Map(mapping, """{"n":"1"}""").Entities[0]["name"].HasValue);
    }

    [Fact]
    public void Text_fields_take_the_canonical_text_of_numbers_and_dates()
    {
        var row = TestMapping.Map("to: accounting.account\nkey: number(n)\nfields: {number: number(n), name: date(d)}", """{"n":"007.50","d":"2026-01-02"}""").Entities[0];
        Assert.Equal(("7.5", "7.5", "2026-01-02"), (row.Key, row["number"].Text, row["name"].Text));
    }

    [Fact]
    public void Extensions_are_one_json_object_with_sorted_names()
    {
        var row = TestMapping.Map("to: hr.person\nkey: recordKey\nfields: {lastName: n}\nextensions: {b: n, a: n, \"q\\\"\": n}", """{"n":"x\"y€"}""").Entities[0];
        Assert.Equal("""{"a":"x\"y€","b":"x\"y€","q\"":"x\"y€"}""", row.Extensions);
    }

    [Fact]
    public void A_fault_of_one_field_that_several_entities_read_is_told_once() =>
        Assert.Equal([("date.unreadable", "[\"gültig ab\"]")], Issues(TestMapping.Everything, TestMapping.Record(from: "yesterday")));

    [Fact]
    public void Numbers_order_as_numbers()
    {
        string[] numbers = ["-79228162514264337593543950335", "-12.5", "-12.25", "-2", "-0.0000000000000000000000000001", "0", "0.5", "2", "10", "12.25", "79228162514264337593543950335"];
        var mapping = TestMapping.Parse("to: hr.person\nkey: recordKey\norder: number(n)\nfields: {lastName: n}").Bind(null, CrosswalkSet.Empty);
        var orders = numbers.Select(number => TestMapping.Map(mapping, $$"""{"n":"{{number}}"}""").Entities[0].OrderKey!).ToArray();
        Assert.Equal(orders.Order(StringComparer.Ordinal), orders);
        Assert.Equal(numbers.Length, orders.Distinct().Count());
        Assert.Single(orders.Select(order => order.Length).Distinct());
    }

    [Fact]
    public void Dates_and_texts_order_as_they_are()
    {
        Assert.Equal("2026-01-02", TestMapping.Map("to: hr.person\nkey: recordKey\norder: date(d)\nfields: {lastName: d}", """{"d":"2026-01-02"}""").Entities[0].OrderKey);
        Assert.Equal("b", TestMapping.Map("to: hr.person\nkey: recordKey\norder: d\nfields: {lastName: d}", """{"d":"b"}""").Entities[0].OrderKey);
        Assert.Equal("", TestMapping.Map("to: hr.person\nkey: recordKey\norder: d\nfields: {lastName: d}", "{}").Entities[0].OrderKey);
    }

    [Theory]
    [InlineData("""{"on":true}""", 1, null)]
    [InlineData("""{"on":false}""", 0, null)]
    [InlineData("""{"on":null}""", 0, null)]
    [InlineData("""{}""", 0, null)]
    [InlineData("""{"on":"true"}""", 0, "type.mismatch")]
    [InlineData("""{"on":"no"}""", 0, "type.mismatch")]
    [InlineData("""{"on":1}""", 0, "type.mismatch")]
    public void A_condition_takes_a_truth_of_json_and_never_a_text(string record, int entities, string? issue)
    {
        var output = TestMapping.Map("to: hr.person\nkey: recordKey\nwhere: on\nfields: {lastName: recordKey}", record);
        Assert.Equal(entities, output.Entities.Count);
        Assert.Equal(issue, output.Issues.SingleOrDefault()?.Code);
    }

    [Theory]
    [InlineData("""{"n":"\ud800"}""")]
    [InlineData("""{"n":"\udc00x"}""")]
    [InlineData("""{"n":"x","\ud800":1}""")]
    [InlineData("""{"n":"x","o":"\ud800"}""")]
    [InlineData("""{"n":"x\ud83d\ude00y"}""")]
    public void Half_a_character_never_makes_it_throw(string record)
    {
        var output = TestMapping.Map("to: hr.person\nkey: recordKey\nfields: {lastName: n}\nextensions: {o: o, cut: \"substring(n, 1, 2)\"}", record);
        Assert.Equal(1, output.Entities.Count + output.Issues.Count);
    }

    [Fact]
    public void A_number_of_json_is_no_matter_of_the_streams_signs()
    {
        const string mapping = "to: accounting.account\nkey: recordKey\nfields: {number: n, name: number(n)}";
        Assert.Equal("1.234", TestMapping.Map(mapping, """{"n":1.234}""", new(',', '.')).Entities[0]["name"].Text);
        Assert.Equal("1234", TestMapping.Map(mapping, """{"n":"1.234"}""", new(',', '.')).Entities[0]["name"].Text);
    }

    private static IEnumerable<(string, string)> Issues(string mapping, string record) =>
        TestMapping.Map(mapping, record).Issues.Select(issue => (issue.Code, issue.Path));
}
