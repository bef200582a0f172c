namespace BackOffice.Integration.Tests.Integration.RealData;

public sealed class HelpdeskRealDataTests
{
    private const string Incidents = """
        import csv, sys
        from datetime import datetime
        from zoneinfo import ZoneInfo
        last = {}
        for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")):
            known = last.get(row["number"])
            if known is None or int(row["sys_mod_count"]) >= int(known["sys_mod_count"]): last[row["number"]] = row
        time = lambda text: "" if text == "?" else str(int(datetime.strptime(text, "%d-%m-%Y %H:%M").replace(tzinfo=ZoneInfo("UTC")).timestamp()) * 1000000)
        for number in sorted(last):
            row = last[number]
            print("|".join([number, row["incident_state"], "" if row["assigned_to"] == "?" else row["assigned_to"], time(row["opened_at"]), time(row["closed_at"])]))
        """;

    [Fact]
    public void The_states_of_a_ticket_become_one_ticket_and_its_events()
    {
        var incidents = RealData.File("helpdesk", "uci-incident-log", "incident_event_log_5975.csv");
        using var hub = new CommandHub("Helpdesk", incidents, RealData.File("helpdesk", "bpi-helpdesk", "helpdesk.csv"));
        var runs = hub.Run();
        Assert.Equal((5998, 5998, 0), runs["incidents"]);
        Assert.Equal((13710, 13710, 0), runs["helpdesk"]);
        Assert.Equal(["890"], hub.Read("SELECT count(*) FROM helpdesk_ticket WHERE connection = 'desk'"));
        Assert.Equal(["5998"], hub.Read("SELECT count(*) FROM helpdesk_ticket_event WHERE connection = 'desk'"));
        Assert.Equal(["13710"], hub.Read("SELECT count(*) FROM helpdesk_ticket_event WHERE connection = 'bpi'"));
        Assert.Equal(
            RealData.Python(Incidents, incidents).Split('\n'),
            hub.Read("SELECT source_key || '|' || status || '|' || coalesce(agent, '') || '|' || opened_at || '|' || coalesce(closed_at, '') FROM helpdesk_ticket WHERE connection = 'desk' ORDER BY source_key"));
        Assert.Empty(hub.Read("SELECT source_key FROM helpdesk_agent WHERE name = '?'"));
    }
}
