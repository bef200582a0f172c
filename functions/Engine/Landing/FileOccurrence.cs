using System.Globalization;

namespace BackOffice.Integration.Engine.Landing;

/// <summary>What a run over a file stands for: a content, and which time it arrived.</summary>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Arrival">Counts from one; a content comes again when a source goes back to an earlier state.</param>
internal readonly record struct FileOccurrence(string Sha256, int Arrival)
{
    private const char Mark = '@';

    public static FileOccurrence Parse(string occurrence) =>
        occurrence.LastIndexOf(Mark) is var at and > 0 && int.TryParse(occurrence.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var arrival)
            ? new(occurrence[..at], arrival)
            : new(occurrence, 1);

    public override string ToString() => Arrival == 1 ? Sha256 : string.Create(CultureInfo.InvariantCulture, $"{Sha256}{Mark}{Arrival}");
}
