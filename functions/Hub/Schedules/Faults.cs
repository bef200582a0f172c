using System.Collections.Concurrent;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine;

namespace BackOffice.Integration.Hub.Schedules;

/// <summary>What is wrong at the moment, by place: so that each fault is told once and not at every beat.</summary>
internal sealed class Faults
{
    private readonly ConcurrentDictionary<string, string> codes = new(StringComparer.Ordinal);

    /// <summary>Stable and searchable; holds no value.</summary>
    public static string CodeOf(Exception failed) => failed switch
    {
        RefusedException refused => refused.Code,
        ConnectorException border => border.Code,
        _ => "bug." + failed.GetType().Name,
    };

    /// <summary>True when this is news.</summary>
    public bool Raise(string place, string code)
    {
        var isNews = !codes.TryGetValue(place, out var known) || known != code;
        codes[place] = code;
        return isNews;
    }

    /// <summary>True when something was wrong before.</summary>
    public bool Clear(string place) => codes.TryRemove(place, out _);
}
