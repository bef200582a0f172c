using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>A mapping file, read and checked, not yet bound to a stream.</summary>
public sealed class MappingFile
{
    private MappingFile(string path, string sha256) => (Path, Sha256) = (path, sha256);

    public string Path { get; }

    /// <summary>Lower-case hex over the file's UTF-8 bytes.</summary>
    public string Sha256 { get; }

    /// <summary>Every raw path that an expression, key, order or condition reads, in path syntax.</summary>
    public IReadOnlyList<string> Paths { get; } = [];

    /// <summary>Top-level field names, unquoted, of all <see cref="Paths"/>.</summary>
    public IReadOnlyList<string> Fields { get; } = [];

    /// <summary>Names of the code lists it looks up.</summary>
    public IReadOnlyList<string> Crosswalks { get; } = [];

    /// <summary>Names of the entities it gives.</summary>
    public IReadOnlyList<string> Entities { get; } = [];

    /// <summary>Reads and checks a file, or adds every fault it finds and gives nothing.</summary>
    public static MappingFile? Parse(string path, string text, ICollection<FileError> errors) => throw new NotImplementedException();

    /// <summary>The raw paths that one field of one entity reads.</summary>
    public IReadOnlyList<string> PathsOf(string entity, string field) => throw new NotImplementedException();

    /// <summary>Compiles the mapping for a stream; the stream's formats override the file's.</summary>
    public IMapping Bind(Formats? formats, CrosswalkSet crosswalks) => throw new NotImplementedException();

    /// <summary>Maps one record and tells, per field, its expression and what it read.</summary>
    public MappingTrace Trace(in SourceRecord record, Formats? formats, CrosswalkSet crosswalks) => throw new NotImplementedException();
}
