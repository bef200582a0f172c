using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Runs;

namespace BackOffice.Integration.Hub.Management;

/// <summary>What states and schedules are to people who do not work on them.</summary>
internal static class ManagementWords
{
    public static string WhoActs(Outgoing release) => release.State switch
    {
        ReleaseState.Held => "a check failed: whoever drew it up mends it, or somebody else lets it pass",
        ReleaseState.Submitted => $"{Approvers(release.ApprovalsWanted - release.Approvals)} of those who had no hand in it",
        ReleaseState.Approved => "approved: somebody seals it",
        ReleaseState.Sealed => "sealed: it is handed over; if it stays, look at the delivery",
        _ => "it is being checked",
    };

    public static string Due(DueSchedule schedule) => schedule.IsExport ? $"{schedule.Name["export:".Length..]} for its partner" : $"{schedule.Name} is read";

    private static string Approvers(int count) => count == 1 ? "one more approval" : $"{count} approvals";
}

/// <summary>How long things have been as they are, in whole days.</summary>
internal static class AgeBuckets
{
    private static readonly int[] Last = [1, 7, 30];

    public static IReadOnlyList<string> Names { get; } = ["0\u20131", "2\u20137", "8\u201330", "older"];

    public static long[] Count(IEnumerable<TimeSpan> ages)
    {
        var counts = new long[Names.Count];
        foreach (var age in ages)
        {
            var bucket = Array.FindIndex(Last, last => (int)age.TotalDays <= last);
            counts[bucket < 0 ? Last.Length : bucket]++;
        }

        return counts;
    }
}
