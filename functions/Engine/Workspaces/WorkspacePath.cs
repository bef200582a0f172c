using System.Text.RegularExpressions;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>The kinds of file a workspace holds, told by their paths.</summary>
internal static partial class WorkspacePath
{
    /// <summary>Null for a path that no workspace may hold.</summary>
    public static FileKind? KindOf(string path) =>
        path == "hub.yaml" ? FileKind.Hub
        : Mapping().IsMatch(path) ? FileKind.Mapping
        : Crosswalk().IsMatch(path) ? FileKind.Crosswalk
        : Shipped().IsMatch(path) ? FileKind.ShippedMapping
        : Thing().Match(path) is { Success: true } thing ? KindIn(thing.Groups[1].Value)
        : null;

    private static FileKind KindIn(string folder) => folder switch
    {
        "connections" => FileKind.Connection,
        "pipelines" => FileKind.Pipeline,
        "exports" => FileKind.Export,
        "packs" => FileKind.Pack,
        _ => FileKind.Partner,
    };

    [GeneratedRegex(@"\A(connections|pipelines|exports|packs|partners)/[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.yaml\z")]
    private static partial Regex Thing();

    [GeneratedRegex(@"\Amappings/(?:[A-Za-z0-9][A-Za-z0-9_-]{0,63}/){0,8}[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.yaml\z")]
    private static partial Regex Mapping();

    [GeneratedRegex(@"\Acrosswalks/[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\.csv\z")]
    private static partial Regex Crosswalk();

    [GeneratedRegex(@"\A[A-Z][A-Za-z0-9]*/[a-z0-9-]+\z")]
    private static partial Regex Shipped();
}

/// <summary>What a file of a workspace describes.</summary>
internal enum FileKind
{
    Hub,
    Connection,
    Pipeline,
    Export,
    Pack,
    Partner,
    Mapping,
    Crosswalk,

    /// <summary>A mapping of the program that a published version keeps.</summary>
    ShippedMapping,
}
