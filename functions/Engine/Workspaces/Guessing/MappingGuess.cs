using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces.Guessing;

/// <summary>Finds the shipped mapping that a stream has all the fields for.</summary>
internal static class MappingGuess
{
    private const int FewestFields = 3;

    private static readonly Lazy<IReadOnlyList<MappingFile>> Shipped = new(() =>
        [.. ShippedMappings.Names.Select(name => MappingFile.Parse(name, ShippedMappings.Read(name, ".yaml")!, [])).OfType<MappingFile>()]);

    /// <summary>Null where none fits.</summary>
    public static (MappingFile Mapping, GuessReason Reason)? Of(SampledStream sample)
    {
        List<SampledColumn> usual = [.. sample.Columns.Where(column => column.IsRepeated || sample.IsUsual(column))];
        HashSet<string> fields = [.. usual.Select(column => column.Path[0])], paths = [.. usual.Select(column => column.Name)];
        List<MappingFile> fitting = [.. Shipped.Value
            .Where(mapping => mapping.Paths.Count >= FewestFields && mapping.Fields.All(fields.Contains) && mapping.Paths.All(path => !IsDeep(path) || paths.Contains(path)))
            .OrderByDescending(mapping => mapping.Paths.Count)];
        if (fitting.Count == 0) return null;
        var best = fitting[0];
        var others = fitting.Skip(1).Select(mapping => mapping.Path).ToList();
        return (best, new("mapping", $"all {best.Paths.Count} fields that it reads are there{(others.Count > 0 ? $"; {FormatsGuess.Listed(others)} would fit too" : "")}",
            best.Paths.Count > FewestFields || fields.Count == best.Fields.Count ? Certainty.Likely : Certainty.Unsure));
    }

    private static bool IsDeep(string path) => path.Contains('.', StringComparison.Ordinal) && !path.Contains('[', StringComparison.Ordinal);
}
