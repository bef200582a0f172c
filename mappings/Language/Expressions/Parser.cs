namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>Turns an expression into closures, operator by operator of rising strength.</summary>
internal sealed class Parser
{
    private const int Deepest = 64;
    private const int MostOperators = 500;
    private const int Comparison = 5;

    private readonly List<Token> tokens;
    private readonly ExpressionContext context;
    private readonly List<string> paths = [];
    private readonly List<string> crosswalks = [];
    private readonly List<string> fields = [];
    private int next;
    private int depth;
    private int operators;

    private Parser(string text, ExpressionContext context) => (tokens, this.context) = (Lexer.Cut(text), context);

    private Token Current => tokens[next];

    /// <summary>Throws an <see cref="ExpressionFault"/> at the first fault.</summary>
    public static Expression Parse(string text, ExpressionContext context)
    {
        var parser = new Parser(text, context);
        var body = parser.Parse(0);
        if (parser.Current.Kind != TokenKind.End) throw parser.Unexpected();
        if (context.IsCondition) body = Conditions.Of(body);
        return new() { Text = text, Evaluate = body.Run, Type = body.Type, Path = body.Names, KeptDigits = body.KeptDigits, Paths = parser.paths, Crosswalks = parser.crosswalks, Fields = parser.fields };
    }

    private Compiled Parse(int strength)
    {
        if (++depth > Deepest) throw new ExpressionFault(Current.At, $"The expression is nested deeper than {Deepest}.", "Split it over several fields.");
        var left = Prefix();
        while (Strength(Current) is var found && found > strength) left = Infix(left, found);
        depth--;
        return left;
    }

    private static int Strength(Token token) => token switch
    {
        { Kind: TokenKind.Sign, Text: "?" } => 1,
        { Kind: TokenKind.Sign, Text: "??" } => 2,
        { Kind: TokenKind.Name, Text: "or" } => 3,
        { Kind: TokenKind.Name, Text: "and" } => 4,
        { Kind: TokenKind.Sign, Text: "=" or "==" or "!=" or "<" or "<=" or ">" or ">=" } => Comparison,
        { Kind: TokenKind.Sign, Text: "+" or "-" } => 6,
        { Kind: TokenKind.Sign, Text: "*" or "/" or "%" } => 7,
        _ => 0,
    };

    private Compiled Infix(Compiled left, int strength)
    {
        var sign = Take();
        if (++operators > MostOperators) throw new ExpressionFault(sign.At, $"The expression has more than {MostOperators} operators.", "Split it over several fields, or write the mapping in C#.");
        switch (sign.Text)
        {
            case "?":
                Conditions.Require(left);
                var then = Parse(0);
                Expect(":", "An expression `condition ? a : b` needs both parts.");
                return Operators.Choose(left, then, Parse(0));
            case "??":
                return Operators.Otherwise(left, Parse(strength - 1));
            case "or" or "and":
                return Operators.Logic(sign, left, Parse(strength));
            default:
                var right = Parse(strength);
                return strength == Comparison ? Operators.Compare(sign, left, right) : Operators.Calculate(sign, left, right);
        }
    }

    private Compiled Prefix()
    {
        var token = Take();
        return token switch
        {
            { Kind: TokenKind.Number } => Constant(token, Value.Of(Number(token))) with { Constant = Number(token) },
            { Kind: TokenKind.Text } => Constant(token, Value.Of(token.Text)) with { Literal = token.Text },
            { Kind: TokenKind.Sign, Text: "(" } => Group(),
            { Kind: TokenKind.Sign, Text: "-" } => Operators.Negate(token, Parse(7)),
            { Kind: TokenKind.Sign, Text: "[" } => Path(token, [OddName()]),
            { Kind: TokenKind.Name } => Named(token),
            _ => throw Unexpected(token),
        };
    }

    private static decimal Number(Token token) => NumberText.TryParse(token.Text, Formats.Default, out var number)
        ? number
        : throw new ExpressionFault(token.At, "The number is no exact decimal: it has too many digits.", "Write at most 28 digits.");

    private Compiled Group()
    {
        var inner = Parse(0);
        Expect(")", "A bracket is not closed.");
        return inner;
    }

    private Compiled Named(Token name)
    {
        if (name.Text == "not") return Operators.Not(name, Parse(Comparison - 1));
        if (Is("(")) return Call(name);
        return name.Text switch
        {
            "true" => Constant(name, Value.Of(true)),
            "false" => Constant(name, Value.Of(false)),
            "null" => new(_ => default, null, name.At) { IsNull = true },
            "recordKey" => new(scope => Value.Of(scope.RecordKey), ValueKind.Text, name.At),
            "raw" when context.Fields is not null => RawPath(name),
            "record" when context.Record is not null => RecordPath(name),
            "parent" when context.Record is not null && (Is(".") || Is("[")) => ParentPath(name),
            "item" when context.Record is not null => Item(name),
            "itemNumber" when context.Record is not null => new(scope => Value.Of((decimal)scope.ItemNumber), ValueKind.Number, name.At),
            _ => context.Fields is null ? Path(name, [name.Text]) : MappedField(name),
        };
    }

    private Compiled RawPath(Token raw) => Path(raw, [First(raw)]);

    private Compiled RecordPath(Token record) => RecordPath(record, Rest([First(record)]));

    private Compiled RecordPath(Token record, List<string> parts)
    {
        var slot = Slot(context.Record!, parts, out var text);
        return new(scope => scope.RecordPath(slot), ValueKind.Text, record.At, Path: text, IsRaw: true) { Stands = scope => scope.Stands(scope.Record!, slot) };
    }

    private Compiled ParentPath(Token parent)
    {
        var above = 0;
        for (; IsParent(next); above++) next += 2;
        List<string> parts = Rest([First(parent)]);
        if (above >= context.Around.Count)
        {
            var asked = string.Join('.', Enumerable.Repeat("parent", above + 1));
            throw new ExpressionFault(parent.At, $"An item of this list has no {asked}: the record is the last of the {context.Around.Count} around it.", $"Did you mean '{PathText.Of(parts, "record")}'?");
        }

        if (above == context.Around.Count - 1) return RecordPath(parent, parts);
        var slot = Slot(context.Around[above], parts, out var path);
        return new(scope => scope.AroundPath(above, slot), ValueKind.Text, parent.At, Path: path, IsRaw: true) { Stands = scope => scope.Stands(scope.Around[above], slot) };
    }

    // `.parent` that another name follows; the last name of a path is a field.
    private bool IsParent(int at) =>
        tokens[at] is { Kind: TokenKind.Sign, Text: "." } && tokens[at + 1] is { Kind: TokenKind.Name, Text: "parent" } && tokens[at + 2] is { Kind: TokenKind.Sign, Text: "." or "[" };

    private Compiled Item(Token item)
    {
        paths.Add(context.Paths.TextOf(RecordPaths.Itself));
        return new(scope => scope.Path(RecordPaths.Itself), ValueKind.Text, item.At, Slot: RecordPaths.Itself, Path: context.Paths.TextOf(RecordPaths.Itself), IsRaw: true) { Stands = scope => scope.Stands(scope.Slots, RecordPaths.Itself) };
    }

    // The name that must follow `raw`, `record` and `parent`.
    private string First(Token before)
    {
        if (Is("[")) return TakeOdd();
        Expect(".", $"`{before.Text}` alone is no value.");
        var name = Take();
        return name.Kind == TokenKind.Name ? name.Text : throw Unexpected(name);
    }

    private Compiled MappedField(Token name)
    {
        var index = context.Fields!.ToList().IndexOf(name.Text);
        if (index < 0) throw new ExpressionFault(name.At, $"The map has no field '{name.Text}'.", Suggestion.Hint(name.Text, context.Fields!) ?? $"Write raw.{name.Text} for a field of the record.");
        fields.Add(name.Text);
        return new(scope => scope.Fields[index], null, name.At, Path: name.Text);
    }

    private Compiled Path(Token first, List<string> parts)
    {
        var slot = Slot(context.Paths, Rest(parts), out var text);
        return new(scope => scope.Path(slot), ValueKind.Text, first.At, Slot: slot, Path: text, IsRaw: true, Names: parts) { Stands = scope => scope.Stands(scope.Slots, slot) };
    }

    private List<string> Rest(List<string> parts)
    {
        while (Is(".") || Is("["))
        {
            if (Is("[")) parts.Add(TakeOdd());
            else
            {
                Take();
                var part = Take();
                parts.Add(part.Kind == TokenKind.Name ? part.Text : throw Unexpected(part));
            }
        }

        return parts;
    }

    private int Slot(RecordPaths known, List<string> parts, out string text)
    {
        var slot = known.Slot(parts, out text);
        if (!paths.Contains(text)) paths.Add(text);
        return slot;
    }

    private Compiled Call(Token name)
    {
        Take();
        List<Compiled> arguments = [];
        while (!Is(")"))
        {
            if (arguments.Count > 0) Expect(",", "Arguments are separated by commas.");
            arguments.Add(Parse(0));
        }

        Take();
        var function = FunctionCatalog.Find(name.Text)
            ?? throw new ExpressionFault(name.At, $"There is no function '{name.Text}'.", Suggestion.Hint(name.Text, FunctionCatalog.All.Select(known => known.Name)) ?? "`date`, `money` and `trim` are among those there are.");
        if (arguments.Count < function.Least || arguments.Count > function.Most)
            throw new ExpressionFault(name.At, $"'{name.Text}' takes other arguments than these {arguments.Count}.", $"Write {function.Signature}.");
        if (name.Text == "crosswalk" && arguments[0].Literal is { } list) crosswalks.Add(list);
        var call = new Call(name, arguments);
        return new(function.Build(call), function.Gives, name.At, Path: call.Path)
        {
            IsReading = name.Text is "number" or "money" && arguments[0].Names is not null,
            KeptDigits = name.Text == "round" && arguments[0].IsReading && arguments[1].Constant is >= 0 and <= 28 and var digits ? (int)digits : null,
        };
    }

    private string TakeOdd()
    {
        Take();
        return OddName();
    }

    private string OddName()
    {
        var name = Take();
        if (name.Kind != TokenKind.Text) throw new ExpressionFault(name.At, "Brackets hold a field name in quotes.", "Write [\"name\"].");
        Expect("]", "The bracket of a field name is not closed.");
        return name.Text;
    }

    private static Compiled Constant(Token token, Value value) => new(_ => value, value.Kind, token.At);

    private Token Take() => tokens[next == tokens.Count - 1 ? next : next++];

    private bool Is(string sign) => Current.Kind == TokenKind.Sign && Current.Text == sign;

    private void Expect(string sign, string problem)
    {
        if (!Is(sign)) throw new ExpressionFault(Current.At, problem, $"Put '{sign}' here.");
        Take();
    }

    private ExpressionFault Unexpected() => Unexpected(Current);

    private static ExpressionFault Unexpected(Token token) => token.Kind == TokenKind.End
        ? new(token.At, "The expression ends too early.", "Complete it.")
        : new(token.At, $"'{token.Text}' does not belong here.", "Remove it, or put an operator before it; a text literal stands in single quotes.");
}
