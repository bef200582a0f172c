using BackOffice.Integration.Engine.Workspaces.Yaml;
using BackOffice.Integration.Mappings.Language;
using Cronos;

namespace BackOffice.Integration.Engine.Workspaces.Checks;

/// <summary>Time zones, schedules and what the group rests on.</summary>
internal static class HubCheck
{
    public static void Run(WorkspaceDraft draft)
    {
        if (draft.Hub is not { Value: { } hub } written) return;
        CheckZone(written.File, "/time-zone", hub.TimeZone);
        if (hub.Group?.Rates is { } rates && !draft.Connections.ContainsKey(rates))
            written.File.ErrorAt("/group/rates", $"There is no connection '{rates}'.", Suggestion.For(rates, draft.Connections.Keys));
    }

    public static void CheckSchedule(YamlFile file, Schedule? schedule, string pointer = "/schedule")
    {
        if (schedule is null) return;
        var fields = schedule.Cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields != 5 || !CronExpression.TryParse(schedule.Cron, CronFormat.Standard, out _))
        {
            file.ErrorAt($"{pointer}/cron", "This is no schedule.", "Write five fields: minute, hour, day, month, weekday, such as 0 6 * * 1-5.");
        }

        if (schedule.Zone.Length > 0) CheckZone(file, $"{pointer}/zone", schedule.Zone);
    }

    private static void CheckZone(YamlFile file, string pointer, string zone)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId) return;
        file.ErrorAt(pointer, "This time zone is not known.", "Write an IANA name, such as Europe/Berlin.");
    }
}
