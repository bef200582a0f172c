using System.Text;
using BackOffice.Integration.Engine.Fixes;

namespace BackOffice.Integration.Tests.Unit.Engine.Fixes;

public sealed class RawPathTests
{
    [Theory]
    [InlineData("amount")]
    [InlineData("move.date")]
    [InlineData("[\"Brutto (€)\"]")]
    [InlineData("a[\"say \"\"hi\"\"\"].b")]
    [InlineData("lines[12].amount")]
    public void A_path_is_written_as_it_was_read(string text) => Assert.Equal(text, RawPath.Parse(text)!.Text);

    [Theory]
    [InlineData("")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("a[")]
    [InlineData("a[x]")]
    [InlineData("[0]")]
    [InlineData("a[0]")]
    [InlineData("[\"a\"")]
    public void What_is_no_path_is_none(string text) => Assert.Null(RawPath.Parse(text));

    [Fact]
    public void The_leaves_of_a_record_are_its_values() => Assert.Equal(
        ["a", "b.c", "[\"d e\"][1]", "[\"d e\"][2].f"],
        RawPath.Leaves("""{"a":1,"b":{"c":"x","g":{}},"d e":[null,{"f":true}]}"""u8.ToArray()).Select(leaf => leaf.Text));

    [Theory]
    [InlineData("""{"a":"old","b":2}""", "a", """{"a":"N","b":2}""")]
    [InlineData("""{ "a" : { "b" : [1, "old" , 3] } }""", "a.b[2]", """{ "a" : { "b" : [1, "N" , 3] } }""")]
    [InlineData("""{"a":"first","a":"old"}""", "a", """{"a":"first","a":"N"}""")]
    [InlineData("""{"a\u00e9":"x"}""", "aé", """{"a\u00e9":"N"}""")]
    [InlineData("""{"b":1}""", "a", """{"b":1,"a":"N"}""")]
    [InlineData("""{}""", "a", """{"a":"N"}""")]
    [InlineData("""{"b":{}}""", "b.a", """{"b":{"a":"N"}}""")]
    [InlineData("""{"b":1}""", "c.d.a", """{"b":1,"c":{"d":{"a":"N"}}}""")]
    public void Replacing_a_value_leaves_every_other_byte(string payload, string path, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(PayloadPlace.Replace(Encoding.UTF8.GetBytes(payload), RawPath.Parse(path)!, "\"N\""u8)));

    [Theory]
    [InlineData("a.b", false)]
    [InlineData("o.b", true)]
    [InlineData("n.b", true)]
    [InlineData("l[3]", false)]
    public void Only_an_object_can_be_given_what_it_lacks(string path, bool can) =>
        Assert.Equal(can, PayloadPlace.CanAdd("""{"a":"text","o":{},"l":[]}"""u8, RawPath.Parse(path)!));

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"a\":")]
    [InlineData("")]
    [InlineData("[1]")]
    public void A_payload_that_is_no_record_has_no_value(string payload) => Assert.Null(PayloadPlace.Find(Encoding.UTF8.GetBytes(payload), RawPath.Parse("a")!));
}
