using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>A mapping file bound to a stream.</summary>
internal sealed class MappingFileMapping(EntityPlan[] maps, RecordPaths paths, Formats formats, CrosswalkSet crosswalks) : IMapping
{
    // One run is kept for the next record; a second thread makes its own.
    private MappingFileRun? spare;

    public void Map(in SourceRecord record, MappingOutput output)
    {
        var run = Interlocked.Exchange(ref spare, null) ?? new MappingFileRun(maps, paths, formats, crosswalks);
        run.Map(record, output);
        Volatile.Write(ref spare, run);
    }

    public MappingTrace Trace(in SourceRecord record)
    {
        var output = new MappingOutput();
        var entities = new List<EntityTrace>();
        new MappingFileRun(maps, paths, formats, crosswalks) { Traces = entities }.Map(record, output);
        return new(output.Issues.Count == 0 ? entities : [], output.Issues);
    }
}
