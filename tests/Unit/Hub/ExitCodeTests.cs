using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Hub.Cli;

namespace BackOffice.Integration.Tests.Unit.Hub;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(Recovery.Reconfigure, 2)]
    [InlineData(Recovery.Retry, 5)]
    [InlineData(Recovery.Stop, 5)]
    public void A_connection_to_mend_is_told_from_a_closed_border(Recovery recovery, int code) => Assert.Equal(code, ExitCode.OfConnection(recovery));
}
