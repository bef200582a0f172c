using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors.Files.Workbooks;

/// <summary>Workbooks that other programs wrote, and what other programs read in them; <c>make.py</c> tells how.</summary>
internal static class Fixture
{
    public static byte[] Bytes(string name) => File.ReadAllBytes(Place(name));

    public static Dictionary<string, string> Expected(string name) =>
        JsonSerializer.Deserialize<string[][]>(Bytes($"{name}.expected.json"))!.ToDictionary(row => row[0], row => row[1]);

    /// <summary>Value by key of a sheet with the columns id and value.</summary>
    public static Dictionary<string, string> ById(this IEnumerable<RawRecord> records) =>
        records.Select(record => record.Values()).ToDictionary(values => values[0], values => values[1]);

    private static string Place(string name) => Path.Combine(AppContext.BaseDirectory, "Connectors", "Files", "Workbooks", name);
}
