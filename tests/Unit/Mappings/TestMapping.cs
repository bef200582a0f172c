using System.Text;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Tests.Unit.Mappings;

/// <summary>Mapping files as tests write them.</summary>
internal static class TestMapping
{
    /// <summary>Uses all that a mapping file can say.</summary>
    public const string Everything = """
        from: hr/staff
        formats: {decimal: ",", group: ".", date: [dd.MM.yyyy, yyyyMMdd], "null": ["-", "N/A"]}
        maps:
          - to: hr.employment
            key: Nummer
            where: Nummer != ''
            fields:
              validFrom: date(["gültig ab"])
              person: Nummer
              employeeNo: Nummer
              hiredOn: date(Eintritt)
              costCentre: crosswalk('centres', Stelle)
            extensions: {zuruf: Zuruf, alter: number(Alter), "an \"odd\" one": Nichts}
          - to: hr.compensation
            key: [Nummer, "'pay'"]
            fields:
              validFrom: date(["gültig ab"])
              employment: Nummer
              amount: number(Gehalt)
              currency: "'EUR'"
            rules:
              - when: amount < 0 or raw.Alter = '0'
                issue: pay.negative
                message: Pay is not negative; correct it at the source.
          - to: hr.org-unit
            key: Stelle
            order: number(Alter)
            fields: {name: Stelle}
        """;

    public static CrosswalkSet Centres { get; } = new(new Dictionary<string, Crosswalk>
    {
        ["centres"] = new([new("V", "sales", null, new(2025, 12, 31), null), new("V", "markets", new(2026, 1, 1), null, null)]),
    });

    public static string Record(string from = "01.02.2026", string pay = "4.200,50", string age = "41", string centre = "V", string nickname = "Ed") => $$"""
        {"Nummer":"007","gültig ab":"{{from}}","Eintritt":"20190401","Stelle":"{{centre}}","Zuruf":"{{nickname}}","Alter":"{{age}}","Gehalt":"{{pay}}"}
        """;

    public static MappingFile Parse(string text)
    {
        var errors = new List<FileError>();
        var file = MappingFile.Parse("mappings/test.yaml", text, errors);
        Assert.Empty(errors);
        return file!;
    }

    public static IReadOnlyList<FileError> Errors(string text)
    {
        var errors = new List<FileError>();
        MappingFile.Parse("mappings/test.yaml", text, errors);
        return errors;
    }

    public static MappingOutput Map(string mapping, string record, Formats? formats = null) => Map(Parse(mapping).Bind(formats, Centres), record);

    public static MappingOutput Map(IMapping mapping, string record)
    {
        var output = new MappingOutput();
        mapping.Map(Source(record), output);
        return output;
    }

    public static SourceRecord Source(string record) => new("staff", "7", Encoding.UTF8.GetBytes(record));
}
