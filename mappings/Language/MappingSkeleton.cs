using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Language.Expressions;

namespace BackOffice.Integration.Mappings.Language;

/// <summary>The first text of a mapping that a person still has to write.</summary>
public static partial class MappingSkeleton
{
    private const int LineLength = 120;

    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="stream">Such as <c>files/orders</c>.</param>
    /// <param name="fields">Where each value stands in a record, and the function that reads it; none for texts.</param>
    public static string Of(string stream, IEnumerable<(IReadOnlyList<string> Path, string? Function)> fields)
    {
        var text = new StringBuilder();
        text.Append("# A mapping still to be written: what the fields of ").Append(stream).Append(" mean.\n")
            .Append("# 1. Behind 'to:' write what one record is, one of:\n");
        foreach (var line in Wrapped(CanonicalModel.All.Select(entity => entity.Name))) text.Append("#    ").Append(line).Append('\n');
        text.Append("# 2. Before each colon write the field that the value belongs to, and remove the lines that you do not need; `backoffice validate` names the fields there are.\n")
            .Append("to: to-be-written\nkey: recordKey\nfields:\n");
        foreach (var (path, function) in fields) text.Append("  ").Append(Scalar(string.Join('.', path))).Append(": ").Append(Scalar(Expression(path, function))).Append('\n');
        return text.ToString();
    }

    private static string Expression(IReadOnlyList<string> path, string? function) => function is null ? PathText.Of(path) : $"{function}({PathText.Of(path)})";

    private static string Scalar(string text) => Plain().IsMatch(text) ? text : JsonSerializer.Serialize(text, Quoted);

    private static IEnumerable<string> Wrapped(IEnumerable<string> words)
    {
        var line = "";
        foreach (var word in words)
        {
            if (line.Length + word.Length > LineLength)
            {
                yield return line;
                line = "";
            }

            line += line.Length == 0 ? word : $", {word}";
        }

        yield return line;
    }

    [GeneratedRegex(@"\A(?!(?:true|false|null|yes|no|on|off|y|n)\z)[A-Za-z_][A-Za-z0-9_.()]*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Plain();
}
