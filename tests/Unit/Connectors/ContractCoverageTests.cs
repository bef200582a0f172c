using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Tests.Unit.Connectors;

/// <summary>Names the class a suite is inherited for.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ProvesAttribute(Type subject) : Attribute
{
    public Type Subject { get; } = subject;
}

public sealed class ContractCoverageTests
{
    [Theory]
    [InlineData(typeof(ISource), typeof(SourceContract))]
    [InlineData(typeof(ISlicedSource), typeof(SlicedSourceContract))]
    [InlineData(typeof(IFileDestination), typeof(FileDestinationContract))]
    public void Every_implementation_inherits_the_suite_of_its_kind(Type contract, Type suite)
    {
        var implementations = typeof(ConnectorCatalog).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && contract.IsAssignableFrom(type)).ToList();
        var proven = typeof(ContractCoverageTests).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && suite.IsAssignableFrom(type))
            .SelectMany(type => type.GetCustomAttributes(typeof(ProvesAttribute), inherit: true).Cast<ProvesAttribute>())
            .Select(proof => proof.Subject).ToHashSet();

        Assert.NotEmpty(implementations);
        Assert.Empty(implementations.Except(proven));
    }
}
