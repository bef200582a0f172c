namespace BackOffice.Integration.Mappings;

/// <summary>The file shape a partner asked for.</summary>
public interface ILayout
{
    /// <summary>Same rows and sealing, same bytes: no clock, no culture, no I/O beyond the stream.</summary>
    void Write(IEnumerable<PartnerRow> rows, Sealing sealing, Stream output);
}

/// <summary>What sealing adds to the rows; a preview says <c>next</c> for the number.</summary>
public sealed record Sealing(string Number, DateTimeOffset At);

/// <summary>One row in a partner's words: a string, decimal, date or null for each column.</summary>
public sealed record PartnerRow(IReadOnlyList<object?> Cells);
