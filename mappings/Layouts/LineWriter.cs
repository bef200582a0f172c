using System.Text;

namespace BackOffice.Integration.Mappings.Layouts;

/// <summary>Joins, quotes (RFC 4180) and encodes lines, strictly.</summary>
internal sealed class LineWriter(DelimitedProfile profile, Stream output)
{
    private readonly Encoding encoding = Strict(profile.Encoding);
    private readonly StringBuilder line = new();
    private byte[] bytes = new byte[1024];

    public void Write(long row, IReadOnlyList<string> fields)
    {
        line.Clear();
        for (var i = 0; i < fields.Count; i++)
        {
            if (i > 0) line.Append(profile.Delimiter);
            Append(fields[i], alone: fields.Count == 1);
        }

        line.Append(profile.LineEnd);
        Encode(row, fields);
    }

    public void Flush() => output.Flush();

    private void Append(string field, bool alone)
    {
        // Readers skip a blank line, so a lone empty field is quoted.
        var quoted = field.AsSpan().IndexOfAny([profile.Delimiter, '"', '\r', '\n']) >= 0 || (alone && field.Length == 0);
        if (!quoted) line.Append(field);
        else line.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    private void Encode(long row, IReadOnlyList<string> fields)
    {
        var text = line.ToString();
        if (bytes.Length < encoding.GetMaxByteCount(text.Length)) bytes = new byte[encoding.GetMaxByteCount(text.Length)];
        try
        {
            output.Write(bytes, 0, encoding.GetBytes(text, bytes));
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
