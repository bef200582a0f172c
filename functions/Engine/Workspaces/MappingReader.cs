using System.Reflection;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>The mapping language, and the mappings embedded in this program.</summary>
internal sealed class MappingReader : IMappingReader
{
    private const string Folder = "mappings/";
    private const string Ending = ".yaml";
    private static readonly Assembly Home = typeof(IMapping).Assembly;

    public IReadOnlyList<string> ShippedNames { get; } =
    [
        .. Home.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^Ending.Length]),
    ];

    public string? Shipped(string name)
    {
        using var stream = Home.GetManifestResourceStream($"{Folder}{name}{Ending}");
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }

    public MappingFile? Mapping(string path, string text, ICollection<FileError> errors) => MappingFile.Parse(path, text, errors);

    public IReadOnlyList<string> CrosswalksOf(MappingFile mapping) => mapping.Crosswalks;

    public Crosswalk? Crosswalk(string path, string text, ICollection<FileError> errors) => Mappings.Crosswalks.Crosswalk.Parse(path, text, errors);
}
