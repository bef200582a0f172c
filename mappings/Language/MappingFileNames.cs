using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>The remedy for a name that is not known.</summary>
internal static class MappingFileNames
{
    public static string Suggest(string name, IReadOnlyList<string> known) =>
        Nearest.Hint(name, known) ?? $"Use one of: {string.Join(", ", known)}.";
}
