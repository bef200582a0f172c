using System.Buffers.Binary;
using System.Runtime.InteropServices;
using BackOffice.Integration.Mappings.Canonical;
using BackOffice.Integration.Mappings.Canonical.Shared;

namespace BackOffice.Integration.Tests.Unit.Mappings;

public sealed class EntityRowTests
{
    private static readonly EntityDescriptor Party = EntityDescriptor.Of<Party>();

    [Fact]
    public void A_field_that_an_entity_gains_leaves_the_hash_of_a_row_without_it()
    {
        Assert.Equal(Row([Cell.Of("1"), Cell.Of("Weber")]).Hash(), Row([Cell.Of("1"), Cell.Of("Weber"), default]).Hash());
        Assert.Equal(Row([Cell.Of("1")], "{\"a\":\"b\"}").Hash(), Row([Cell.Of("1"), default, default], "{\"a\":\"b\"}").Hash());
        Assert.Equal(Row([]).Hash(), Row([default]).Hash());
    }

    [Fact]
    public void Rows_that_differ_have_other_hashes()
    {
        EntityRow[] rows =
        [
            Row([]), Row([Cell.Of("")]), Row([Cell.Of(0)]), Row([Cell.Of("1")]), Row([default, Cell.Of("1")]), Row([Cell.Of("1"), Cell.Of("")]),
            Row([Cell.Of("1"), Cell.Of("2")]), Row([Cell.Of("12")]), Row([Cell.Of("1"), default, Cell.Of("2")]), Row([Cell.Of("1")], "{\"a\":\"b\"}"), Row([], "{\"a\":\"b\"}"),
        ];
        Assert.Equal(rows.Length, rows.Select(row => row.Hash()).Distinct().Count());
    }

    [Fact]
    public void Own_fields_are_not_taken_for_further_cells()
    {
        var cells = new byte[18];
        cells[0] = cells[9] = 1;
        BinaryPrimitives.WriteInt64LittleEndian(cells.AsSpan(1), 7);
        BinaryPrimitives.WriteInt64LittleEndian(cells.AsSpan(10), 8);
        var own = MemoryMarshal.Cast<byte, char>(cells).ToString();
        Assert.NotEqual(Row([Cell.Of("1"), Cell.Of(7), Cell.Of(8)]).Hash(), Row([Cell.Of("1")], own).Hash());
    }

    private static EntityRow Row(Cell[] cells, string? own = null) => new(Party, "1", cells) { Extensions = own };
}
