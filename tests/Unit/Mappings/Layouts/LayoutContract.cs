using System.Globalization;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Tests.Unit.Mappings.Layouts;

/// <summary>What every layout promises; each inherits this suite.</summary>
public abstract class LayoutContract
{
    protected static readonly Sealing Sealing = new("17", new(2026, 3, 31, 14, 0, 0, TimeSpan.FromHours(2)));

    /// <summary>A layout over three columns: text, decimal with two digits, date.</summary>
    protected abstract ILayout Layout { get; }

    /// <summary>Reads the file with code that is not ours: the text of each cell, heading and trailer left out.</summary>
    protected abstract IReadOnlyList<IReadOnlyList<string>> ReadBack(byte[] file);

    /// <summary>How this layout shows the three cells of a row.</summary>
    protected abstract IReadOnlyList<string> Shown(string? text, decimal? number, DateOnly? date);

    protected static IReadOnlyList<(string? Text, decimal? Number, DateOnly? Date)> Awkward =>
    [
        ("Weber; Söhne", -1234.5m, new(2026, 3, 31)),
        ("say \"hi\"", 0m, new(2024, 2, 29)),
        (" padded ", 0.01m, null),
        ("two\nlines", 9999999999.99m, new(1, 1, 1)),
        ("00017", null, new(9999, 12, 31)),
        (null, null, null),
    ];

    [Fact]
    public void Same_rows_and_sealing_give_the_same_bytes() => Assert.Equal(Written(Awkward), Written(Awkward));

    [Fact]
    public void No_culture_shows_in_the_file()
    {
        var expected = Written(Awkward);
        var before = CultureInfo.CurrentCulture;
        try
        {
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NumberDecimalSeparator = "#";
            odd.NumberFormat.NegativeSign = "~";
            odd.DateTimeFormat.DateSeparator = "!";
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(expected, Written(Awkward));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_foreign_reader_gets_the_same_cells() =>
        Assert.Equal(Awkward.Select(row => Shown(row.Text, row.Number, row.Date)), ReadBack(Written(Awkward)));

    [Fact]
    public void The_stream_stays_open_and_nothing_before_it_is_touched()
    {
        using var output = new MemoryStream();
        output.Write("before"u8);
        Layout.Write(Rows(Awkward), Sealing, output);
        Assert.Equal([.. "before"u8, .. Written(Awkward)], output.ToArray());
    }

    [Fact]
    public void A_hundred_thousand_rows_pass_through_flat_memory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var output = new CountingStream(() => GC.GetTotalMemory(forceFullCollection: true) - before);
        Layout.Write(Enumerable.Range(0, 100_000).Select(i => new PartnerRow([$"row {i}", i / 100m, null])), Sealing, output);
        Assert.True(output.Length > 1_000_000);
        Assert.InRange(output.GreatestGrowth, long.MinValue, 4_000_000);
    }

    protected byte[] Written(IEnumerable<(string? Text, decimal? Number, DateOnly? Date)> rows)
    {
        using var output = new MemoryStream();
        Layout.Write(Rows(rows), Sealing, output);
        return output.ToArray();
    }

    private static IEnumerable<PartnerRow> Rows(IEnumerable<(string? Text, decimal? Number, DateOnly? Date)> rows) =>
        rows.Select(row => new PartnerRow([row.Text, row.Number, row.Date]));

    // Looks at the heap now and then while the layout writes, and keeps nothing itself.
    private sealed class CountingStream(Func<long> grown) : MemoryStream
    {
        private long written, nextLook;

        public long GreatestGrowth { get; private set; } = long.MinValue;

        public override long Length => written;

        public override void Write(byte[] buffer, int offset, int count)
        {
            written += count;
            if (written < nextLook) return;
            nextLook = written + 200_000;
            GreatestGrowth = Math.Max(GreatestGrowth, grown());
        }
    }
}
