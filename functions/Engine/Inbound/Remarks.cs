using BackOffice.Integration.Connectors.Contract;

namespace BackOffice.Integration.Engine.Inbound;

/// <summary>What a reading found odd about records that could be mapped: the first ones by key, the others by number.</summary>
internal sealed class Remarks
{
    /// <summary>Keys that are told for each field; whoever has mended these finds the others.</summary>
    public const int Most = 100;

    private readonly Dictionary<RecordRemark, HashSet<string>> keys = [];
    private readonly Dictionary<RecordRemark, long> more = [];

    public IEnumerable<(RecordRemark Remark, string Key)> Told => keys.SelectMany(remark => remark.Value, (remark, key) => (remark.Key, key));

    /// <summary>How many records there are beside those told.</summary>
    public IReadOnlyDictionary<RecordRemark, long> More => more;

    public void Add(IReadOnlyList<RawRecord> records)
    {
        foreach (var record in records)
        {
            if (record.Remark is not { } remark) continue;
            if (!keys.TryGetValue(remark, out var told)) keys[remark] = told = [];
            if (told.Count < Most) told.Add(record.Key);
            else if (!told.Contains(record.Key)) more[remark] = more.GetValueOrDefault(remark) + 1;
        }
    }
}
