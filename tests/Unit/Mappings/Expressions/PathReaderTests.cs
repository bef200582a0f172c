using System.Text;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Tests.Unit.Mappings.Expressions;

public sealed class PathReaderTests
{
    [Fact]
    public void Reads_a_nested_path_and_passes_over_what_nobody_asked_for() =>
        Assert.Equal("Weber", Read("""{"Lines":[{"Name":"x"}],"Name":"y","Contact":{"Tags":{"Name":"z"},"Name":"Weber","Id":1}}""", "Contact.Name"));

    [Theory]
    [InlineData("""{"Contact":{"Id":1}}""")]
    [InlineData("""{"Contact":{}}""")]
    [InlineData("""{"Contact":"Weber"}""")]
    [InlineData("""{"Contact":[{"Name":"Weber"}]}""")]
    [InlineData("""{"Name":"Weber"}""")]
    public void A_missing_path_is_nothing(string json) => Assert.Null(Read(json, "Contact.Name"));

    [Theory]
    [InlineData("""{"Contact":{"Name":null}}""")]
    [InlineData("""{"Contact":null}""")]
    public void A_null_is_nothing(string json) => Assert.Null(Read(json, "Contact.Name"));

    [Fact]
    public void An_empty_text_is_not_missing() => Assert.Equal("", Read("""{"Contact":{"Name":""}}""", "Contact.Name"));

    [Theory]
    [InlineData("9007199254740993123")]
    [InlineData("120.50")]
    [InlineData("-0.10")]
    [InlineData("1E+2")]
    public void Keeps_a_number_exactly_as_written(string number) => Assert.Equal(number, Read($$"""{"Id": {{number}} }""", "Id"));

    [Fact]
    public void Finds_an_escaped_name_and_unescapes_its_text() =>
        Assert.Equal("Söhne \"& Co\"", Read("""{"N\u0061me\/\u00e4":"S\u00f6hne \"& Co\""}""", "Name/ä"));

    [Fact]
    public void Each_path_has_its_own_slot_whatever_the_order()
    {
        var paths = new RecordPaths();
        int[] slots = [Slot(paths, "Contact.Name"), Slot(paths, "Paid"), Slot(paths, "Contact.Address.City")];
        var values = new SlotValues(paths, Formats.Default);
        var reader = new PathReader(paths);
        Assert.True(reader.Read("""{"Paid":true,"Contact":{"Address":{"City":"Ulm"},"Name":"Weber"}}"""u8.ToArray(), values));
        Assert.Equal(["Weber", "true", "Ulm"], slots.Select(values.Text));
        Assert.True(reader.Read("""{"Contact":{"Name":"Abel"},"Paid":false}"""u8.ToArray(), values));
        Assert.Equal(["Abel", "false", null], slots.Select(values.Text));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"Id":""")]
    [InlineData("""{"Id":1}{}""")]
    [InlineData("""{"Id":"\ud800"}""")]
    public void What_is_no_readable_object_is_refused(string json)
    {
        var paths = new RecordPaths();
        Slot(paths, "Id");
        Assert.False(new PathReader(paths).Read(Encoding.UTF8.GetBytes(json), new SlotValues(paths, Formats.Default)));
    }

    [Theory]
    [InlineData("""{"a":"x","a":"y"}""", "y")]
    [InlineData("""{"a":"x","a":null}""", null)]
    [InlineData("""{"a":"x","a":"N/A"}""", null)]
    [InlineData("""{"a":"x","a":[1]}""", null)]
    [InlineData("""{"a":"x","a":{}}""", null)]
    [InlineData("""{"a":null,"a":"x"}""", "x")]
    public void The_last_of_a_repeated_field_wins(string json, string? expected) => Assert.Equal(expected, Read(json, "a"));

    [Theory]
    [InlineData("""{"a":{"b":"x"},"a":null}""", null)]
    [InlineData("""{"a":{"b":"x"},"a":"y"}""", null)]
    [InlineData("""{"a":{"b":"x"},"a":{}}""", null)]
    [InlineData("""{"a":{"b":"x"},"a":{"b":"y"}}""", "y")]
    public void The_last_of_a_repeated_object_wins(string json, string? expected) => Assert.Equal(expected, Read(json, "a.b"));

    [Theory]
    [InlineData("""{"a":"N/A"}""", null)]
    [InlineData("""{"a":"N\/A"}""", null)]
    [InlineData("""{"a":"\u004e/A"}""", null)]
    [InlineData("""{"a":"n/a"}""", "n/a")]
    public void A_text_for_nothing_is_known_however_it_is_escaped(string json, string? expected) => Assert.Equal(expected, Read(json, "a"));

    [Fact]
    public void Records_that_lack_fields_cost_no_memory_once_their_names_were_seen()
    {
        var paths = new RecordPaths();
        int[] slots = [Slot(paths, "b"), Slot(paths, "d"), Slot(paths, "e.f")];
        var values = new SlotValues(paths, Formats.Default);
        var reader = new PathReader(paths);
        byte[][] records =
        [
            """{"a":1,"b":2,"c":3,"d":4,"e":{"f":5}}"""u8.ToArray(),
            """{"b":2,"c":3,"d":4,"e":{"f":5}}"""u8.ToArray(),
            """{"a":1,"c":3,"d":4}"""u8.ToArray(),
            """{"e":{"f":5},"d":4,"b":2}"""u8.ToArray(),
            """{"a":1,"b":2,"new":0,"c":3,"d":4,"e":{"f":5}}"""u8.ToArray(),
        ];
        foreach (var record in records) Assert.True(reader.Read(record, values));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
            foreach (var record in records) reader.Read(record, values);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(["2", "4", "5"], slots.Select(values.Text));
    }

    private static string? Read(string json, string path)
    {
        var paths = new RecordPaths();
        var slot = Slot(paths, path);
        var values = new SlotValues(paths, new(Null: ["N/A"]));
        Assert.True(new PathReader(paths).Read(Encoding.UTF8.GetBytes(json), values));
        return values.Text(slot);
    }

    private static int Slot(RecordPaths paths, string path) => paths.Slot(path.Split('.'), out _);
}
