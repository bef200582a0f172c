using BackOffice.Integration.Engine.Datasets.Consolidation;

namespace BackOffice.Integration.Tests.Unit.Engine.Datasets.Consolidation;

public sealed class GroupTreeTests
{
    [Fact]
    public void The_share_of_the_group_is_the_product_up_the_tree()
    {
        var tree = new GroupTree([Company("top"), Company("mid", "top", 75), Company("low", "mid", 50)]);
        Assert.Equal((1m, 0.75m, 0.375m), (tree.Share("top"), tree.Share("mid"), tree.Share("low")));
        Assert.Null(tree.Share("elsewhere"));
    }

    [Fact]
    public void A_share_that_somebody_does_not_tell_is_not_known()
    {
        var tree = new GroupTree([Company("mid", "top"), Company("low", "mid", 50), Company("a", "b", 50), Company("b", "a", 50)]);
        Assert.Equal((null, null, null, null), (tree.Share("mid"), tree.Share("low"), tree.Share("a"), tree.Share("b")));
    }

    [Fact]
    public void The_source_that_knows_an_owner_goes_before_one_that_does_not()
    {
        var tree = new GroupTree([Company("x") with { Connection = "a" }, Company("x", "top", 30) with { Connection = "b" }]);
        Assert.Equal(0.3m, tree.Share("x"));
    }

    private static GroupCompany Company(string key, string? parent = null, decimal? ownership = null) => new("books", key, parent, ownership);
}
