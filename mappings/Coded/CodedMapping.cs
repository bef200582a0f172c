using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Mappings.Coded;

/// <summary>A mapping written in C#, for what the mapping language cannot say; a file names it with <c>code:</c> and <c>version:</c>.</summary>
/// <param name="name">As <c>code:</c> names it.</param>
/// <param name="version">Grows with every change of what it gives, so that a release knows which one mapped its rows.</param>
public abstract class CodedMapping(string name, int version)
{
    public string Name { get; } = name;

    public int Version { get; } = version;

    /// <summary>Names of the entities it gives.</summary>
    public abstract IReadOnlyList<string> Entities { get; }

    /// <summary>Names of the record's fields that it reads.</summary>
    public abstract IReadOnlyList<string> Fields { get; }

    /// <summary>Those of <see cref="Fields"/> that every stream must have.</summary>
    public virtual IReadOnlyList<string> Needed => Fields;

    /// <summary>Names of the code lists it looks up.</summary>
    public virtual IReadOnlyList<string> Crosswalks => [];

    /// <summary>Those of <see cref="Fields"/> that one field of an entity is made of.</summary>
    public abstract IReadOnlyList<string> FieldsOf(string entity, string field);

    /// <summary>The fields of the record that one field of this very row is made of.</summary>
    public virtual IReadOnlyList<string> FieldsOf(EntityRow row, string field) => FieldsOf(row.Entity.Name, field);

    /// <summary>Readies the mapping for a stream.</summary>
    public abstract IMapping Bind(Formats formats, CrosswalkSet crosswalks);
}
