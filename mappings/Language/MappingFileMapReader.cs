using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language.Expressions;
using YamlDotNet.RepresentationModel;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>Reads one map of a mapping file and checks it against its entity.</summary>
internal sealed class MappingFileMapReader(MappingFileFaults faults, MappingFileNodes nodes, RecordPaths paths)
{
    public static readonly string[] Known = ["to", "each", "key", "order", "where", "fields", "rules", "extensions"];

    // Of the map that is being read.
    private MappingFileExpressions expressions = new(faults, nodes, paths);

    public EntityPlan? Read(YamlMappingNode map, Dictionary<string, YamlNode> keys)
    {
        var before = faults.Count;
        if (Entity(map, keys) is not { } entity) return null;
        var ofRecord = expressions = new(faults, nodes, paths);
        var each = keys.TryGetValue("each", out var list) ? ofRecord.Items(list) : null;
        if (each is not null) expressions = new(faults, nodes, each.Paths, each.Around);
        var (fields, validFrom) = Fields(map, keys, entity);
        var day = Array.FindIndex(fields, field => field.Descriptor is { Name: "postingDate", Type: FieldType.Date });
        if (day < 0) day = FirstDate(fields);
        if (day > 0) (fields[0], fields[day]) = (fields[day], fields[0]);
        var plan = new EntityPlan(entity)
        {
            Each = each,
            Key = Key(map, keys),
            KeyIsList = keys.GetValueOrDefault("key") is YamlSequenceNode,
            ValidFrom = validFrom,
            Order = Order(keys, entity),
            Where = keys.TryGetValue("where", out var where) ? expressions.Condition(where, "where") : null,
            Fields = fields,
            FirstIsDay = day >= 0,
            Extensions = keys.TryGetValue("extensions", out var extensions) ? Extensions(extensions) : [],
            Rules = keys.TryGetValue("rules", out var rules) ? new MappingFileRules(faults, nodes, expressions).Read(rules, entity, fields, validFrom is not null) : [],
        };
        return faults.Count == before ? plan : null;
    }

    private EntityDescriptor? Entity(YamlMappingNode map, Dictionary<string, YamlNode> keys)
    {
        if (!keys.TryGetValue("to", out var to))
        {
            faults.At(map, "The map does not say which entity it gives.", "Add to: with the name of an entity.");
            return null;
        }

        if (nodes.Text(to, "to") is not { } name) return null;
        var entity = CanonicalModel.Named(name.Value!);
        if (entity is null) faults.At(name, $"There is no entity {name.Value}.", Suggestion.For(name.Value!, [.. CanonicalModel.All.Select(known => known.Name)]));
        return entity;
    }

    private PlannedExpression[] Key(YamlMappingNode map, Dictionary<string, YamlNode> keys)
    {
        if (keys.TryGetValue("key", out var key))
        {
            return key is YamlSequenceNode ? [.. nodes.Items(key, "key").Select(part => expressions.Value(part, "key")).OfType<PlannedExpression>()]
                : expressions.Value(key, "key") is { } one ? [one] : [];
        }

        faults.At(map, "The map has no key.", "Add key: with an expression, or key: recordKey.");
        return [];
    }

    private PlannedExpression? Order(Dictionary<string, YamlNode> keys, EntityDescriptor entity)
    {
        if (!keys.TryGetValue("order", out var order)) return null;
        if (entity.EffectiveDated) faults.At(order, $"{entity.Name} is told apart by validFrom, so order has no meaning.", "Remove order:.");
        return expressions.Value(order, "order");
    }

    private (PlannedField[] Fields, PlannedExpression? ValidFrom) Fields(YamlMappingNode map, Dictionary<string, YamlNode> keys, EntityDescriptor entity)
    {
        if (!keys.TryGetValue("fields", out var node))
        {
            faults.At(map, "The map has no fields.", "Add fields: with one name: expression on each line.");
            return ([], null);
        }

        PlannedExpression? validFrom = null;
        var given = new HashSet<string>();
        var fields = new List<PlannedField>();
        foreach (var (name, value) in nodes.Entries(node, "fields"))
        {
            given.Add(name.Value!);
            var cell = entity.IndexOf(name.Value!);
            if (cell >= 0 && expressions.Field(value, entity.Fields[cell]) is { } from) fields.Add(new(entity.Fields[cell], cell, from));
            else if (cell < 0 && IsValidFrom(name, entity)) validFrom = expressions.Field(value, MappingFileCells.ValidFrom);
            else if (cell < 0) faults.At(name, $"{entity.Name} has no field {name.Value}.", Suggestion.For(name.Value!, Names(entity)));
        }

        foreach (var missing in Required(entity).Where(required => !given.Contains(required)))
        {
            faults.At(node, $"{entity.Name} needs the field {missing}.", $"Add {missing}: with an expression.");
        }

        return ([.. fields], validFrom);
    }

    private PlannedExtension[] Extensions(YamlNode node) =>
    [
        .. nodes.Entries(node, "extensions")
            .Select(entry => (Name: entry.Name.Value!, From: expressions.Value(entry.Value, entry.Name.Value!)))
            .Where(entry => entry.From is not null)
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => new PlannedExtension(entry.Name, entry.From!)),
    ];

    private static int FirstDate(PlannedField[] fields)
    {
        var dates = fields.Where(field => field.Descriptor.Type == FieldType.Date).ToArray();
        return dates.Length == 0 ? -1 : Array.IndexOf(fields, dates.MinBy(field => field.Cell));
    }

    private static bool IsValidFrom(YamlScalarNode name, EntityDescriptor entity) =>
        entity.EffectiveDated && name.Value == MappingFileCells.ValidFrom.Name;

    private static string[] Names(EntityDescriptor entity) =>
        [.. entity.EffectiveDated ? [MappingFileCells.ValidFrom.Name] : Array.Empty<string>(), .. entity.Fields.Select(field => field.Name)];

    private static IEnumerable<string> Required(EntityDescriptor entity) =>
        [.. entity.EffectiveDated ? [MappingFileCells.ValidFrom.Name] : Array.Empty<string>(), .. entity.Fields.Where(field => field.Required).Select(field => field.Name)];
}
