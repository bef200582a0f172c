namespace BackOffice.Integration.Tests.Unit;

/// <summary>Tests that measure the process as a whole, such as its memory, and run beside no other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
