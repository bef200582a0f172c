using System.Text.Json;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Canonical.Accounting;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class EntityDescriptorTests
{
    public static TheoryData<string> Entities => [.. CanonicalModel.All.Select(entity => entity.Name)];

    [Fact]
    public void Names_and_tables_are_unique()
    {
        Assert.Equal(CanonicalModel.All.Count, CanonicalModel.All.Select(entity => entity.Name).Distinct().Count());
        Assert.Equal(CanonicalModel.All.Count, CanonicalModel.All.Select(entity => entity.Table).Distinct().Count());
    }

    [Fact]
    public void Every_entity_of_the_house_is_in_the_model() => Assert.Equal(
        typeof(CanonicalEntity).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CanonicalEntity)) && !type.IsAbstract).OrderBy(type => type.Name),
        CanonicalModel.All.Select(entity => entity.Type).OrderBy(type => type.Name));

    [Theory]
    [MemberData(nameof(Entities))]
    public void Field_names_and_columns_are_unique_and_found_at_their_place(string name)
    {
        var entity = CanonicalModel.Named(name)!;
        Assert.Equal(entity.Fields.Count, entity.Fields.Select(field => field.Column).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, entity.Fields.Count), entity.Fields.Select(field => entity.IndexOf(field.Name)));
        Assert.DoesNotContain(entity.Fields, field => field.Name is "key" or "validFrom" or "extensions" or "entity" or "order");
    }

    [Theory]
    [MemberData(nameof(Entities))]
    public void Every_field_has_a_class_of_its_own_making(string name) => Assert.All(CanonicalModel.Named(name)!.Fields, field => Assert.True(Enum.IsDefined(field.Class)));

    [Theory]
    [MemberData(nameof(Entities))]
    public void References_and_currencies_lead_somewhere(string name)
    {
        var entity = CanonicalModel.Named(name)!;
        Assert.All(entity.Fields, field => Assert.True(field.References is null || CanonicalModel.Named(field.References) is not null));
        Assert.All(entity.Fields, field => Assert.True(field.CurrencyField is null || entity.Fields[entity.IndexOf(field.CurrencyField)].Type == FieldType.Text));
    }

    [Fact]
    public void Fields_stand_in_the_order_of_the_record() => Assert.Equal(
        ["entry", "account", "debit", "credit", "currency", "postingDate", "party", "costCentre", "memo", "company", "clearing", "tradingPartner"],
        EntityDescriptor.Of<JournalLine>().Fields.Select(field => field.Name));

    [Fact]
    public void What_the_end_of_a_fact_is_classed_is_inherited()
    {
        var employment = CanonicalModel.Named("hr.employment")!;
        Assert.Equal(("validTo", FieldClass.Internal, false), (employment.Fields[0].Name, employment.Fields[0].Class, employment.Fields[0].Required));
    }

    [Theory]
    [MemberData(nameof(Entities))]
    public void The_json_schema_holds_every_field_with_its_class(string name)
    {
        var entity = CanonicalModel.Named(name)!;
        using var schema = JsonDocument.Parse(EntityJsonSchema.Write(entity));
        var properties = schema.RootElement.GetProperty("properties");
        string[] keys = entity.EffectiveDated ? ["key", "validFrom"] : ["key"];
        Assert.Equal([.. keys, .. entity.Fields.Select(field => field.Name), "extensions"], properties.EnumerateObject().Select(property => property.Name));
        Assert.All(entity.Fields, field => Assert.Equal(field.Class.ToString().ToLowerInvariant(), properties.GetProperty(field.Name).GetProperty("x-class").GetString()));
        Assert.Equal([.. keys, .. entity.Fields.Where(field => field.Required).Select(field => field.Name)], schema.RootElement.GetProperty("required").EnumerateArray().Select(field => field.GetString()));
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.RootElement.GetProperty("$schema").GetString());
    }

    [Fact]
    public void The_json_schema_is_the_same_text_everywhere() => Assert.Equal("""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:backoffice:entity:hr.compensation",
          "title": "hr.compensation",
          "type": "object",
          "properties": {
            "key": {
              "type": "string",
              "x-class": "internal"
            },
            "validFrom": {
              "type": "string",
              "format": "date",
              "x-class": "internal"
            },
            "validTo": {
              "type": [
                "string",
                "null"
              ],
              "format": "date",
              "x-class": "internal"
            },
            "employment": {
              "type": "string",
              "x-references": "hr.employment",
              "x-class": "internal"
            },
            "amount": {
              "type": "string",
              "pattern": "^-?[0-9]+(\\.[0-9]{1,4})?$",
              "x-currency": "currency",
              "x-class": "sensitive"
            },
            "currency": {
              "type": "string",
              "x-class": "public"
            },
            "payPeriod": {
              "type": [
                "string",
                "null"
              ],
              "x-class": "internal"
            },
            "extensions": {
              "type": "object",
              "additionalProperties": {
                "type": "string"
              },
              "x-class": "sensitive"
            }
          },
          "required": [
            "key",
            "validFrom",
            "employment",
            "amount",
            "currency"
          ],
          "additionalProperties": false
        }

        """, EntityJsonSchema.Write(CanonicalModel.Named("hr.compensation")!));
}
