using System.Text.Json;
using BackOffice.Integration.Engine.Fixes;

namespace BackOffice.Integration.Engine.Quarantine.Synthetic;

/// <summary>One value of a record, and how it is told apart from the value that stands there instead.</summary>
internal sealed class SyntheticField(RawPath path, JsonElement value)
{
    // Free choices first, then codes that stand beside it in a list, then the code itself.
    private const int Free = 8, Codes = 24;

    public string Path => path.Text;

    /// <summary>Where it stands once members have other names.</summary>
    public string PathIn(SyntheticNames names) => RawPath.Of([.. path.Parts.Select(part => part is string name ? names.Of(name) : part)]).Text;

    public string Original { get; } = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    public JsonValueKind Kind => value.ValueKind;

    /// <summary>Counts up each time the mapping did not take what was chosen.</summary>
    public int Tried { get; set; }

    public bool Kept { get; private set; }

    /// <summary>Whether it stayed because the issues hang on it.</summary>
    public bool KeptAsCode { get; private set; }

    /// <summary>What stands in the synthetic record now.</summary>
    public string Made { get; private set; } = "";

    /// <summary>Chooses anew; the same value of a record becomes the same again.</summary>
    public void Choose(SyntheticChoices choices)
    {
        var codes = choices.CodesBeside(Original);
        KeptAsCode = !IsForm(choices) && Tried >= Codes && choices.IsCode(Original);
        Kept = KeptAsCode || IsForm(choices);
        var choice = choices.For(Original, Tried);
        Made = Kept ? Original
            : Kind == JsonValueKind.Number ? SyntheticText.OfNumber(Original, choice)
            : Tried >= Free && codes.Count > 0 ? codes[choice.Below(codes.Count)]
            : SyntheticText.Of(Original, choices.Formats, choice, near: Tried >= Free);
    }

    /// <summary>Goes straight to the code itself.</summary>
    public void Keep() => Tried = Math.Max(Tried, Codes);

    // Nothing, true and false, and signs that the stream's formats name tell of nobody.
    private bool IsForm(SyntheticChoices choices) =>
        Kind is JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False || !Original.Any(char.IsLetterOrDigit) || (choices.Formats.Null ?? []).Contains(Original);
}
