using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>A compiled expression and its line.</summary>
/// <param name="What">The field that it gives, or the key of the map that it stands at.</param>
internal sealed record PlannedExpression(Expression Expression, int Line, string What)
{
    /// <summary>What an issue names: the one raw path, or else the mapped field.</summary>
    public string PathOr(string field) => Expression.Paths.Count == 1 ? Expression.Paths[0] : field;
}

/// <summary>One field of the entity.</summary>
/// <param name="Cell">Its place in the row.</param>
internal sealed record PlannedField(FieldDescriptor Descriptor, int Cell, PlannedExpression From);

/// <summary>One of a customer's own fields.</summary>
internal sealed record PlannedExtension(string Name, PlannedExpression From);

/// <summary>When it holds, the record is refused.</summary>
internal sealed record PlannedRule(PlannedExpression When, Issue Issue);

/// <summary>The list whose items are mapped one by one, and the paths that are read in each.</summary>
/// <param name="Around">The paths that are read in the objects around an item, the nearest first and the record last.</param>
internal sealed record PlannedItems(IReadOnlyList<string> Path, RecordPaths Paths, IReadOnlyList<RecordPaths> Around)
{
    /// <summary>What stands in a path for the item, or for the object in which this many names of the list's path have been followed.</summary>
    public static string Mark(IReadOnlyList<string> path, int depth) => $"{PathText.Of([.. path.Take(depth)])}[]";
}

/// <summary>How one entity comes from a record: everything that can be settled before the first record.</summary>
internal sealed record EntityPlan(EntityDescriptor Entity)
{
    /// <summary>Null where the record gives one entity; else one for each item.</summary>
    public PlannedItems? Each { get; init; }

    public required PlannedExpression[] Key { get; init; }

    /// <summary>A list is joined and escaped as <c>key()</c> does it; a single expression is the key as it is.</summary>
    public bool KeyIsList { get; init; }

    public PlannedExpression? ValidFrom { get; init; }

    public PlannedExpression? Order { get; init; }

    public PlannedExpression? Where { get; init; }

    /// <summary>The field that dates the entity comes first.</summary>
    public required PlannedField[] Fields { get; init; }

    /// <summary>Whether the first field dates the entity; <c>validFrom</c> goes before it.</summary>
    public bool FirstIsDay { get; init; }

    /// <summary>In the order of their names.</summary>
    public required PlannedExtension[] Extensions { get; init; }

    public required PlannedRule[] Rules { get; init; }

    public IEnumerable<PlannedExpression> Expressions()
    {
        if (Where is not null) yield return Where;
        foreach (var part in Key) yield return part;
        if (ValidFrom is not null) yield return ValidFrom;
        if (Order is not null) yield return Order;
        foreach (var planned in Fields) yield return planned.From;
        foreach (var planned in Extensions) yield return planned.From;
        foreach (var rule in Rules) yield return rule.When;
    }

    /// <summary>What gives one field; <c>key</c> and <c>validFrom</c> are among them.</summary>
    public IEnumerable<PlannedExpression> Of(string field) => field switch
    {
        "key" => Key,
        "validFrom" when ValidFrom is not null => [ValidFrom],
        _ => Fields.Where(planned => planned.Descriptor.Name == field).Select(planned => planned.From),
    };
}
