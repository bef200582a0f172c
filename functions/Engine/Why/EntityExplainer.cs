using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Why;

/// <summary>Explains one entity from its landed record and its pinned mapping.</summary>
internal sealed class EntityExplainer(IReleaseStore releases, IWhyStore store, IPinnedMappings mappings, IRawReader raw)
{
    private readonly Remapping remapping = new(releases, raw, mappings);

    /// <param name="workspace">The version to look for the mapping first.</param>
    /// <param name="recordUrl">Template of the address of the raw record, or null.</param>
    /// <param name="wanted">The fields asked for, each with the value that must come out.</param>
    public async Task<EntityWhy> ExplainAsync(Origin origin, string workspace, IReadOnlyList<(string Field, string? Value)> wanted, IReadOnlyList<string> otherDates, string? recordUrl, CancellationToken ct)
    {
        var mapped = (await remapping.MapAsync(workspace, [origin], ct))[0];
        using var view = releases.Read();
        return new(
            origin.Entity,
            origin.Connection,
            origin.Key,
            origin.ValidFrom,
            [.. wanted.Select(field => Field(mapped, field.Field, field.Value))],
            mapped.Mapping is { } mapping ? Mapping(view, mapping) : null,
            Raw(origin, mapped.Intact),
            new(origin.Commit, origin.CommitNo, Micros.ToInstant(origin.At)),
            [.. view.Findings().Where(finding => (finding.Subject, finding.Connection, finding.Key) == (origin.Entity, origin.Connection, origin.Key)).Select(finding => finding.Rule)],
            [.. mapped.Fixes.Select(fix => FixWhy.Of(fix, mapped.Intact ? mapped.Payload : default))],
            otherDates)
        {
            Link = RecordLink.Of(recordUrl, origin.RawKey, mapped.Payload),
        };
    }

    private static FieldWhy Field(Remapped mapped, string field, string? value)
    {
        var trace = mapped.Entity?.Fields.FirstOrDefault(one => one.Field == field);
        return new(field, value, trace?.Class ?? ClassOf(mapped.Origin, field), trace?.Expression, trace?.Line, trace?.Read ?? [], Problem(mapped, field, value, trace));
    }

    private static string? Problem(Remapped mapped, string field, string? value, FieldTrace? trace) =>
        !mapped.Intact ? "raw.gone: the landing no longer gives the record that was read; restore it from a backup."
        : mapped.Mapping is null ? "mapping.gone: no published workspace holds the mapping; restore the store from a backup."
        : mapped.Entity is null ? "entity.not-given: the mapping no longer gives this entity from the record."
        : (trace is null ? ValueOf(mapped.Entity.Row, field) : trace.Value) != value ? "value.differs: mapping gives another value than the stored one."
        : null;

    /// <summary>Canonical text of a field, the key and the day included.</summary>
    public static string? ValueOf(EntityRow row, string field)
    {
        if (field == "key") return row.Key;
        if (field == "validFrom") return row.ValidFrom?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var place = row.Entity.IndexOf(field);
        return place < 0 ? null : row.Cells[place].ToText(row.Entity.Fields[place]);
    }

    private static FieldClass ClassOf(Origin origin, string field)
    {
        var entity = CanonicalModel.Named(origin.Entity)!;
        var place = entity.IndexOf(field);
        return place < 0 ? FieldClass.Internal : entity.Fields[place].Class;
    }

    private static MappingWhy Mapping(IReleaseView view, PinnedMapping mapping)
    {
        // Its publisher is who first published this content, not who published the version it was found in.
        var first = view.Versions().FirstOrDefault(version => version.Files.Values.Contains(mapping.Sha256));
        return new(mapping.Path, mapping.Sha256, mapping.Workspace, first?.By, first?.At);
    }

    private RawWhy Raw(Origin origin, bool intact)
    {
        var landed = store.Landing(origin.Landing);
        var position = origin.ToReference().Position;
        return new(origin.Connection, origin.Stream, origin.RawKey, landed?.File, landed?.Sha256, position.Place, position.ByteOffset, position.Length, position.Part, position.ToText(), intact);
    }
}
