using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Mappings;

/// <summary>Says a raw record in the hub's own words: pure, no I/O, no clock.</summary>
public interface IMapping
{
    /// <summary>Adds any number of entities and issues; never throws because of the record.</summary>
    void Map(in SourceRecord record, MappingOutput output);
}

/// <summary>What a mapping makes of one record; any issue discards its entities.</summary>
public sealed class MappingOutput
{
    private readonly List<EntityRow> entities = [];
    private readonly List<Issue> issues = [];

    public IReadOnlyList<EntityRow> Entities => issues.Count == 0 ? entities : [];

    public IReadOnlyList<Issue> Issues => issues;

    public void Add(EntityRow entity) => entities.Add(entity);

    public void Add(Issue issue) => issues.Add(issue);

    /// <summary>Empties the output so that the next record can reuse it.</summary>
    public void Clear()
    {
        entities.Clear();
        issues.Clear();
    }
}
