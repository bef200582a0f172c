using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>The detail of a finding as people read it: names and values, not JSON.</summary>
internal static class FindingText
{
    private const int Most = 5;

    /// <summary><c>valid from 2026-01-01, records 5</c> for an object; nothing for an empty one. Of a long list only the first.</summary>
    public static string Of(string detail) => Of(detail, Most);

    /// <summary>The same with all of a list.</summary>
    public static string Whole(string detail) => Of(detail, int.MaxValue);

    private static string Of(string detail, int most)
    {
        try
        {
            using var json = JsonDocument.Parse(detail);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return string.Join(", ", json.RootElement.EnumerateObject().Select(one => $"{Words(one.Name)} {Text(one.Value, most)}".TrimEnd()));
        }
        catch (JsonException)
        {
            // Written by another program: shown as it stands.
        }

        return detail;
    }

    private static string Text(JsonElement value, int most)
    {
        if (value.ValueKind != JsonValueKind.Array) return value.ToString();
        var more = value.GetArrayLength() - most;
        var first = string.Join(", ", value.EnumerateArray().Take(most));
        return more > 0 ? string.Create(CultureInfo.InvariantCulture, $"{first} and {more} more") : first;
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
