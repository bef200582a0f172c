using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;

namespace BackOffice.Integration.Tests.Unit.Engine.Datasets.Summaries;

/// <summary>A file in <c>Cases/</c>: two lines name dataset and period, a third perhaps the group's currency and the connection of its rates, <c>--- connection</c> the entities it tells (<c>gone</c> before one that it deletes again), <c>--- crosswalks/x.csv</c> a code list, <c>===</c> what is expected: rows, and after <c>!</c> what is told of them.</summary>
internal sealed record SummaryCase(string Dataset, string Period, IReadOnlyDictionary<string, IReadOnlyList<string>> Entities, CrosswalkSet Crosswalks, Group? Group, string Expected)
{
    private static readonly string Folder = Path.Combine(Architecture.DependencyTests.Root, "tests", "Unit", "Engine", "Datasets", "Summaries", "Cases");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static SummaryCase Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, $"{name}.txt"));
        var end = Array.IndexOf(lines, "===");
        var head = lines[2].StartsWith("--- ", StringComparison.Ordinal) ? 2 : 3;
        var parts = Parts(lines[head..end]).ToDictionary(part => part.Name, part => part.Lines);
        return new(
            Value(lines[0], "dataset"),
            Value(lines[1], "period"),
            parts.Where(part => !part.Key.EndsWith(".csv", StringComparison.Ordinal)).ToDictionary(part => part.Key, part => (IReadOnlyList<string>)[.. part.Value.Where(line => line.Length > 0 && line[0] != '#')]),
            new(parts.Where(part => part.Key.EndsWith(".csv", StringComparison.Ordinal)).ToDictionary(part => Path.GetFileNameWithoutExtension(part.Key), Crosswalk)),
            head == 2 ? null : GroupOf(Value(lines[2], "group").Split(' ')),
            string.Join('\n', lines[(end + 1)..]));
    }

    private static Group GroupOf(string[] words) => new(words[0], words.ElementAtOrDefault(1));

    private static Crosswalk Crosswalk(KeyValuePair<string, List<string>> part)
    {
        List<FileError> errors = [];
        var read = Integration.Mappings.Crosswalks.Crosswalk.Parse(part.Key, string.Join('\n', part.Value), errors);
        Assert.Empty(errors);
        return read!;
    }

    private static IEnumerable<(string Name, List<string> Lines)> Parts(string[] lines)
    {
        (string, List<string> Lines)? part = null;
        foreach (var line in lines)
        {
            if (!line.StartsWith("--- ", StringComparison.Ordinal))
            {
                part?.Lines.Add(line);
                continue;
            }

            if (part is { } before) yield return before;
            part = (line[4..], []);
        }

        if (part is { } last) yield return last;
    }

    private static string Value(string line, string name) => line.StartsWith($"{name}: ", StringComparison.Ordinal) ? line[(name.Length + 2)..] : throw new InvalidDataException($"A case names its {name} first.");
}
