namespace BackOffice.Integration.Mappings.Layouts.Workbooks;

/// <summary>Names that Excel takes for tabs: short, without its signs, each once.</summary>
internal sealed class SheetNames
{
    private const int Longest = 31;

    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name, or the name with a number where it goes on.</summary>
    public string Next(string wanted)
    {
        var name = string.Concat(wanted.Select(sign => sign is '\\' or '/' or '?' or '*' or '[' or ']' or ':' or < ' ' ? ' ' : sign)).Trim(' ', '\'');
        if (name.Length == 0) name = "Sheet";
        for (var number = 1; ; number++)
        {
            var end = number == 1 ? "" : $" ({number})";
            var next = name[..Math.Min(name.Length, Longest - end.Length)] + end;
            if (taken.Add(next)) return next;
        }
    }
}
