using System.IO.Hashing;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Store;
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

    private static RawState Known(long generation, bool seen) =>
        new(XxHash3.HashToUInt64(Payload), Landing, new(3), generation, Deleted: false, seen);

    private static MappedBatch Map(Reading? reading, RawState known) =>
        new BatchMapper(new SilentMapping(), new([], Formats.Default), reading, skipsUnchanged: reading is not null, [])
            .Map("lines", [new("K", Payload, new(9))], new Dictionary<string, RawState> { ["K"] = known });

    private sealed class SilentMapping : IMapping
    {
        public void Map(in SourceRecord record, MappingOutput output)
        {
        }
    }
}
