namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>One word of an expression and where it stands.</summary>
/// <param name="Text">Of a name, operator or number as written; of a text literal without its quotes.</param>
/// <param name="At">Characters before it.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At);

/// <summary>The kinds of words.</summary>
internal enum TokenKind
{
    Name,
    Text,
    Number,
    Sign,
    End,
}

/// <summary>A fault in an expression: where, what, what to do.</summary>
internal sealed class ExpressionFault(int at, string problem, string remedy) : Exception(problem)
{
    public int At { get; } = at;

    public string Problem { get; } = problem;

    public string Remedy { get; } = remedy;
}
