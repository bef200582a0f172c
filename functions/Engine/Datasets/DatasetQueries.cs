namespace BackOffice.Integration.Engine.Datasets;

/// <summary>The queries that stand beside the datasets, as files.</summary>
internal static class DatasetQueries
{
    private static readonly Dictionary<string, string> Resources = typeof(DatasetQueries).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(typeof(DatasetQueries).Namespace!, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
        .ToDictionary(name => name[..^4].Split('.')[^1]);

    /// <param name="name">Of the file, without its ending.</param>
    public static string Text(string name)
    {
        using var stream = typeof(DatasetQueries).Assembly.GetManifestResourceStream(Resources[name])!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
