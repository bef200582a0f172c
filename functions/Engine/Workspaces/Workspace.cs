using System.Text.Json;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;
using BackOffice.Integration.Mappings.Layouts;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>A valid workspace: what a hub is configured to do.</summary>
/// <param name="Hash">SHA-256, lower-case hex, over the sorted paths and contents of <paramref name="Files"/>.</param>
/// <param name="Folder">Where relative paths start.</param>
/// <param name="Mappings">By path below the workspace, or <c>Fec/ledger</c>-like name for one that ships with the hub.</param>
public sealed record Workspace(
    string Hash,
    string Folder,
    HubSettings Hub,
    IReadOnlyDictionary<string, Connection> Connections,
    IReadOnlyDictionary<string, Pipeline> Pipelines,
    IReadOnlyDictionary<string, Export> Exports,
    IReadOnlyDictionary<string, Partner> Partners,
    IReadOnlyDictionary<string, MappingFile> Mappings,
    CrosswalkSet Crosswalks,
    IReadOnlyList<WorkspaceFile> Files)
{
    /// <summary>Figures that leave together, by name.</summary>
    public IReadOnlyDictionary<string, Pack> Packs { get; init; } = new Dictionary<string, Pack>();

    /// <summary>The template of a stream's record addresses; null where the stream names none or is gone.</summary>
    public string? RecordUrl(string connection, string stream) => Connections.GetValueOrDefault(connection)?.Streams.GetValueOrDefault(stream)?.RecordUrl;
}

/// <summary>One file of a workspace, as bytes; shipped mappings in use are among them.</summary>
public sealed record WorkspaceFile(string Path, string Sha256, byte[] Content);

/// <summary><c>hub.yaml</c>: the hub as a whole.</summary>
/// <param name="Store">SQLite file, relative to the workspace.</param>
/// <param name="Landing">Folder for landed bytes, relative to the workspace.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="SecretPrefixes">Secret references must start with one of these.</param>
public sealed record HubSettings(
    string Name, IReadOnlyList<Company> Companies, string Store, string Landing, string TimeZone, IReadOnlyList<string> SecretPrefixes)
{
    /// <summary>How the companies are put together; null where the hub does not say.</summary>
    public Group? Group { get; init; }
}

/// <summary>What figures of several companies are put together in.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Rates">The connection whose exchange rates hold; null where no company keeps books in another currency.</param>
public sealed record Group(string Currency, string? Rates);

/// <summary>A company the hub works for.</summary>
public sealed record Company(string Code, string Name, string Country, string Currency);

/// <summary><c>connections/*.yaml</c>: one configured system; secrets are still references.</summary>
public sealed record Connection(string Name, string Connector, JsonElement Settings, IReadOnlyDictionary<string, StreamSettings> Streams);

/// <summary>What the engine knows of a stream; the rest is the connector's.</summary>
/// <param name="Totals">Fields whose raw values are summed before mapping.</param>
/// <param name="Options">The keys of the connector, as JSON.</param>
public sealed record StreamSettings(string Name, Formats? Formats, IReadOnlyList<string> Totals, JsonElement Options)
{
    /// <summary>Address of a record for people, with <c>{key}</c> or <c>{field}</c> in it.</summary>
    public string? RecordUrl { get; init; }

    /// <summary>What of the stream a file stands for as a whole; null where records only add up, or each file is all.</summary>
    public PeriodRule? Replaces { get; init; }
}

/// <summary><c>pipelines/*.yaml</c>: one stream through one mapping.</summary>
/// <param name="DeleteGuard">Share of live records, 0 to 1, that a complete snapshot may delete.</param>
public sealed record Pipeline(
    string Name, string Connection, string Stream, string Mapping, SyncMode Sync, Schedule? Schedule, decimal DeleteGuard)
{
    /// <summary>A role or login that looks after what waits, where no rule names another.</summary>
    public string? Owner { get; init; }
}

/// <summary>Whether what a source no longer gives is gone.</summary>
public enum SyncMode
{
    Incremental,

    /// <summary>Each complete snapshot replaces the one before.</summary>
    Full,
}

/// <summary>When something is due.</summary>
/// <param name="Cron">Five fields.</param>
/// <param name="Zone">IANA name.</param>
public sealed record Schedule(string Cron, string Zone);

/// <summary><c>exports/*.yaml</c>: what a partner is owed.</summary>
/// <param name="Where">Values that dataset columns must have, such as <c>company: DE</c>.</param>
/// <param name="Approvals">At least two.</param>
public sealed record Export(
    string Name,
    string Partner,
    string Dataset,
    IReadOnlyDictionary<string, string> Where,
    DelimitedProfile Layout,
    string FileName,
    int Approvals,
    Schedule? Schedule)
{
    /// <summary>When its input closes; null where that is not said.</summary>
    public Schedule? CutOff { get; init; }
}

/// <summary><c>packs/*.yaml</c>: figures that leave together, as one workbook with a file for each dataset.</summary>
/// <param name="Datasets">In the order of the workbook's sheets.</param>
/// <param name="FileName">Of the workbook; the other files are named after it.</param>
/// <param name="Approvals">At least two.</param>
public sealed record Pack(string Name, string Partner, IReadOnlyList<string> Datasets, string FileName, int Approvals, Schedule? Schedule)
{
    /// <summary>When its input closes; null where that is not said.</summary>
    public Schedule? CutOff { get; init; }
}

/// <summary><c>partners/*.yaml</c>: who receives files and what he may see.</summary>
/// <param name="Destination">A connection whose connector is a file destination.</param>
public sealed record Partner(
    string Name, string Title, string Destination, string Country, IReadOnlyList<AllowedField> Fields);

/// <summary>A dataset column, or a whole dataset of figures, that a partner may see, and why.</summary>
public sealed record AllowedField(string Name, string Purpose, string LegalBasis);
