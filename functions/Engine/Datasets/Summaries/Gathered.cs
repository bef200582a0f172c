using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace BackOffice.Integration.Engine.Datasets.Summaries;

/// <summary>Gathers records into rows: one for each set of keys.</summary>
internal static class Gathered
{
    public static IEnumerable<SummaryRow> Rows(Summary summary, IEnumerable<SummaryRecord> records)
    {
        var digests = new RecordDigest();
        return Rows(summary, records.Select(record => new SummaryRow(record.Cells, Basis.Of(record, digests))));
    }

    /// <param name="parts">Cells in the order of <see cref="Summary.Asked"/>.</param>
    public static IEnumerable<SummaryRow> Rows(Summary summary, IEnumerable<SummaryRow> parts)
    {
        var gatherings = summary.Columns.Select(column => column.Gathering).ToArray();
        var asked = gatherings.Index().Where(column => column.Item != Gathering.Computed).Select(column => column.Index).ToArray();
        var groups = new Dictionary<object?[], SummaryRow>(new SameKeys([.. asked.Index().Where(column => gatherings[column.Item] == Gathering.Key).Select(column => column.Index)]));
        foreach (var part in parts)
        {
            ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, part.Cells, out var known);
            row = known ? row! with { Basis = row.Basis + part.Basis } : new(new object?[gatherings.Length], part.Basis);
            for (var place = 0; place < asked.Length; place++)
            {
                ref var cell = ref row.Cells[asked[place]];
                cell = known && gatherings[asked[place]] != Gathering.Key ? Add(cell, part.Cells[place], gatherings[asked[place]]) : part.Cells[place];
            }
        }

        foreach (var row in groups.Values)
        {
            summary.Computes?.Invoke(row.Cells);
            yield return row;
        }
    }

    private static object? Add(object? cell, object? more, Gathering gathering) => (cell, more) switch
    {
        (_, null) => cell,
        (null, _) => more,
        (decimal sum, decimal value) when gathering == Gathering.Sum => sum + value,
        (long sum, long value) when gathering == Gathering.Sum => checked(sum + value),
        (string text, string other) => string.CompareOrdinal(text, other) < 0 == (gathering != Gathering.Least) ? other : text,
        _ => Comparer<object>.Default.Compare(cell, more) < 0 == (gathering != Gathering.Least) ? more : cell,
    };

    private sealed class SameKeys(int[] places) : IEqualityComparer<object?[]>
    {
        public bool Equals(object?[]? x, object?[]? y)
        {
            foreach (var place in places)
                if (!Equals(x![place], y![place])) return false;
            return true;
        }

        public int GetHashCode(object?[] cells)
        {
            var hash = new HashCode();
            foreach (var place in places) hash.Add(cells[place]);
            return hash.ToHashCode();
        }
    }
}

/// <summary>A number for a record and its content; sums of them do not depend on the order.</summary>
internal sealed class RecordDigest
{
    private readonly XxHash128 hash = new();
    private byte[] bytes = new byte[256];

    public UInt128 Of(in SummaryRecord record)
    {
        Append(record.Connection);
        Append(record.Key);
        hash.Append(record.RowHash);
        var digest = hash.GetCurrentHashAsUInt128();
        hash.Reset();
        return digest;
    }

    private void Append(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length) + 1;
        if (bytes.Length < most) bytes = new byte[most];
        var length = Encoding.UTF8.GetBytes(text, bytes);
        bytes[length] = 0;
        hash.Append(bytes.AsSpan(0, length + 1));
    }
}
