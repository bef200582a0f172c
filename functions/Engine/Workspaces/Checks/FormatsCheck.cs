using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces.Checks;

/// <summary>The patterns and the zone that a stream's <c>formats:</c> name.</summary>
internal sealed class FormatsCheck(YamlFile file, string pointer)
{
    public void Run(Formats formats)
    {
        Check("date", formats.Date, DateText.TellsADay, "The date pattern does not tell a day.", "Use yyyy, MM and dd, such as dd.MM.yyyy.");
        Check("instant", formats.Instant, InstantText.TellsAnInstant, "The pattern does not tell a day and a time.", "Use yyyy, MM, dd, HH and mm, such as dd.MM.yyyy HH:mm.");
        if (formats.Zone is { } zone && !InstantText.IsZone(zone))
            file.ErrorAt($"{pointer}/zone", "The zone is not one of the IANA time zone database.", "Write a name such as Europe/Berlin or UTC.");
        if (formats.Group == formats.Decimal)
            file.ErrorAt($"{pointer}/group", "Decimal sign and group sign are the same.", "Give two different signs.");
    }

    private void Check(string key, IReadOnlyList<string>? patterns, Func<string, bool> isRight, string problem, string remedy)
    {
        for (var at = 0; at < (patterns?.Count ?? 0); at++)
            if (!isRight(patterns![at])) file.ErrorAt($"{pointer}/{key}/{at}", problem, remedy);
    }
}
