using System.CommandLine;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Hub.Cli;

/// <summary>Personal values stay masked unless somebody asks by name; asking is audited.</summary>
internal static class Reveal
{
    public static readonly Option<bool> Option = new("--reveal") { Description = "Shows personal values; needs --as LOGIN, and is written to the audit log." };

    /// <summary>Said below masked values, which look like real ones.</summary>
    public const string Hint = "Personal values are masked: 9 stands for a digit, x for a letter. --reveal --as LOGIN shows them and is written to the audit log.";

    /// <summary>Whether values may be shown to the actor who proved himself; writes the audit row first.</summary>
    public static async Task<bool> AllowedAsync(Verb verb, HubSession session, string action, string subject)
    {
        if (!verb.Get(Option)) return false;
        await session.Engine.Audit.RecordAsync(Credentials.Actor(verb, session).Login, action, subject, verb.Stop);
        return true;
    }

    public static string? Masked(string? value, FieldClass fieldClass, bool reveal) =>
        value is null || !Hides(fieldClass, reveal) ? value : Shape(value);

    public static bool Hides(FieldClass fieldClass, bool reveal) => !reveal && fieldClass is FieldClass.Personal or FieldClass.Sensitive;

    /// <summary>Digits as 9 and letters as x: enough to see a wrong format, not enough to know a person.</summary>
    public static string Shape(string value) => string.Create(value.Length, value, (shape, text) =>
    {
        for (var index = 0; index < text.Length; index++) shape[index] = char.IsDigit(text[index]) ? '9' : char.IsLetter(text[index]) ? 'x' : text[index];
    });
}
