using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>The mapping language and the mappings of this program.</summary>
internal sealed class MappingReader : IMappingReader
{
    public IReadOnlyList<string> ShippedNames => [];

    public string? Shipped(string name) => null;

    public MappingFile? Mapping(string path, string text, ICollection<FileError> errors) => MappingFile.Parse(path, text, errors);

    public Crosswalk? Crosswalk(string path, string text, ICollection<FileError> errors) => throw new NotImplementedException();
}
