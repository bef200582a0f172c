namespace BackOffice.Integration.Mappings.Language.Expressions;

/// <summary>A part of an expression, ready to run.</summary>
/// <param name="Type">Where it is known before any record is seen.</param>
/// <param name="At">Where it starts in the expression.</param>
/// <param name="Slot">Of the path it reads and nothing else; -1 for anything else.</param>
/// <param name="Literal">The text it always is.</param>
/// <param name="Path">The first raw path it reads, for messages.</param>
/// <param name="IsRaw">Whether it may give a raw value as it stands, which JSON may have written as a truth.</param>
/// <param name="Names">Of the path it reads and nothing else.</param>
internal sealed record Compiled(
    Evaluate Run, ValueKind? Type, int At, int Slot = -1, string? Literal = null, string Path = "", bool IsRaw = false, IReadOnlyList<string>? Names = null)
{
    /// <summary>Whether anything stands at the path it reads, and nothing else; null for anything else.</summary>
    public Func<Scope, bool>? Stands { get; init; }

    /// <summary>Whether it is written as <c>null</c>.</summary>
    public bool IsNull { get; init; }

    /// <summary>The number it always is.</summary>
    public decimal? Constant { get; init; }

    /// <summary>Whether it reads the number that stands at one path, and does nothing else.</summary>
    public bool IsReading { get; init; }

    /// <summary>Where it reads the number at one path and rounds it: the digits it keeps.</summary>
    public int? KeptDigits { get; init; }
}

/// <summary>A whole expression of a mapping file.</summary>
internal sealed class Expression
{
    /// <summary>As written.</summary>
    public required string Text { get; init; }

    /// <summary>What it gives means nothing once <see cref="Scope.Issue"/> is set.</summary>
    public required Evaluate Evaluate { get; init; }

    /// <summary>Where it is known before any record is seen.</summary>
    public required ValueKind? Type { get; init; }

    /// <summary>The names of the path where it is one and nothing else.</summary>
    public IReadOnlyList<string>? Path { get; init; }

    /// <summary>Where it reads the number at one path and rounds it: the digits it keeps.</summary>
    public int? KeptDigits { get; init; }

    /// <summary>The raw paths it reads.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The code lists it looks up.</summary>
    public required IReadOnlyList<string> Crosswalks { get; init; }

    /// <summary>The mapped fields it sees, in rules.</summary>
    public required IReadOnlyList<string> Fields { get; init; }
}

/// <summary>Where an expression stands: whose paths it reads and whether it sees mapped fields.</summary>
internal sealed class ExpressionContext
{
    public required RecordPaths Paths { get; init; }

    /// <summary>Where <see cref="Paths"/> are those of an item: the paths of the record that holds it.</summary>
    public RecordPaths? Record { get; init; }

    /// <summary>Where <see cref="Paths"/> are those of an item: the paths of the objects around it, the nearest first and the record last.</summary>
    public IReadOnlyList<RecordPaths> Around { get; init; } = [];

    /// <summary>Names of mapped fields in the order of <see cref="Scope.Fields"/>; null outside rules.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Whether it must be true or false.</summary>
    public bool IsCondition { get; init; }

    /// <summary>Told the characters before a fault, the problem and the remedy.</summary>
    public required Action<int, string, string> Error { get; init; }
}

/// <summary>Compiles expressions; the first fault of each is told.</summary>
internal static class ExpressionCompiler
{
    public static Expression? Compile(string text, ExpressionContext context)
    {
        try
        {
            return Parser.Parse(text, context);
        }
        catch (ExpressionFault fault)
        {
            context.Error(fault.At, fault.Problem, fault.Remedy);
            return null;
        }
    }
}
