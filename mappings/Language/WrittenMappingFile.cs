using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>A mapping file in the mapping language.</summary>
internal sealed class WrittenMappingFile : MappingFile
{
    private readonly EntityPlan[] maps;
    private readonly RecordPaths paths;
    private readonly Formats? formats;

    public WrittenMappingFile(string path, string text, MappingFileReader reader)
        : base(path, text)
    {
        (maps, paths, formats) = (reader.Maps, reader.Paths, reader.Formats);
        Entities = [.. maps.Select(map => map.Entity.Name).Distinct()];
        Paths = [.. Expressions().SelectMany(expression => expression.Paths).Distinct()];
        Crosswalks = [.. Expressions().SelectMany(expression => expression.Crosswalks).Distinct()];
        Fields = [.. paths.Fields];
        Names = maps.Select(map => map.Each).OfType<PlannedItems>().SelectMany(each => each.Around.Append(each.Paths)).Append(paths).SelectMany(read => read.Names).ToHashSet();
    }

    public override IReadOnlyList<string> Paths { get; }

    public override IReadOnlyList<string> Fields { get; }

    public override IReadOnlyCollection<string> Names { get; }

    public override IReadOnlyList<string> Crosswalks { get; }

    public override IReadOnlyList<string> Entities { get; }

    public override IReadOnlyList<string> PathsOf(string entity, string field) =>
    [
        .. maps.Where(map => map.Entity.Name == entity)
            .SelectMany(map => map.Of(field))
            .SelectMany(from => from.Expression.Paths)
            .Select(WithoutItems)
            .Distinct(),
    ];

    public override int? KeptDigitsOf(string rawField)
    {
        var kept = maps.SelectMany(map => map.Fields)
            .Where(field => field.Descriptor.Type == FieldType.Decimal && Reads(field.From, rawField))
            .Select(field => field.From.Expression.KeptDigits)
            .Distinct().ToList();
        return kept is [{ } digits] ? digits : null;
    }

    public override Formats FormatsFor(Formats? stream) => stream ?? formats ?? Formats.Default;

    public override IMapping Bind(Formats? formats, CrosswalkSet crosswalks) => Bound(formats, crosswalks);

    public override MappingTrace Trace(in SourceRecord record, Formats? formats, CrosswalkSet crosswalks) => Bound(formats, crosswalks).Trace(record);

    private MappingFileMapping Bound(Formats? stream, CrosswalkSet crosswalks) => new(maps, paths, FormatsFor(stream), crosswalks);

    private IEnumerable<Expression> Expressions() => maps.SelectMany(map => map.Expressions()).Select(planned => planned.Expression);

    private static bool Reads(PlannedExpression from, string rawField) =>
        from.Expression.Paths.Any(path => WithoutItems(path) == rawField || path == PathText.Of([rawField]));

    private static string WithoutItems(string path) => path.Replace("[]", "", StringComparison.Ordinal);
}
