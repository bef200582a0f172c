using System.IO.Hashing;
using System.Text;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Tests.Unit.Engine.Inbound;

public sealed class BatchMapperTests
{
    private static readonly Guid Landing = Guid.CreateVersion7();
    private static readonly byte[] Payload = "{}"u8.ToArray();

    [Fact]
    public void An_unchanged_record_is_seen_where_it_landed_first()
    {
        var batch = Map(new(5, OneFile: true, GoesOn: false), Known(generation: 1, seen: false));
        Assert.Equal(new SeenRecord(Landing, new(3)), Assert.Single(batch.Unchanged));
    }

    [Fact]
    public void A_file_that_gives_a_key_again_after_an_unchanged_one_repeats_it()
    {
        var waiting = Assert.Single(Map(new(5, OneFile: true, GoesOn: false), Known(generation: 1, seen: true)).Quarantined);
        Assert.Equal(("K (line 9)", "key.duplicate"), (waiting.Key, waiting.Issues[0].Code));
    }

    [Fact]
    public void A_page_that_comes_again_changes_nothing() =>
        Assert.Single(Map(new(5, OneFile: false, GoesOn: false), Known(generation: 1, seen: true)).Unchanged);

    [Fact]
    public void A_key_that_this_reading_wrote_at_another_place_is_repeated() =>
        Assert.Single(Map(new(5, OneFile: true, GoesOn: false), Known(generation: 5, seen: false)).Quarantined);

    [Theory]
    [InlineData(1, true)]
    [InlineData(5, false)]
    public void A_table_that_gives_another_row_of_one_key_repeats_it(long generation, bool seen)
    {
        var waiting = Assert.Single(Map(new(5, OneFile: false, GoesOn: false), Known(generation, seen) with { Hash = 1 }).Quarantined);
        Assert.Equal(("K (no. 2)", "key.duplicate"), (waiting.Key, waiting.Issues[0].Code));
    }

    [Fact]
    public void A_row_that_changed_while_its_reading_was_cut_off_repeats_nothing() =>
        Assert.Single(Map(new(5, OneFile: false, GoesOn: true), Known(generation: 5, seen: false) with { Hash = 1 }).Mapped);

    [Fact]
    public void A_landed_record_that_is_mapped_again_repeats_nothing() =>
        Assert.Single(Map(reading: null, Known(generation: 5, seen: true)).Mapped);

    [Fact]
    public void Records_give_their_period_changed_or_not()
    {
        var batch = MapDated(new(5, OneFile: true, GoesOn: false), ("A", "2026-01-31"), ("B", "2026-02-01"), ("C", "soon"), ("B", "2026-03-01"));
        Assert.Equal(["2026-01", "2026-02"], batch.Periods!.Order());
        Assert.Equal(1, batch.Undated);
        Assert.Equal([("A", "2026-01"), ("C", null)], batch.Mapped.Select(record => (record.Key, record.Period)));
        Assert.Single(batch.Unchanged);
        Assert.Equal("2026-03", Assert.Single(batch.Quarantined).Period);
    }

    [Fact]
    public void A_landed_record_that_is_mapped_again_has_a_period_and_gives_none()
    {
        var batch = MapDated(reading: null, ("A", "2026-01-31"));
        Assert.Equal("2026-01", Assert.Single(batch.Mapped).Period);
        Assert.Empty(batch.Periods!);
    }

    [Fact]
    public void Where_no_period_is_replaced_none_is_told() =>
        Assert.Null(Map(new(5, OneFile: true, GoesOn: false), Known(generation: 1, seen: false)).Periods);

    private static RawState Known(long generation, bool seen) =>
        new(XxHash3.HashToUInt64(Payload), Landing, new(3), generation, Deleted: false, seen);

    private static MappedBatch Map(Reading? reading, RawState known) =>
        new BatchMapper(new SilentMapping(), new([], Formats.Default), reading, skipsUnchanged: reading is not null, [])
            .Map("lines", [new("K", Payload, new(9))], new Dictionary<string, RawState> { ["K"] = known });

    // B is known as it is.
    private static MappedBatch MapDated(Reading? reading, params (string Key, string Day)[] records)
    {
        var known = new RawState(XxHash3.HashToUInt64(Dated("2026-02-01")), Landing, new(3), 1, Deleted: false, Seen: false);
        var mapper = new BatchMapper(new SilentMapping(), new([], Formats.Default), reading, skipsUnchanged: reading is not null, [])
        {
            Periods = new(PeriodRule.Parse("month(day)", out _, out _)!, Formats.Default),
        };
        return mapper.Map("lines", [.. records.Select((record, index) => new RawRecord(record.Key, Dated(record.Day), new(index + 9)))], new Dictionary<string, RawState> { ["B"] = known });
    }

    private static byte[] Dated(string day) => Encoding.UTF8.GetBytes($$"""{"day":"{{day}}"}""");

    private sealed class SilentMapping : IMapping
    {
        public void Map(in SourceRecord record, MappingOutput output)
        {
        }
    }
}
