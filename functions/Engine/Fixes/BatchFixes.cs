using System.Text.Json;
using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Fixes;

/// <summary>The fixes of the records of one batch.</summary>
internal sealed class BatchFixes(IReadOnlyList<RecordFix> fixes, FixHashes hashes)
{
    private readonly ILookup<string, RecordFix> byKey = fixes.ToLookup(fix => fix.Key);

    /// <summary>Whether the record was mapped with other fixes than those in force, so that an unchanged payload says something new.</summary>
    public bool Pending(string key) => byKey[key].Any(fix => fix.InForce != fix.Applied);

    /// <summary>The record with the fixes that hold; null where it has none in force.</summary>
    public FixedRecord? Of(RawRecord record)
    {
        var mine = byKey[record.Key].Where(fix => fix.InForce).ToList();
        if (mine.Count == 0 || !IsObject(record.Payload.Span)) return null;
        var held = mine.ToLookup(fix => hashes.Holds(fix, record.Payload.Span));
        return new(FixedPayload.Of(record.Payload, held[true]), [.. held[true].Select(fix => fix.Id)], [.. held[false].Select(fix => fix.Id)]);
    }

    // What is no record cannot tell whether the source changed a field of it.
    private static bool IsObject(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>A raw record as mapping sees it once its fixes are applied.</summary>
/// <param name="Applied">Fixes whose old value the source still has.</param>
/// <param name="Changed">Fixes whose field the source has changed.</param>
internal sealed record FixedRecord(ReadOnlyMemory<byte> Payload, IReadOnlyList<Guid> Applied, IReadOnlyList<Guid> Changed);
