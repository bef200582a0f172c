using System.Text.Encodings.Web;
using System.Text.Json;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Quarantine.Synthetic;

/// <summary>A record whose values are chosen anew until a mapping refuses it just as it refused the original.</summary>
/// <param name="record">The original.</param>
/// <param name="secrets">Values of at least three characters that must not be found in it, beside the original's own.</param>
/// <param name="names">What its members are called instead.</param>
internal sealed class SyntheticRecord(JsonElement record, IReadOnlyList<string> secrets, SyntheticNames names, SyntheticChoices choices)
{
    private const int Tries = 120;
    private const int Telling = 3;
    private static readonly JsonWriterOptions Style = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, SyntheticField> fields = Fields(record);

    /// <summary>Paths of codes that had to stay for the issues to come out.</summary>
    public IReadOnlyList<string> Kept => [.. fields.Values.Where(one => one is { KeptAsCode: true, Original.Length: >= Telling }).Select(one => one.PathIn(names))];

    /// <summary>The record, or null where no choice gave the same issues.</summary>
    /// <param name="issues">Codes and paths that a mapping gives for a payload.</param>
    /// <param name="reads">The raw paths that an issue's path stands for.</param>
    public byte[]? Find(Func<byte[], IReadOnlyList<Issue>> issues, IReadOnlyList<Issue> wanted, Func<string, IReadOnlyList<string>> reads)
    {
        if (Search(issues, wanted, reads) is { } made) return Release(made, issues, wanted);
        // What decides need not be what the issue names: conditions read codes of other fields.
        foreach (var field in fields.Values.Where(field => choices.IsCode(field.Original))) field.Keep();
        return Search(issues, wanted, reads) is { } second ? Release(second, issues, wanted) : null;
    }

    private byte[]? Search(Func<byte[], IReadOnlyList<Issue>> issues, IReadOnlyList<Issue> wanted, Func<string, IReadOnlyList<string>> reads)
    {
        foreach (var field in fields.Values) field.Choose(choices);
        for (var tried = 0; tried < Tries; tried++)
        {
            var made = Write();
            var found = issues(made);
            var differing = Differing(found, wanted);
            List<SyntheticField> suspects = [.. Leaking()];
            if (differing.Count == 0 && suspects.Count == 0) return made;
            suspects.AddRange(differing.SelectMany(reads).Distinct().Select(fields.GetValueOrDefault).OfType<SyntheticField>());
            foreach (var field in suspects.Count > 0 ? suspects.Distinct() : fields.Values)
            {
                field.Tried++;
                field.Choose(choices);
            }
        }

        return null;
    }

    // A code stays only where the issues need it.
    private byte[] Release(byte[] made, Func<byte[], IReadOnlyList<Issue>> issues, IReadOnlyList<Issue> wanted)
    {
        foreach (var field in fields.Values.Where(field => field.KeptAsCode))
        {
            var kept = field.Tried;
            for (field.Tried = 0; field.Tried < kept; field.Tried++)
            {
                field.Choose(choices);
                if (field.Kept || (Differing(issues(Write()), wanted).Count == 0 && !Leaking().Any())) break;
            }

            field.Choose(choices);
        }

        return Differing(issues(Write()), wanted).Count == 0 && !Leaking().Any() ? Write() : made;
    }

    private IEnumerable<SyntheticField> Leaking()
    {
        List<string> telling = [.. fields.Values.Where(field => !field.Kept).Select(field => field.Original).Concat(secrets).Concat(names.Replaced).Where(value => value.Length >= Telling && value.Any(char.IsLetterOrDigit)).Except(fields.Values.Where(field => field.Kept).Select(field => field.Original))];
        return fields.Values.Where(field => !field.Kept && telling.Exists(value => field.Made.Contains(value, StringComparison.OrdinalIgnoreCase)));
    }

    private static List<string> Differing(IReadOnlyList<Issue> found, IReadOnlyList<Issue> wanted)
    {
        var (have, want) = (found.Select(issue => (issue.Code, issue.Path)).ToHashSet(), wanted.Select(issue => (issue.Code, issue.Path)).ToHashSet());
        have.SymmetricExceptWith(want);
        return [.. have.Select(issue => issue.Path)];
    }

    private byte[] Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Style)) Write(json, record, []);
        return buffer.ToArray();
    }

    private void Write(Utf8JsonWriter json, JsonElement value, IReadOnlyList<object> above)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var field in value.EnumerateObject())
                {
                    json.WritePropertyName(names.Of(field.Name));
                    Write(json, field.Value, [.. above, field.Name]);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var (place, item) in value.EnumerateArray().Index()) Write(json, item, [.. above, place + 1]);
                json.WriteEndArray();
                break;
            default:
                var made = fields[RawPath.Of([.. above]).Text];
                if (made.Kind == JsonValueKind.String) json.WriteStringValue(made.Made);
                else json.WriteRawValue(made.Made);
                break;
        }
    }

    private static Dictionary<string, SyntheticField> Fields(JsonElement record)
    {
        Dictionary<string, SyntheticField> fields = [];
        foreach (var (path, value) in RawPath.LeavesOf(record)) fields[path.Text] = new(path, value);
        return fields;
    }
}
