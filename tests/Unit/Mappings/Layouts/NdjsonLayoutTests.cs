using System.Text;
using BackOffice.Integration.Mappings.Layouts;

namespace BackOffice.Integration.Tests.Unit.Mappings.Layouts;

public sealed class NdjsonLayoutTests
{
    [Fact]
    public void Each_row_is_a_line_and_decimals_keep_their_digits()
    {
        using var output = new MemoryStream();
        NdjsonLayout.Write(["name", "amount", "lines", "day"], [["Müller \"& Co\"\n", 1.10m, 3L, new DateOnly(2026, 2, 28)], [null, -0.0001m, 0L, null]], output);
        Assert.Equal(
            "{\"name\":\"Müller \\\"& Co\\\"\\n\",\"amount\":\"1.10\",\"lines\":3,\"day\":\"2026-02-28\"}\n{\"name\":null,\"amount\":\"-0.0001\",\"lines\":0,\"day\":null}\n",
            Encoding.UTF8.GetString(output.ToArray()));
    }
}
