using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>The detail of a finding as people read it: names and values, not JSON.</summary>
internal static class FindingText
{
    /// <summary><c>valid from 2026-01-01, records 5</c> for an object; nothing for an empty one.</summary>
    public static string Of(string detail)
    {
        try
        {
            using var json = JsonDocument.Parse(detail);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return string.Join(", ", json.RootElement.EnumerateObject().Select(one => $"{Words(one.Name)} {one.Value}".TrimEnd()));
        }
        catch (JsonException)
        {
            // Written by another program: shown as it stands.
        }

        return detail;
    }

    private static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter)) words.Append(' ').Append(char.ToLower(letter, CultureInfo.InvariantCulture));
            else words.Append(letter is '_' or '-' ? ' ' : letter);
        }

        return words.ToString().Trim();
    }
}
