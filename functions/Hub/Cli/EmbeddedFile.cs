namespace BackOffice.Integration.Hub.Cli;

/// <summary>A file that this program carries inside, to lay it into a folder.</summary>
/// <param name="Path">Below the folder, with slashes.</param>
internal sealed record EmbeddedFile(string Path, Func<Stream> Open)
{
    /// <param name="root">The first part of the names, such as <c>demo</c>.</param>
    public static IReadOnlyList<EmbeddedFile> Below(string root)
    {
        var assembly = typeof(EmbeddedFile).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(root + "/", StringComparison.Ordinal))
                .Select(name => new EmbeddedFile(name[(root.Length + 1)..].Replace('\\', '/'), () => assembly.GetManifestResourceStream(name)!)),
        ];
    }

    public void CopyTo(string place)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(place)!);
        using var source = Open();
        using var target = File.Create(place);
        source.CopyTo(target);
    }
}
