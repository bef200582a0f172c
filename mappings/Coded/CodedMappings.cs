namespace BackOffice.Integration.Mappings.Coded;

/// <summary>Every mapping that is written in C#: one line each.</summary>
public static class CodedMappings
{
    public static IReadOnlyList<CodedMapping> All { get; } =
    [
        new PlanByMonth(),
        new EcbReferenceRates(),
    ];

    public static CodedMapping? Named(string name) => All.FirstOrDefault(mapping => mapping.Name == name);
}
