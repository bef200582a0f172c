using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>The mapping language, and the mappings embedded in this program.</summary>
internal sealed class MappingReader : IMappingReader
{
    public IReadOnlyList<string> ShippedNames => ShippedMappings.Names;

    public string? Shipped(string name) => ShippedMappings.Read(name, ".yaml");

    public MappingFile? Mapping(string path, string text, ICollection<FileError> errors) => MappingFile.Parse(path, text, errors);

    public IReadOnlyList<string> CrosswalksOf(MappingFile mapping) => mapping.Crosswalks;

    public Crosswalk? Crosswalk(string path, string text, ICollection<FileError> errors) => Mappings.Crosswalks.Crosswalk.Parse(path, text, errors);
}
