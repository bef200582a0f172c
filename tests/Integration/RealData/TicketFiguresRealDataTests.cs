namespace BackOffice.Integration.Tests.Integration.RealData;

/// <summary>Tickets and service levels against counts that Python makes of the same logs.</summary>
public sealed class TicketFiguresRealDataTests
{
    private const string Incidents = """
        import csv, sys
        from datetime import datetime
        last = {}
        for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")):
            known = last.get(row["number"])
            if known is None or int(row["sys_mod_count"]) >= int(known["sys_mod_count"]): last[row["number"]] = row
        time = lambda text: None if text == "?" else datetime.strptime(text, "%d-%m-%Y %H:%M")
        start, end = (datetime.fromisoformat(day) for day in sys.argv[2:4])
        within = lambda instant: instant is not None and start <= instant < end
        groups = {}
        for row in last.values():
            opened, resolved, closed = time(row["opened_at"]), time(row["resolved_at"]), time(row["closed_at"])
            done = min((instant for instant in (resolved, closed) if instant), default=None)
            counts = [opened < start and (done is None or done >= start), within(opened), within(done), opened < end and (done is None or done >= end), within(closed), within(resolved) and row["made_sla"] == "TRUE", within(resolved) and row["made_sla"] == "FALSE"]
            group = groups.setdefault("" if row["assignment_group"] == "?" else row["assignment_group"], [0] * 7)
            for place, count in enumerate(counts): group[place] += count
        for name in groups:
            *volume, met, missed = groups[name]
            if sum(groups[name]): print(name, *(volume if sum(volume) else [""] * 5), *((met, missed) if met + missed else ("", "")), sep="|")
        """;

    private const string Helpdesk = """
        import csv, sys
        first = {}
        for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")):
            first[row["CaseID"]] = min(first.get(row["CaseID"], "9999"), row["CompleteTimestamp"])
        before, until = (sum(instant < day for instant in first.values()) for day in sys.argv[2:4])
        print(before, until - before, 0, until, sep="|")
        """;

    [Fact]
    public void Tickets_opened_done_and_left_over_are_those_of_the_logs()
    {
        var (incidents, helpdesk) = (RealData.File("helpdesk", "uci-incident-log", "incident_event_log_5975.csv"), RealData.File("helpdesk", "bpi-helpdesk", "helpdesk.csv"));
        using var hub = new CommandHub("Helpdesk", incidents, helpdesk);
        hub.Run();
        Assert.Equal(
            RealData.Lines(Incidents, incidents, "2016-03-01", "2016-04-01"),
            hub.Figures("tickets", "2016-03", "source", "queue", "opening", "opened", "done", "backlog", "closed", "met", "missed").Where(line => line.StartsWith("desk|", StringComparison.Ordinal)).Select(line => line["desk|".Length..]));
        // A log of events tells no opening: the first event is it; and no end.
        Assert.Equal([RealData.Python(Helpdesk, helpdesk, "2012-01-01", "2012-02-01")], hub.Figures("ticket-volume", "2012-01", "opening", "opened", "done", "backlog"));
        Assert.Equal(["2495|201|0|2696"], hub.Figures("ticket-volume", "2012-01", "opening", "opened", "done", "backlog"));
    }
}
