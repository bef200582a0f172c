using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class MappingFileErrorTests
{
    private const string Account = "to: accounting.account\nkey: n\nfields:\n  number: n\n";

    [Theory]
    [InlineData("", 1, 1, "not a mapping")]
    [InlineData("- a", 1, 1, "not a mapping")]
    [InlineData("a: [", 1, 5, "cannot be read")]
    [InlineData("to: hr.person\nto: hr.person\n", 2, 1, "twice")]
    [InlineData("key: n\nfields: {}\n", 1, 1, "which entity")]
    [InlineData("to: accounting.acount\nkey: n\nfields: {}\n", 1, 5, "no entity accounting.acount. Did you mean 'accounting.account'?")]
    [InlineData("to:\nkey: n\nfields: {}\n", 1, 4, "to is not a text")]
    [InlineData("to: [a]\nkey: n\nfields: {}\n", 1, 5, "to is not a text")]
    [InlineData("to: accounting.account\nfields: {number: n}\n", 1, 1, "no key")]
    [InlineData("to: accounting.account\nkey: n\n", 1, 1, "no fields")]
    [InlineData("to: accounting.account\nkey: n\nfields: n\n", 3, 9, "fields is not a mapping")]
    [InlineData("to: accounting.account\nkey: n\nfields: {name: n}\n", 3, 9, "needs the field number")]
    [InlineData("to: accounting.account\nkey: []\nfields: {number: n}\n", 2, 6, "key is not a list")]
    [InlineData("to: accounting.account\nkey: [n, [m]]\nfields: {number: n}\n", 2, 10, "key is not a text")]
    [InlineData(Account + "  nam: n\n", 5, 3, "no field nam. Did you mean 'name'?")]
    [InlineData(Account + "  name: n\n  name: m\n", 6, 3, "twice")]
    [InlineData(Account + "  validFrom: date(n)\n", 5, 3, "no field validFrom")]
    [InlineData(Account + "  name: {a: n}\n", 5, 9, "name is not a text")]
    [InlineData(Account + "  name:\n", 5, 8, "name is not a text")]
    [InlineData(Account + "feilds: {}\n", 5, 1, "no key feilds. Did you mean 'fields'?")]
    [InlineData(Account + "from: [a]\n", 5, 7, "from is not a text")]
    [InlineData(Account + "where: trim(n)\n", 5, 8, "neither true nor false")]
    [InlineData(Account + "where: not trim(n)\n", 5, 12, "neither true nor false")]
    [InlineData(Account + "  name: date(n, 'dd.MM.')\n", 5, 17, "does not tell a day")]
    [InlineData(Account + "  name: number(n) + 0.12345678901234567890123456789\n", 5, 21, "no exact decimal")]
    [InlineData(Account + "where: number(n)\n", 5, 8, "neither true nor false")]
    [InlineData(Account + "order: date(n, )\n", 5, 16, "")]
    [InlineData(Account + "extensions: [n]\n", 5, 13, "extensions is not a mapping")]
    [InlineData(Account + "rules: {}\n", 5, 8, "rules is not a list")]
    [InlineData(Account + "rules: [a]\n", 5, 9, "A rule has the wrong shape")]
    [InlineData(Account + "rules:\n  - when: number = 'a'\n", 6, 5, "not complete")]
    [InlineData(Account + "rules:\n  - when: number = 'a'\n    issue: Too Much\n", 7, 12, "not a code")]
    [InlineData(Account + "rules:\n  - when: number = 'a'\n    issue: a\n    owner: pay roll\n", 8, 12, "no role or login")]
    [InlineData(Account + "rules:\n  - when: numbr = 'a'\n    issue: a\n", 6, 11, "no field 'numbr'")]
    [InlineData(Account + "rules:\n  - when: number = 'a'\n    isue: a\n    issue: a\n", 7, 5, "no key isue. Did you mean 'issue'?")]
    [InlineData(Account + "formats: x\n", 5, 10, "formats has the wrong shape")]
    [InlineData(Account + "formats: {decimals: \",\"}\n", 5, 11, "no key decimals. Did you mean 'decimal'?")]
    [InlineData(Account + "formats: {decimal: \",,\"}\n", 5, 20, "decimal is not one sign")]
    [InlineData(Account + "formats: {decimal: \"5\"}\n", 5, 20, "decimal is not one sign")]
    [InlineData(Account + "formats: {group: \".\"}\n", 5, 18, "are the same")]
    [InlineData(Account + "formats: {date: [yyyyMMdd, MM.dd]}\n", 5, 28, "does not tell a day")]
    [InlineData(Account + "maps: []\n", 1, 1, "no key to")]
    [InlineData("maps: []\n", 1, 7, "maps is not a list")]
    [InlineData("maps:\n  - a\n", 2, 5, "wrong shape")]
    [InlineData("maps:\n  - to: hr.person\n    key: n\n    feilds: {}\n    fields: {lastName: n}\n", 4, 5, "Did you mean 'fields'?")]
    [InlineData("to: hr.compensation\nkey: n\nfields: {employment: n, amount: 1, currency: n}\n", 3, 9, "needs the field validFrom")]
    [InlineData("to: hr.bank-account\nkey: n\norder: n\nfields: {validFrom: date(n), employment: n, iban: n}\n", 3, 8, "order has no meaning")]
    [InlineData("to: hr.person\nkey: n\nfields: {birthDate: day}\n", 3, 21, "birthDate is a date, but its expression gives a text. Use date() around it.")]
    [InlineData("to: hr.person\nkey: n\nfields: {birthDate: number(day)}\n", 3, 21, "gives a number")]
    [InlineData("to: hr.compensation\nkey: n\nfields: {validFrom: date(n), employment: n, amount: pay, currency: n}\n", 3, 53, "Use money() or number()")]
    [InlineData("to: &a hr.person\nkey: n\nfields: {lastName: n}\n", 1, 5, "anchors and aliases")]
    [InlineData("to: hr.person\nkey: n\nfields: {lastName: *a}\n", 3, 20, "anchors and aliases")]
    [InlineData("to: hr.person\nkey: n\nfields: {lastName: n}\n---\na: b\n", 5, 1, "more than one YAML document")]
    public void A_fault_is_told_at_its_place(string text, int line, int column, string words)
    {
        var errors = Errors(text);
        Assert.Contains(errors, error => $"{error.Problem} {error.Remedy}".Contains(words, StringComparison.Ordinal) && error.Line == line && error.Column == column);
    }

    [Theory]
    [InlineData("  name: trmi(n)\n", 9)]
    [InlineData("  name: 'trmi(n)'\n", 10)]
    [InlineData("  name: \"trmi(n)\"\n", 10)]
    [InlineData("  name: concat(a, trmi(n))\n", 19)]
    [InlineData("  name: 'concat(''a'', trmi(n))'\n", 24)]
    [InlineData("  name: \"concat('\\\"', trmi(n))\"\n", 23)]
    [InlineData("  name: \"concat('\\u00e9\\x41\\U0001F600', trmi(n))\"\n", 41)]
    [InlineData("  \"name\":    trmi(n)\n", 14)]
    [InlineData("  name: |\n    trmi(n)\n", 9)]
    public void A_fault_within_an_expression_has_its_exact_column(string line, int column)
    {
        var error = Assert.Single(Errors(Account + line));
        Assert.Equal((5, column), (error.Line, error.Column));
        Assert.Contains("trim", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal([2, 4, 5, 6], Errors("to: accounting.account\nkey: trmi(n)\nfields:\n  number: x(\n  nmae: n\nfom: a\n").Select(error => error.Line).Order());

    [Fact]
    public void A_huge_file_is_refused() => Assert.Equal((1, 1), Place(Errors(new string('#', (1 << 20) + 1))));

    [Fact]
    public void A_deep_file_is_refused()
    {
        var error = Assert.Single(Errors("a: " + new string('[', 40) + new string(']', 40)));
        Assert.Contains("deeper than 16", error.Problem, StringComparison.Ordinal);
        Assert.Equal((1, 19), Place([error]));
    }

    [Fact]
    public void No_cut_or_changed_file_makes_it_throw()
    {
        for (var length = 0; length < TestMapping.Everything.Length; length++)
        {
            MappingFile.Parse("a.yaml", TestMapping.Everything[..length], []);
            MappingFile.Parse("a.yaml", TestMapping.Everything[..length] + "\"'{[&*%\t:" + TestMapping.Everything[length..], []);
        }
    }

    private static (int, int) Place(List<FileError> errors) => (errors[0].Line, errors[0].Column);

    private static List<FileError> Errors(string text)
    {
        var errors = new List<FileError>();
        Assert.Null(MappingFile.Parse("mappings/a.yaml", text, errors));
        Assert.All(errors, error => Assert.Equal("mappings/a.yaml", error.File));
        Assert.All(errors, error => Assert.NotEmpty(error.Remedy));
        return errors;
    }
}
