namespace BackOffice.Integration.Engine.Datasets.Summaries;

/// <summary>One row of figures.</summary>
/// <param name="Cells">In the order of the summary's columns.</param>
internal sealed record SummaryRow(object?[] Cells, Basis Basis);

/// <summary>The records that a row rests on, in short.</summary>
/// <param name="Records">How many.</param>
/// <param name="Digest">The same for the same records with the same content, in any order.</param>
internal readonly record struct Basis(long Records, UInt128 Digest)
{
    public static Basis Of(in SummaryRecord record, RecordDigest digests) => new(1, digests.Of(record));

    public static Basis operator +(Basis left, Basis right) => new(left.Records + right.Records, unchecked(left.Digest + right.Digest));
}

/// <summary>One record as a query gives it: a cell for each of its columns, and which record it is.</summary>
/// <param name="Cells">In the order of the columns that were asked for.</param>
/// <param name="RowHash">Of the entity's content.</param>
internal readonly record struct SummaryRecord(object?[] Cells, string Connection, string Key, byte[] RowHash);
