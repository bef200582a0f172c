using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Engine.Quarantine.Synthetic;

/// <summary>What may stand in a synthetic record, given the mapping that must refuse it in the same way.</summary>
/// <param name="id">Of the quarantined record: the same record always becomes the same.</param>
/// <param name="mapping">Text of the mapping file: what it writes as a literal is no secret to who knows it.</param>
/// <param name="lists">The code lists that the mapping looks up.</param>
internal sealed class SyntheticChoices(FixHashes hashes, Guid id, Formats formats, string mapping, IReadOnlyList<Crosswalk> lists)
{
    private static readonly string[] Currencies = ["EUR", "USD", "GBP", "CHF", "SEK", "DKK", "NOK", "PLN", "CZK", "JPY"];
    private static readonly string[] Countries = ["DE", "FR", "IT", "ES", "NL", "AT", "CH", "PL", "SE", "US"];

    public Formats Formats => formats;

    public KeyedChoice For(string original, int tried) => new(hashes, $"{id} {tried} {original}");

    /// <summary>Other codes of a list that holds this one.</summary>
    public IReadOnlyList<string> CodesBeside(string code) =>
    [
        .. lists.Where(list => list.Entries.Any(entry => entry.From == code)).SelectMany(list => list.Entries.Select(entry => entry.From))
            .Concat(Currencies.Contains(code) ? Currencies : Countries.Contains(code) ? Countries : [])
            .Distinct().Where(other => other != code).Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether the value is one of few that everybody may have, so that it tells of nobody.</summary>
    public bool IsCode(string value) =>
        !value.AsSpan().ContainsAnyExcept("0., ")
        || mapping.Contains($"'{value}'", StringComparison.Ordinal) || mapping.Contains($"\"{value}\"", StringComparison.Ordinal)
        || Currencies.Contains(value) || Countries.Contains(value)
        || lists.Any(list => list.Entries.Any(entry => entry.From == value));
}
