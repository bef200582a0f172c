namespace BackOffice.Integration.Mappings.Crosswalks;

/// <summary>The code lists of a workspace, by name.</summary>
public sealed class CrosswalkSet(IReadOnlyDictionary<string, Crosswalk> lists)
{
    public static CrosswalkSet Empty { get; } = new(new Dictionary<string, Crosswalk>());

    public IEnumerable<string> Names => lists.Keys;

    public Crosswalk? Named(string name) => lists.GetValueOrDefault(name);
}

/// <summary>One code list: what a source's code means, from when until when, and who answers for it.</summary>
public sealed class Crosswalk(IReadOnlyList<CrosswalkEntry> entries)
{
    private readonly Dictionary<string, CrosswalkEntry[]> byCode = entries
        .GroupBy(entry => entry.From)
        .ToDictionary(group => group.Key, group => group.ToArray());

    public IReadOnlyList<CrosswalkEntry> Entries => entries;

    /// <summary>Reads the CSV columns <c>from, to, valid_from, valid_to, owner</c>, or adds every fault and gives nothing.</summary>
    public static Crosswalk? Parse(string path, string text, ICollection<FileError> errors) =>
        new CrosswalkReader(path, errors).Read(text);

    /// <summary>The meaning on a day, or null where the list has none: an issue, never a NULL.</summary>
    /// <param name="on">Null for an entity without a date: then only entries that are open on both ends.</param>
    public string? Lookup(string code, DateOnly? on)
    {
        if (!byCode.TryGetValue(code, out var meanings)) return null;
        foreach (var meaning in meanings)
        {
            if (meaning.HoldsOn(on)) return meaning.To;
        }

        return null;
    }
}

/// <summary>One line of a code list.</summary>
public sealed record CrosswalkEntry(string From, string To, DateOnly? ValidFrom, DateOnly? ValidTo, string? Owner)
{
    public bool HoldsOn(DateOnly? on) => on is { } day
        ? (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || day <= ValidTo)
        : ValidFrom is null && ValidTo is null;
}
