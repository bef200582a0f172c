using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>Reads mapping files and code lists, and knows the mappings that ship with the program.</summary>
internal interface IMappingReader
{
    IReadOnlyList<string> ShippedNames { get; }

    /// <summary>The text of a shipped mapping, or null where there is none by this name.</summary>
    string? Shipped(string name);

    MappingFile? Mapping(string path, string text, ICollection<FileError> errors);

    /// <summary>Names of the code lists a mapping looks up.</summary>
    IReadOnlyList<string> CrosswalksOf(MappingFile mapping);

    Crosswalk? Crosswalk(string path, string text, ICollection<FileError> errors);
}
