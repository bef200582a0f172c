using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>The mapping that once mapped a record, ready to do so again.</summary>
/// <param name="Workspace">Hash of the published version it was taken from.</param>
/// <param name="PathsOf">The raw paths that a field of an entity reads.</param>
/// <param name="Trace">Maps a record and tells how.</param>
internal sealed record PinnedMapping(
    string Path,
    string Sha256,
    string Workspace,
    StreamSettings Stream,
    Func<string, string, IReadOnlyList<string>> PathsOf,
    Func<SourceRecord, MappingTrace> Trace)
{
    public static PinnedMapping Of(MappingFile file, StreamSettings stream, CrosswalkSet crosswalks, string workspace) =>
        new(file.Path, file.Sha256, workspace, stream, file.PathsOf, record => file.Trace(record, stream.Formats, crosswalks)) { Names = file.Names, KeptDigitsOf = file.KeptDigitsOf };

    /// <summary>Every name of a raw field that it writes.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];

    /// <summary>The digits behind the point that it keeps of a raw field, where it rounds it.</summary>
    public Func<string, int?> KeptDigitsOf { get; init; } = _ => null;

    /// <summary>Those of the stream's <c>totals:</c> that one field of an entity is made of.</summary>
    public IReadOnlyList<string> TotalsOf(string entity, string field)
    {
        var paths = PathsOf(entity, field);
        return [.. Stream.Totals.Where(total => paths.Contains(total) || paths.Contains($"[\"{total}\"]"))];
    }
}

/// <summary>Finds the mapping that mapped a record.</summary>
internal interface IPinnedMappings
{
    /// <summary>Looks in the pinned version first, then in every version that holds the mapping; null where none does.</summary>
    /// <param name="mapping">Hash of the mapping file, hex.</param>
    Task<PinnedMapping?> FindAsync(string workspace, string connection, string stream, string mapping, CancellationToken ct);
}
