using System.Security.Cryptography;
using System.Text;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>A mapping file, read and checked, not yet bound to a stream.</summary>
public abstract class MappingFile
{
    private protected MappingFile(string path, string text)
    {
        Path = path;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    public string Path { get; }

    /// <summary>Lower-case hex over the file's UTF-8 bytes.</summary>
    public string Sha256 { get; }

    /// <summary>Every raw path that it reads, in path syntax.</summary>
    public abstract IReadOnlyList<string> Paths { get; }

    /// <summary>Top-level field names, unquoted, of all <see cref="Paths"/> that a stream must have.</summary>
    public abstract IReadOnlyList<string> Fields { get; }

    /// <summary>Every name that its paths are made of, unquoted.</summary>
    public abstract IReadOnlyCollection<string> Names { get; }

    /// <summary>Names of the code lists it looks up.</summary>
    public abstract IReadOnlyList<string> Crosswalks { get; }

    /// <summary>Names of the entities it gives.</summary>
    public abstract IReadOnlyList<string> Entities { get; }

    /// <summary>Reads and checks a file, or adds every fault it finds and gives nothing.</summary>
    public static MappingFile? Parse(string path, string text, ICollection<FileError> errors)
    {
        var faults = new MappingFileFaults(path, text, errors);
        if (MappingFileYaml.Read(text, faults) is not { } root) return null;
        var reader = new MappingFileReader(faults);
        reader.Read(root);
        if (faults.Count > 0) return null;
        return reader.Coded is { } coded ? new CodedMappingFile(path, text, coded, reader.Formats) : new WrittenMappingFile(path, text, reader);
    }

    /// <summary>The raw paths that one field of one entity reads; a list on the way stands there like an object.</summary>
    public abstract IReadOnlyList<string> PathsOf(string entity, string field);

    /// <summary>Whether one field of one entity is made of a raw field, named as the stream's <c>totals:</c> name it.</summary>
    public bool Reads(string entity, string field, string rawField)
    {
        var paths = PathsOf(entity, field);
        return paths.Contains(rawField) || paths.Contains(PathText.Of([rawField]));
    }

    /// <summary>The digits that every field reading a raw number keeps of it; null where one does not round it, or rounds otherwise.</summary>
    public abstract int? KeptDigitsOf(string rawField);

    /// <summary>Compiles the mapping for a stream; the stream's formats override the file's.</summary>
    public abstract IMapping Bind(Formats? formats, CrosswalkSet crosswalks);

    /// <summary>Maps one record and tells, per field, its expression and what it read.</summary>
    public abstract MappingTrace Trace(in SourceRecord record, Formats? formats, CrosswalkSet crosswalks);
}
