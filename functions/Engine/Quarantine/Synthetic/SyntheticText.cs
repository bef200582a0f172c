using System.Globalization;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Engine.Quarantine.Synthetic;

/// <summary>Another text of the same form: letters for letters, digits for digits, a date for a date of its pattern.</summary>
internal static class SyntheticText
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz", Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Digits = "123456789";
    private const string LowerAbove = "àáâäçèéêëíîñóôöøùúûü", UpperAbove = "ÀÁÂÄÇÈÉÊËÍÎÑÓÔÖØÙÚÛÜ";
    private static readonly string[] UsualDates = ["yyyy-MM-dd", "dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "yyyy/MM/dd", "yyyyMMdd", "dd-MM-yyyy", "d.M.yyyy"];

    /// <param name="near">Whether a date stays within two years, for code lists that hold on some days only.</param>
    public static string Of(string text, Formats formats, KeyedChoice choice, bool near)
    {
        if (Pattern(text, formats) is { } pattern) return Day(text, pattern, choice, near);
        if (text.Length > 10 && Pattern(text[..10], Formats.Default) is { } day && text[10] is 'T' or ' ') return Day(text[..10], day, choice, near) + Time(text[10..], choice);
        return Characters(text, choice);
    }

    /// <summary>The digits of a JSON number; sign, point and exponent stay.</summary>
    public static string OfNumber(string number, KeyedChoice choice)
    {
        var exponent = number.AsSpan().IndexOfAny('e', 'E');
        var digits = exponent < 0 ? number : number[..exponent];
        return Characters(digits, choice) + number[digits.Length..];
    }

    private static string? Pattern(string text, Formats formats) => text.Any(char.IsAsciiDigit)
        ? (formats.Date ?? []).Concat(UsualDates).FirstOrDefault(pattern => DateText.TryParse(text, pattern, out _) && Rewrites(text, pattern))
        : null;

    // A pattern that would write the same day otherwise cannot keep the form.
    private static bool Rewrites(string text, string pattern) => DateText.TryParse(text, pattern, out var day) && Written(day, pattern) == text;

    private static string? Written(DateOnly day, string pattern)
    {
        try
        {
            return day.ToString(pattern, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Day(string text, string pattern, KeyedChoice choice, bool near)
    {
        DateText.TryParse(text, pattern, out var old);
        while (true)
        {
            var first = near ? new DateOnly(Math.Clamp(old.Year - 2, 1, 9990), 1, 1) : new DateOnly(1960, 1, 1);
            var day = first.AddDays(choice.Below(near ? 5 * 365 : 75 * 365));
            if (day != old && Written(day, pattern) is { } written && written.Length == text.Length) return written;
        }
    }

    private static string Time(string text, KeyedChoice choice)
    {
        var time = text.ToCharArray();
        for (var at = 1; at < time.Length; at++)
        {
            if (!char.IsAsciiDigit(time[at])) continue;
            // Tens of hours, minutes and seconds stay small, so that the time stays one.
            time[at] = at is 1 or 4 or 7 ? choice.OneOf("01") : choice.OneOf(Digits);
        }

        return new(time);
    }

    private static string Characters(string text, KeyedChoice choice)
    {
        var leading = true;
        var nothing = !text.AsSpan().ContainsAnyInRange('1', '9');
        return string.Create(text.Length, text, (made, old) =>
        {
            for (var at = 0; at < old.Length; at++)
            {
                // Zeros in front are part of a number's form.
                made[at] = leading && old[at] == '0' && !nothing ? '0' : Character(old[at], choice);
                if (old[at] is (>= '1' and <= '9') or '.' or ',') leading = false;
            }
        });
    }

    private static char Character(char old, KeyedChoice choice) => old switch
    {
        >= '0' and <= '9' => Other(old, Digits, choice),
        >= 'a' and <= 'z' => Other(old, Lower, choice),
        >= 'A' and <= 'Z' => Other(old, Upper, choice),
        _ when char.IsUpper(old) => Other(old, UpperAbove, choice),
        _ when char.IsLetter(old) && old < '\u0250' => Other(old, LowerAbove, choice),
        _ when char.IsLetterOrDigit(old) => Other(old, "αβγδεζηθικλμνξο", choice),
        _ when char.IsSurrogate(old) => '�',
        _ => old,
    };

    private static char Other(char old, string among, KeyedChoice choice)
    {
        char made;
        do made = choice.OneOf(among); while (made == old);
        return made;
    }
}
