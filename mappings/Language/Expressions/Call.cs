namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>One call of a function, as its builder sees it.</summary>
internal sealed record Call(Token Name, IReadOnlyList<Compiled> Arguments)
{
    /// <summary>The first raw path among the arguments, for messages.</summary>
    public string Path { get; } = Arguments.FirstOrDefault(argument => argument.Path.Length > 0)?.Path ?? "";

    public Compiled this[int index] => Arguments[index];

    /// <summary>Refuses an argument whose kind is known to be another.</summary>
    public void Wants(int index, ValueKind kind)
    {
        if (Arguments[index].Type is { } type && type != kind)
            throw new ExpressionFault(Arguments[index].At, $"'{Name.Text}' needs a {Operators.Word(kind)} here, and this is a {Operators.Word(type)}.", "Change the argument.");
    }

    /// <summary>Refuses a number written in the mapping that is not whole or out of these bounds: it could never work.</summary>
    public void WantsWhole(int index, decimal least, decimal most, string what)
    {
        Wants(index, ValueKind.Number);
        if (Arguments[index].Constant is { } number && (number < least || number > most || decimal.Truncate(number) != number))
            throw new ExpressionFault(Arguments[index].At, $"'{Name.Text}' can never work with this number.", what);
    }

    /// <summary>An argument that must be a text literal.</summary>
    public string Literal(int index, string what) => Arguments[index].Literal
        ?? throw new ExpressionFault(Arguments[index].At, $"'{Name.Text}' needs {what} as a text literal.", "Put it in single quotes.");
}
