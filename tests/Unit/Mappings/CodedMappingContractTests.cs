using System.Text.Json;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Canonical.Hr;

namespace BackOffice.Integration.Tests.Unit.Mappings;

/// <summary>A mapping in C# is held to the same contract.</summary>
public sealed class CodedMappingContractTests : MappingContract
{
    protected override IMapping Mapping { get; } = new PersonMapping();

    protected override string Good => """{"id":"p1","name":"Ada"}""";

    protected override string Bad => """{"id":1,"name":"zq7marker"}""";

    private sealed class PersonMapping : IMapping
    {
        private static readonly EntityDescriptor Entity = EntityDescriptor.Of<Person>();

        public void Map(in SourceRecord record, MappingOutput output)
        {
            try
            {
                using var json = JsonDocument.Parse(record.Payload);
                Map(json.RootElement, output);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                output.Add(new Issue("record.unreadable", "", "The record is not JSON; check the stream's encoding."));
            }
        }

        private static void Map(JsonElement record, MappingOutput output)
        {
            if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String)
            {
                output.Add(new Issue("key.missing", "id", "A person needs an id; complete it at the source."));
                return;
            }

            var cells = new Cell[Entity.Fields.Count];
            if (record.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String) cells[Entity.IndexOf("lastName")] = Cell.Of(name.GetString());
            output.Add(new EntityRow(Entity, id.GetString()!, cells));
        }
    }
}
