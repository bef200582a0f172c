using System.Text;
using System.Text.Json;

namespace BackOffice.Integration.Connectors.Files;

/// <summary>A field of a JSON object: of just this name, or else, where the name has points, further down.</summary>
internal sealed class FieldPath
{
    private readonly byte[] whole;
    private readonly byte[][] steps;

    public FieldPath(string name)
    {
        whole = Encoding.UTF8.GetBytes(name);
        var parts = name.Split('.');
        steps = parts.Length < 2 || parts.Contains("") ? [] : [.. parts.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Whether the property at hand has the whole name.</summary>
    public bool Is(ref Utf8JsonReader json) => json.ValueTextEquals(whole);

    /// <summary>Whether the property at hand is the first step down.</summary>
    public bool Begins(ref Utf8JsonReader json) => steps.Length > 0 && json.ValueTextEquals(steps[0]);

    /// <summary>The text of the value at the end of the steps; null where there is no single value.</summary>
    /// <param name="json">Stands on the property of the first step.</param>
    public string? Below(Utf8JsonReader json)
    {
        json.Read();
        for (var step = 1; step < steps.Length; step++)
            if (!Find(ref json, steps[step])) return null;
        return Text(ref json);
    }

    /// <summary>The text of the property at hand; null for objects, arrays and null.</summary>
    public static string? Value(Utf8JsonReader json)
    {
        json.Read();
        return Text(ref json);
    }

    private static string? Text(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String => Unescaped(ref json),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(json.ValueSpan),
        _ => null,
    };

    // An escape that is half of a character is no text; as it stands it still tells records apart.
    private static string Unescaped(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(json.ValueSpan);
        }
    }

    // Where a name comes twice the last counts, as everywhere.
    private static bool Find(ref Utf8JsonReader json, byte[] name)
    {
        if (json.TokenType is not JsonTokenType.StartObject) return false;
        var last = json;
        var found = false;
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var wanted = json.ValueTextEquals(name);
            json.Read();
            if (wanted) last = json;
            found |= wanted;
            json.Skip();
        }

        json = last;
        return found;
    }
}
