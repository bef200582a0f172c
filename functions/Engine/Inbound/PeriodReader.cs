using System.Text.Json;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>Tells the period that a raw record belongs to.</summary>
/// <param name="formats">As the mapping reads the stream.</param>
internal sealed class PeriodReader(PeriodRule rule, Formats formats)
{
    private readonly DayReader days = new(rule.Paths, formats);
    private DateOnly last;
    private string? lastPeriod;

    /// <summary>Where the day stands, as the stream names it.</summary>
    public string Field => rule.Field;

    /// <summary>All that a period depends on beside the record: where this is the same, so is the period.</summary>
    public string Rule { get; } = $"{rule} {JsonSerializer.Serialize(new { formats.Date, formats.Null }, JsonSerializerOptions.Web)}";

    /// <summary>Null where the record's day cannot be read: it belongs to no period.</summary>
    public string? Read(ReadOnlyMemory<byte> payload)
    {
        if (days.Read(payload) is not { } day) return null;
        // Neighbours mostly have one day, so its text is made once.
        if (lastPeriod is null || day != last) (last, lastPeriod) = (day, rule.Of(day));
        return lastPeriod;
    }
}
