using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class FileMappingContractTests : MappingContract
{
    protected override IMapping Mapping => TestMapping.Parse(TestMapping.Everything).Bind(null, TestMapping.Centres);

    protected override string Good => TestMapping.Record();

    protected override string Bad => TestMapping.Record(from: "zq7marker", pay: "zq7marker", centre: "zq7marker", nickname: "zq7marker");
}
