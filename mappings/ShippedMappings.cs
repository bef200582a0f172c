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
    public static Stream? Open(string name) => Open(name, Ending);

    /// <summary>The text of the mapping or of a file beside it, or null where none has the name.</summary>
    /// <param name="ending">Such as <c>.sample.json</c>.</param>
    public static string? Read(string name, string ending)
    {
        using var stream = Open(name, ending);
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }

    private static Stream? Open(string name, string ending) =>
        typeof(ShippedMappings).Assembly.GetManifestResourceStream(Folder + name + ending);
}
