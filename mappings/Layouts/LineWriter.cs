using System.Buffers;
using System.Text;

namespace BackOffice.Integration.Mappings.Layouts;

/// <summary>Joins, quotes (RFC 4180) and encodes lines, strictly.</summary>
internal sealed class LineWriter(DelimitedProfile profile, Stream output)
{
    private readonly Encoding encoding = Strict(profile.Encoding);
    private readonly SearchValues<char> quotable = SearchValues.Create([profile.Delimiter, '"', '\r', '\n']);
    private char[] line = new char[1024];
    private byte[] bytes = new byte[1024];
    private int length;

    public void Write(long row, IReadOnlyList<string> fields)
    {
        length = 0;
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0) Append(profile.Delimiter);
            Append(fields[i], alone: fields.Count == 1);
        }

        Append(profile.LineEnd);
        Encode(row, fields);
    }

    public void Flush() => output.Flush();

    private void Append(string field, bool alone)
    {
        // Readers skip a blank line, so a lone empty field is quoted.
        if (!field.AsSpan().ContainsAny(quotable) && !(alone && field.Length == 0))
        {
            Append(field);
            return;
        }

        Append('"');
        Append(field.Replace("\"", "\"\"", StringComparison.Ordinal));
        Append('"');
    }

    private void Append(char sign)
    {
        if (length == line.Length) Array.Resize(ref line, line.Length * 2);
        line[length++] = sign;
    }

    private void Append(string text)
    {
        if (line.Length - length < text.Length) Array.Resize(ref line, Math.Max(line.Length * 2, length + text.Length));
        text.CopyTo(line.AsSpan(length));
        length += text.Length;
    }

    private void Encode(long row, IReadOnlyList<string> fields)
    {
        if (bytes.Length < encoding.GetMaxByteCount(length)) bytes = new byte[encoding.GetMaxByteCount(length)];
        try
        {
            output.Write(bytes, 0, encoding.GetBytes(line, 0, length, bytes, 0));
        }
        catch (EncoderFallbackException)
        {
            var column = fields.Index().First(field => !Encodes(field.Item)).Index;
            var heading = column < profile.Columns.Count ? profile.Columns[column].Heading : profile.Trailer!.Mark;
            throw new LayoutException("layout.character-missing", row, heading, $"holds a character that {profile.Encoding} lacks; choose an encoding that has it, such as utf-8.");
        }
    }

    private bool Encodes(string field)
    {
        try
        {
            return encoding.GetByteCount(field) >= 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static Encoding Strict(string name) => string.Equals(name, "utf-8", StringComparison.OrdinalIgnoreCase)
        ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
        : CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
          ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
}
