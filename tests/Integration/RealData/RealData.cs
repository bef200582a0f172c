namespace BackOffice.Integration.Tests.Integration.RealData;

/// <summary>Where real data lies; without it the tests that need it skip and say so.</summary>
internal static class RealData
{
    public static string File(params ReadOnlySpan<string> parts)
    {
        var root = Environment.GetEnvironmentVariable("BACKOFFICE_TESTDATA");
        Assert.SkipWhen(string.IsNullOrEmpty(root), "BACKOFFICE_TESTDATA is not set: this test over real data did not run.");
        return Path.Combine([root!, .. parts]);
    }

    public static string Workspace(string name) => Path.Combine(Repository.Root, "tests", "Integration", "RealData", name);

    /// <summary>A number as Python prints it.</summary>
    public static decimal Number(string text) => decimal.Parse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Lines that another program makes of the same file, in ordinal order.</summary>
    public static IReadOnlyList<string> Lines(string program, params string[] arguments) => [.. Python(program, arguments).Split('\n').Order(StringComparer.Ordinal)];

    /// <summary>What another program makes of the same file.</summary>
    public static string Python(string program, params string[] arguments)
    {
        var (code, output) = Repository.Run("python3", ["-c", program, .. arguments], Repository.Root, TimeSpan.FromMinutes(1));
        return code == 0 ? output.Trim() : throw new InvalidOperationException(output);
    }
}
