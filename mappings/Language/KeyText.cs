namespace BackOffice.Integration.Mappings.Language;

/// <summary>The text form of keys with several parts: <c>a|b</c>, fields untouched.</summary>
public static class KeyText
{
    /// <summary>A backslash stands before <c>|</c>, <c>\</c> and <c>#</c>, so that different parts never give one key.</summary>
    public static string Join(params ReadOnlySpan<string> parts)
    {
        var key = Escape(parts[0]);
        for (var index = 1; index < parts.Length; index++) key = $"{key}|{Escape(parts[index])}";
        return key;
    }

    public static string Escape(string part) => part.AsSpan().IndexOfAny('|', '\\', '#') < 0
        ? part
        : part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("#", "\\#", StringComparison.Ordinal);
}
