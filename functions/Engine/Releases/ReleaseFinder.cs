using System.Globalization;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Finds the release that a person means: <c>3</c>, <c>payroll/3</c>, <c>next</c> or the start of an id.</summary>
internal static class ReleaseFinder
{
    public static ReleaseHead Find(this IReleaseView view, string reference)
    {
        var heads = view.Heads();
        var (export, rest) = reference.Split('/', 2) is [var named, var behind] ? (named, behind) : (null, reference);
        List<ReleaseHead> found = [.. heads.Where(head => (export is null || head.Export == export) && Means(head, rest))];
        return found.Count switch
        {
            1 => found[0],
            0 => throw new RefusedException("release.unknown", $"No release is meant by {reference}; see `release list`."),
            _ => throw new RefusedException("release.ambiguous", $"{reference} means {found.Count} releases; write export/number or more of the id: {string.Join(", ", found.Select(head => $"{head.Export}/{head.Number?.ToString(CultureInfo.InvariantCulture) ?? head.ShortId}").Take(5))}."),
        };
    }

    private static bool Means(ReleaseHead head, string text) =>
        text == ReleasePlans.NextNumber ? head.IsOpen
        : IsNumber(text) ? head.Number == long.Parse(text, CultureInfo.InvariantCulture)
        : text.Length >= 4 && head.Id.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase);

    // An id starts with a zero for the next centuries, a number never does.
    private static bool IsNumber(string text) => text.Length is > 0 and < 10 && text[0] != '0' && text.All(char.IsAsciiDigit);
}
