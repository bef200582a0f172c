namespace BackOffice.Integration.Mappings;

/// <summary>The mappings that come inside the program.</summary>
public static class ShippedMappings
{
    private const string Folder = "mappings/";
    private const string Ending = ".yaml";

    /// <summary>Such as <c>Fec/ledger</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ShippedMappings).Assembly.GetManifestResourceNames()
            .Select(name => name.Replace('\\', '/'))
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..^Ending.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The mapping file's bytes, or null where none has the name.</summary>
    public static Stream? Open(string name) =>
        typeof(ShippedMappings).Assembly.GetManifestResourceStream(Folder + name + Ending);
}
