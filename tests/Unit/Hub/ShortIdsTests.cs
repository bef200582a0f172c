using BackOffice.Integration.Hub.Cli;

namespace BackOffice.Integration.Tests.Unit.Hub;

public sealed class ShortIdsTests
{
    [Fact]
    public void Tells_ids_of_one_instant_apart_by_as_little_as_it_takes()
    {
        var ids = new ShortIds(["01a2102b-4ce1-7aaa-8000-000000000002", "01a2102b-4ce1-7aaa-8000-000000000001", "01a2102b-4ce1-7b00-8000-000000000000", "02000000-0000-7000-8000-000000000000"]);
        Assert.Equal("01a2102b-4ce1-7aaa-8000-000000000001", ids["01a2102b-4ce1-7aaa-8000-000000000001"]);
        Assert.Equal("01a2102b-4ce1-7b", ids["01a2102b-4ce1-7b00-8000-000000000000"]);
        Assert.Equal("02000000-0000", ids["02000000-0000-7000-8000-000000000000"]);
    }
}
