using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>How one record became entities, field by field.</summary>
public sealed record MappingTrace(IReadOnlyList<EntityTrace> Entities, IReadOnlyList<Issue> Issues);

/// <summary>One entity a record gave, and how.</summary>
public sealed record EntityTrace(EntityRow Row, IReadOnlyList<FieldTrace> Fields);

/// <summary>One field: its value, the expression that gave it and the raw values the expression read.</summary>
/// <param name="Field">Mapping name; <c>key</c> and <c>validFrom</c> are among them.</param>
/// <param name="Value">Text form, or null.</param>
/// <param name="Line">Of the expression in the mapping file, counted from one.</param>
/// <param name="Class">Masks follow it.</param>
public sealed record FieldTrace(
    string Field, string? Value, string Expression, int Line, FieldClass Class, IReadOnlyList<RawValue> Read);

/// <summary>One raw value that an expression read.</summary>
/// <param name="Text">Just as it stands in the record; null where it is missing or null.</param>
public sealed record RawValue(string Path, string? Text);
