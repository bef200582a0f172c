using System.Text.Json;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;
using BackOffice.Integration.Mappings.Samples;

namespace BackOffice.Integration.Mappings;

/// <summary>Runs a mapping on its sample: the test that lies beside it.</summary>
public static class MappingSample
{
    /// <summary>Every difference from what is expected, one line each; none when the mapping does as told.</summary>
    /// <param name="formats">Of the stream; the sample's own come first, the mapping file's last.</param>
    public static IReadOnlyList<string> Check(MappingFile file, string sampleJson, string expectedJson, Formats? formats, CrosswalkSet crosswalks)
    {
        try
        {
            using var found = JsonDocument.Parse(Render(file, sampleJson, formats, crosswalks));
            using var expected = JsonDocument.Parse(expectedJson);
            return SampleDifferences.Between(expected.RootElement, found.RootElement);
        }
        catch (JsonException exception)
        {
            return [$"{file.Path}: the sample or what is expected cannot be read. {exception.Message}"];
        }
    }

    /// <summary>What the mapping makes of the sample, as the text of an <c>.expected.json</c> file.</summary>
    /// <exception cref="JsonException">The sample is not as a sample should be.</exception>
    public static string Render(MappingFile file, string sampleJson, Formats? formats, CrosswalkSet crosswalks)
    {
        using var sample = JsonDocument.Parse(sampleJson);
        var input = new SampleInput(sample.RootElement);
        var mapping = file.Bind(input.Formats ?? formats, crosswalks);
        var output = new MappingOutput();
        return SampleText.Write(input.Records.Select(record =>
        {
            output.Clear();
            mapping.Map(record, output);
            return output;
        }));
    }
}
