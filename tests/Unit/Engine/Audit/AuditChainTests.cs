using BackOffice.Integration.Engine.Audit;

namespace BackOffice.Integration.Tests.Unit.Engine.Audit;

public sealed class AuditChainTests
{
    private static readonly AuditEntry Entry = new("hub", "actor.added", "ina", "{}");

    [Fact]
    public void The_hash_is_the_one_another_program_computes() => Assert.Equal(
        "00c48fc58b62b7d69d0988b894111ac097c368475c2061ca5adcbbba263838b7",
        Convert.ToHexStringLower(AuditChain.Hash(AuditChain.Origin, 1, 5, Entry)));

    [Fact]
    public void A_text_cannot_move_from_one_field_to_the_next() => Assert.NotEqual(
        AuditChain.Hash(AuditChain.Origin, 1, 5, Entry),
        AuditChain.Hash(AuditChain.Origin, 1, 5, new AuditEntry("hu", "bactor.added", "ina", "{}")));
}
