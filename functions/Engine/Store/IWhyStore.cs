using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Store;

/// <summary>What explaining needs of the store.</summary>
internal interface IWhyStore
{
    /// <summary>The template of record addresses that the source itself gave; null where it gave none or was never asked.</summary>
    string? GivenRecordUrl(string connection, string stream);

    /// <summary>Whether the source was asked under this version of the workspace.</summary>
    bool WasAsked(string connection, string stream, string workspace);

    Task RememberRecordUrlAsync(string connection, string stream, string workspace, string? template, CancellationToken ct);

    /// <summary>Every live row of an entity with this key, by connection and newest day first.</summary>
    /// <param name="connection">Null for any.</param>
    IReadOnlyList<StoredEntity> Find(EntityDescriptor entity, string? connection, string key);

    /// <summary>The file behind a landing, or null.</summary>
    LandedName? Landing(string landing);

    /// <summary>The workspace that a commit's run was pinned to, lower-case hex; null where the run is gone.</summary>
    string? WorkspaceOf(string commit);
}

/// <summary>A row of an entity's table and where it came from.</summary>
internal sealed record StoredEntity(EntityRow Row, Origin Origin);

/// <summary>A landed content by the name its source gave it.</summary>
internal sealed record LandedName(string? File, string Sha256);
