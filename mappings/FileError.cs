namespace BackOffice.Integration.Mappings;

/// <summary>One fault in a file that people write: where, what is wrong, what to do.</summary>
/// <param name="File">Path below the workspace.</param>
/// <param name="Line">Counted from one.</param>
/// <param name="Column">Counted from one.</param>
public sealed record FileError(string File, int Line, int Column, string Problem, string Remedy)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Problem} {Remedy}";
}
