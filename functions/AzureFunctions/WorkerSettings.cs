using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BackOffice.Integration.AzureFunctions;

/// <summary>The app settings of the worker.</summary>
/// <param name="Store">SQLite file.</param>
/// <param name="Landing">Folder for landed bytes.</param>
/// <param name="Workspace">Where relative paths in connections start; the workspace itself comes from the store.</param>
/// <param name="QueueConnection">Null where this app may not enqueue.</param>
/// <param name="SilentAfter">How long a scheduled pipeline may go without a completed run.</param>
public sealed record WorkerSettings(string Store, string Landing, string Workspace, string? QueueConnection, TimeSpan SilentAfter)
{
    /// <summary>Also the name that the queue trigger gives its connection.</summary>
    public const string HubStorage = "HubStorage";

    private const int Hours = 26;
    private const int MostHours = 24 * 400;

    /// <summary>Gives the settings, or null and every fault with its remedy.</summary>
    public static WorkerSettings? Read(IConfiguration configuration, out IReadOnlyList<string> faults)
    {
        List<string> found = [];
        var store = Needed("BACKOFFICE_STORE", "the SQLite file of the hub, such as /data/hub.db");
        var landing = Needed("BACKOFFICE_LANDING", "the folder where landed bytes are kept, such as /data/landing");
        var workspace = Needed("BACKOFFICE_WORKSPACE", "the folder where relative paths in connections start");
        if (workspace.Length > 0 && !Directory.Exists(workspace)) found.Add("BACKOFFICE_WORKSPACE names a folder that does not exist; create or mount it.");
        var silent = SilentAfter();
        faults = found;
        return found.Count > 0 ? null : new(Path.GetFullPath(store), Path.GetFullPath(landing), Path.GetFullPath(workspace), Given(HubStorage), silent);

        string? Given(string name) => string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name];

        string Needed(string name, string what)
        {
            if (Given(name) is { } value) return value;
            found.Add($"The app setting {name} is missing; set it to {what}.");
            return "";
        }

        TimeSpan SilentAfter()
        {
            var given = Given("BACKOFFICE_SILENT_HOURS");
            if (given is null) return TimeSpan.FromHours(Hours);
            if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var hours) && hours is >= 1 and <= MostHours) return TimeSpan.FromHours(hours);
            found.Add($"The app setting BACKOFFICE_SILENT_HOURS is not a number of hours from 1 to {MostHours}; mend it or remove it ({Hours} then holds).");
            return default;
        }
    }
}
