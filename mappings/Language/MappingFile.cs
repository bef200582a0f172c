using System.Security.Cryptography;
using System.Text;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>A mapping file, read and checked, not yet bound to a stream.</summary>
public sealed class MappingFile
{
    private readonly EntityPlan[] maps;
    private readonly RecordPaths paths;
    private readonly Formats? formats;

    private MappingFile(string path, string text, MappingFileReader reader)
    {
        (Path, maps, paths, formats) = (path, reader.Maps, reader.Paths, reader.Formats);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        Entities = [.. maps.Select(map => map.Entity.Name).Distinct()];
        Paths = [.. Expressions().SelectMany(expression => expression.Paths).Distinct()];
        Crosswalks = [.. Expressions().SelectMany(expression => expression.Crosswalks).Distinct()];
        Fields = [.. paths.Fields];
    }

    public string Path { get; }

    /// <summary>Lower-case hex over the file's UTF-8 bytes.</summary>
    public string Sha256 { get; }

    /// <summary>Every raw path that an expression, key, order or condition reads, in path syntax.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Top-level field names, unquoted, of all <see cref="Paths"/>.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>Names of the code lists it looks up.</summary>
    public IReadOnlyList<string> Crosswalks { get; }

    /// <summary>Names of the entities it gives.</summary>
    public IReadOnlyList<string> Entities { get; }

    /// <summary>Reads and checks a file, or adds every fault it finds and gives nothing.</summary>
    public static MappingFile? Parse(string path, string text, ICollection<FileError> errors)
    {
        var faults = new MappingFileFaults(path, text, errors);
        if (MappingFileYaml.Read(text, faults) is not { } root) return null;
        var reader = new MappingFileReader(faults);
        reader.Read(root);
        return faults.Count == 0 ? new(path, text, reader) : null;
    }

    /// <summary>The raw paths that one field of one entity reads; a list on the way stands there like an object.</summary>
    public IReadOnlyList<string> PathsOf(string entity, string field) =>
    [
        .. maps.Where(map => map.Entity.Name == entity)
            .SelectMany(map => map.Of(field))
            .SelectMany(from => from.Expression.Paths)
            .Select(path => path.Replace("[]", "", StringComparison.Ordinal))
            .Distinct(),
    ];

    /// <summary>Whether one field of one entity is made of a raw field, named as the stream's <c>totals:</c> name it.</summary>
    public bool Reads(string entity, string field, string rawField)
    {
        var paths = PathsOf(entity, field);
        return paths.Contains(rawField) || paths.Contains(PathText.Of([rawField]));
    }

    /// <summary>The digits that every field reading a raw number keeps of it; null where one does not round it, or rounds otherwise.</summary>
    public int? KeptDigitsOf(string rawField)
    {
        var kept = maps.SelectMany(map => map.Fields)
            .Where(field => field.Descriptor.Type == FieldType.Decimal && Reads(field.From, rawField))
            .Select(field => field.From.Expression.KeptDigits)
            .Distinct().ToList();
        return kept is [{ } digits] ? digits : null;
    }

    /// <summary>Compiles the mapping for a stream; the stream's formats override the file's.</summary>
    public IMapping Bind(Formats? formats, CrosswalkSet crosswalks) => Bound(formats, crosswalks);

    /// <summary>Maps one record and tells, per field, its expression and what it read.</summary>
    public MappingTrace Trace(in SourceRecord record, Formats? formats, CrosswalkSet crosswalks) => Bound(formats, crosswalks).Trace(record);

    private MappingFileMapping Bound(Formats? stream, CrosswalkSet crosswalks) => new(maps, paths, stream ?? formats ?? Formats.Default, crosswalks);

    private static bool Reads(PlannedExpression from, string rawField) =>
        from.Expression.Paths.Any(path => path.Replace("[]", "", StringComparison.Ordinal) == rawField || path == PathText.Of([rawField]));

    private IEnumerable<Expression> Expressions() => maps.SelectMany(map => map.Expressions()).Select(planned => planned.Expression);
}
