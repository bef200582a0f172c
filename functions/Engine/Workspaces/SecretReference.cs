using System.Text.RegularExpressions;

namespace BackOffice.Integration.Engine.Workspaces;

/// <summary>A secret as a workspace names it: <c>${env:X}</c> or <c>${file:path}</c>.</summary>
internal readonly partial record struct SecretReference(string Scheme, string Name)
{
    private static readonly string[] Endings = ["password", "passphrase", "secret", "token", "apikey", "accesskey", "privatekey", "credential", "pwd"];

    /// <summary>The references in a text, in order; malformed ones have an empty scheme.</summary>
    public static IEnumerable<SecretReference> In(string text) => Pattern().Matches(text).Select(match => Parse(match.Value));

    public static string Replace(string text, Func<SecretReference, string> resolve) => Pattern().Replace(text, match => resolve(Parse(match.Value)));

    public static bool IsIn(string text) => text.Contains("${", StringComparison.Ordinal);

    /// <summary>Whether a key by this name holds a secret, such as <c>password</c> or <c>api-key</c>.</summary>
    public static bool IsSecretKey(string key)
    {
        var plain = string.Concat(key.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return Endings.Any(plain.EndsWith);
    }

    /// <summary>What is wrong with the reference, or null.</summary>
    public (string Problem, string Remedy)? Fault(IReadOnlyList<string> prefixes)
    {
        var reference = ToString();
        if (Scheme is not ("env" or "file") || Name.Length == 0) return ("This is no secret reference.", "Write ${env:NAME} or ${file:path}.");
        if (Name.Split('/', '\\').Contains("..")) return ("A secret's path may not contain '..'.", "Name the file from the workspace's folder on, or by its full path.");
        if (prefixes.Any(prefix => reference[2..].StartsWith(prefix, StringComparison.Ordinal))) return null;
        return ($"The secret {reference} is below no allowed prefix.", "Rename it, or add its prefix to 'secrets: allow:' in hub.yaml.");
    }

    public override string ToString() => $"${{{Scheme}:{Name}}}";

    private static SecretReference Parse(string text) => Whole().Match(text) is { Success: true } match
        ? new(match.Groups[1].Value, match.Groups[2].Value)
        : new("", "");

    [GeneratedRegex(@"\$\{[^}]*\}?")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\A\$\{([a-z]+):([^}\s]+)\}\z")]
    private static partial Regex Whole();
}
