using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>One folder on this machine or a mounted share.</summary>
internal sealed class FilesOptions
{
    [Required, Example("in"), Description("the folder that holds the files, relative to the workspace.")]
    public string Folder { get; init; } = "";
}
