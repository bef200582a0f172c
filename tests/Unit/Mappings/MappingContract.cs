using System.Text;
using BackOffice.Integration.Mappings;
using CsCheck;

namespace BackOffice.Integration.Tests.Unit.Mappings;

/// <summary>What every mapping keeps to, in YAML or in C#.</summary>
public abstract class MappingContract
{
    private const string Marker = "zq7marker";

    protected abstract IMapping Mapping { get; }

    /// <summary>A record that the mapping takes.</summary>
    protected abstract string Good { get; }

    /// <summary>A record with a wrong value; it contains <c>zq7marker</c> in fields that the mapping reads.</summary>
    protected abstract string Bad { get; }

    public static TheoryData<string> Garbage =>
    [
        "", " ", "null", "true", "1", "\"a\"", "[]", "[{}]", "{", "}", "{]", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1}}", "{}{}", "{'a':1}", "{\"a\":NaN}",
        "\uFEFF{}", "{}", "{\"\":\"\"}", "{\"a\":{\"b\":{}}}", "{\"a\\u0000\":\"\\u0000\"}", "{\"\\ud800\":\"\\ud800\"}", "{\"a\":1e999,\"b\":-1e-999}",
        "{\"a\":1,\"a\":\"2\",\"a\":null}", "{\"a.b\":1,\"[\\\"x\\\"]\":2,\"#|\\\\\":3}",
    ];

    [Fact]
    public void A_good_record_gives_entities_and_no_issues()
    {
        var output = Map(Good);
        Assert.Empty(output.Issues);
        Assert.NotEmpty(output.Entities);
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public void No_payload_makes_it_throw(string payload) => Map(payload);

    [Fact]
    public void Bytes_that_are_no_text_do_not_make_it_throw()
    {
        Map([0xff, 0xfe, 0x00]);
        var good = Encoding.UTF8.GetBytes(Good);
        for (var at = 0; at < good.Length; at++)
        {
            var broken = (byte[])good.Clone();
            broken[at] = 0xff;
            Map(broken);
        }
    }

    [Fact]
    public void A_record_cut_anywhere_gives_an_issue_and_does_not_make_it_throw()
    {
        var good = Encoding.UTF8.GetBytes(Good);
        for (var length = 0; length < good.Length; length++) Assert.NotEmpty(Map(good[..length]).Issues);
    }

    [Fact]
    public void A_deep_or_huge_record_does_not_make_it_throw()
    {
        Map(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)));
        Map(string.Concat(Enumerable.Repeat("{\"a\":", 60)) + "1" + new string('}', 60));
        Map($"{{\"a\":\"{new string('x', 1 << 20)}\"}}");
        Map($"{{\"{new string('n', 1 << 16)}\":1}}");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"   \"")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("true")]
    [InlineData("1e999")]
    [InlineData("123456789012345678901234567890.5")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("\"9,99999999\"")]
    [InlineData("\"99999999\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"a\\nb|#\\\\\"")]
    public void Any_value_anywhere_does_not_make_it_throw(string value)
    {
        foreach (var record in Changed(value))
        {
            var output = Map(record);
            Assert.True(output.Issues.Count == 0 || output.Entities.Count == 0);
        }
    }

    [Fact]
    public void Random_changes_of_a_record_do_not_make_it_throw()
    {
        var good = Encoding.UTF8.GetBytes(Good);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length - 1], Gen.Byte).Sample(change =>
        {
            var broken = (byte[])good.Clone();
            broken[change.Item1] = change.Item2;
            broken[change.Item3] = change.Item4;
            Map(broken);
        }, iter: 2_000);
    }

    [Fact]
    public void An_issue_discards_the_entities_and_quotes_no_value()
    {
        Assert.Contains(Marker, Bad, StringComparison.Ordinal);
        var output = Map(Bad);
        Assert.NotEmpty(output.Issues);
        Assert.Empty(output.Entities);
        Assert.All(output.Issues, issue =>
        {
            Assert.DoesNotContain(Marker, $"{issue.Code} {issue.Path} {issue.Message}", StringComparison.OrdinalIgnoreCase);
            Assert.NotEmpty(issue.Code);
            Assert.NotEmpty(issue.Message);
        });
    }

    [Fact]
    public void The_same_record_twice_gives_the_same_whatever_came_between()
    {
        var mapping = Mapping;
        var first = Text(Map(mapping, Good));
        Map(mapping, Bad);
        Map(mapping, "{");
        Assert.Equal(first, Text(Map(mapping, Good)));
    }

    [Fact]
    public void Several_threads_may_share_it()
    {
        var mapping = Mapping;
        var (good, bad) = (Text(Map(mapping, Good)), Text(Map(mapping, Bad)));
        Parallel.For(0, 400, at => Assert.Equal(at % 2 == 0 ? good : bad, Text(Map(mapping, at % 2 == 0 ? Good : Bad))));
    }

    private IEnumerable<string> Changed(string value)
    {
        var record = System.Text.Json.Nodes.JsonNode.Parse(Good)!.AsObject();
        foreach (var (name, _) in record)
        {
            yield return "{" + string.Join(",", record.Select(property =>
                $"{System.Text.Json.JsonSerializer.Serialize(property.Key)}:{(property.Key == name ? value : property.Value?.ToJsonString() ?? "null")}")) + "}";
        }
    }

    private MappingOutput Map(string payload) => Map(Mapping, payload);

    private MappingOutput Map(byte[] payload) => Map(Mapping, payload);

    private static MappingOutput Map(IMapping mapping, string payload) => Map(mapping, Encoding.UTF8.GetBytes(payload));

    private static MappingOutput Map(IMapping mapping, byte[] payload)
    {
        var output = new MappingOutput();
        mapping.Map(new SourceRecord("stream", "7", payload), output);
        return output;
    }

    private static string Text(MappingOutput output) => string.Join('\n', output.Issues.Select(issue => issue.ToString())
        .Concat(output.Entities.Select(row => $"{row.Entity.Name} {row.Key} {row.ValidFrom} {row.OrderKey} {row.Extensions} {row.Hash()}")));
}
