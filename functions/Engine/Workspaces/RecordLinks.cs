using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>Knows the addresses of records: as the workspace of today says, or else as the source itself once said.</summary>
internal sealed class RecordLinks(IWorkspaces workspaces, IWhyStore store)
{
    /// <summary>Asks no source.</summary>
    public async Task<string?> TemplateAsync(string connection, string stream, CancellationToken ct) =>
        (await workspaces.LoadAsync(null, ct))?.RecordUrl(connection, stream) ?? store.GivenRecordUrl(connection, stream);

    /// <summary>Asks a source that was just read once per version of the workspace; files have no screens.</summary>
    public async Task RememberAsync(Workspace workspace, string connection, string stream, ISource source, CancellationToken ct)
    {
        if (source is IFileSource || workspace.RecordUrl(connection, stream) is not null || store.WasAsked(connection, stream, workspace.Hash)) return;
        try
        {
            var given = (await source.DiscoverAsync(ct)).FirstOrDefault(one => one.Name == stream)?.RecordUrl;
            await store.RememberRecordUrlAsync(connection, stream, workspace.Hash, given is not null && RecordLink.Fault(given) is null ? given : null, ct);
        }
        catch (ConnectorException)
        {
            // The records are in: a link that could not be asked for is asked for after the next run.
        }
    }
}
