using System.Globalization;
using System.Text.Json;

namespace BackOffice.Integration.Engine.Quarantine.Synthetic;

/// <summary>Other names for the members of a record: a name that the mapping does not write may be data, such as a person's.</summary>
internal sealed class SyntheticNames
{
    private const int Tries = 20;

    private readonly Dictionary<string, string> made = [];

    /// <param name="known">Names that the mapping writes; they stay, so that it reads what it read.</param>
    public SyntheticNames(JsonElement record, IReadOnlyCollection<string> known, SyntheticChoices choices)
    {
        List<string> all = [.. NamesOf(record).Distinct()];
        HashSet<string> taken = [.. known, .. all];
        foreach (var name in all.Where(name => name.Any(char.IsLetterOrDigit)).Except(known))
        {
            var other = Enumerable.Range(0, Tries).Select(tried => SyntheticText.Of(name, choices.Formats, choices.For(name, tried), near: false)).FirstOrDefault(choice => !taken.Contains(choice))
                ?? string.Create(CultureInfo.InvariantCulture, $"member-{made.Count + 1}");
            taken.Add(other);
            made.Add(name, other);
        }
    }

    /// <summary>Names that do not stay.</summary>
    public IReadOnlyCollection<string> Replaced => made.Keys;

    /// <summary>The same for the same name.</summary>
    public string Of(string name) => made.GetValueOrDefault(name, name);

    private static IEnumerable<string> NamesOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => NamesOf(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(NamesOf),
        _ => [],
    };
}
