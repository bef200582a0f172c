using BackOffice.Integration.Engine;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Shows a synthetic record in place of a quarantined one.</summary>
internal static class QuarantineSamples
{
    public static async Task<int> ShowAsync(Verb verb, HubSession session, string record)
    {
        try
        {
            var sample = await session.Engine.Samples.MakeAsync(record, verb.Stop);
            using var json = System.Text.Json.JsonDocument.Parse(sample.ToSampleJson());
            verb.Screen.JsonOnly(new { sample.Stream, sample.Mapping, sample.Issues, sample.Kept, sample = json.RootElement });
            verb.Screen.Say(sample.ToSampleJson());
            verb.Screen.Aside($"The mapping {sample.Mapping} refuses it as it refuses the original: {string.Join(", ", sample.Issues.Select(issue => issue.Code).Distinct())}.");
            if (sample.Kept.Count > 0) verb.Screen.Aside($"Codes that had to stay: {string.Join(", ", sample.Kept)}.");
            return ExitCode.SomeoneWanted;
        }
        catch (RefusedException impossible) when (impossible.Code == "quarantine.not-anonymised")
        {
            throw new CliException(impossible.Code, impossible.Message, ExitCode.SomeoneWanted);
        }
    }
}
