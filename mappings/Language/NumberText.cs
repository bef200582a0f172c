namespace BackOffice.Integration.Mappings.Language;
/// <summary>x</summary>
public static class NumberText { public static bool TryParse(ReadOnlySpan<char> text, Formats formats, out decimal number) => throw new NotImplementedException(); }
