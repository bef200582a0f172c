using BackOffice.Integration.Connectors;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Workspaces;

namespace BackOffice.Integration.Tests.Unit.Connectors;

/// <summary>What every kind in the catalog tells people.</summary>
public sealed class ConnectorKindTests
{
    public static TheoryData<string> Kinds => [.. new ConnectorCatalog().All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Says_what_it_is_for_and_has_a_role(string name)
    {
        var kind = Kind(name);
        Assert.Matches(@"\A[A-Z].{10,100}\.\z", kind.About);
        Assert.NotEmpty(kind.Roles);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_key_is_described_and_every_required_one_has_an_example(string name)
    {
        var keys = SettingKey.OfSettings(Kind(name)).Concat(SettingKey.OfStreams(Kind(name))).ToList();
        Assert.All(keys, key => Assert.NotEmpty(key.About));
        Assert.All(keys.Where(key => key.Required), key => Assert.NotNull(key.Example));
    }

    [Theory]
    [InlineData("file", ConnectorRole.Source)]
    [InlineData("folder", ConnectorRole.FileDestination)]
    public void Its_roles_are_what_it_can_do(string name, ConnectorRole role) => Assert.Equal([role], Kind(name).Roles);

    private static ConnectorKind Kind(string name) => new ConnectorCatalog().All.Single(kind => kind.Name == name);
}
