using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Findings;

/// <summary>A rule on canonical data that does not hold; the data stays.</summary>
/// <param name="Subject">An entity or a stream.</param>
/// <param name="Detail">A JSON object without values of fields.</param>
public sealed record Finding(string Id, string Rule, Severity Severity, string Subject, string? Connection, string? Key, string Detail, bool Open)
{
    /// <summary>When it was found: its id tells.</summary>
    public DateTimeOffset FoundAt => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(Id.Replace("-", "", StringComparison.Ordinal)[..12], 16));

    /// <summary>False where it is about a stream; a key is then one of the source.</summary>
    public bool IsAboutEntity() => CanonicalModel.Named(Subject) is not null;
}

/// <summary>What a finding means for a release that holds its row.</summary>
public enum Severity
{
    Note,

    /// <summary>Fails a gate.</summary>
    Block,
}

/// <summary>What a rule found: where it does not hold.</summary>
internal sealed record Breach(string Subject, string? Key, string Detail);
