using System.Globalization;
using System.Text.Json;
using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Datasets.Summaries;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>A row as it was drafted: its cells, and where each entity behind it came from.</summary>
internal sealed record FrozenRow(IReadOnlyDictionary<string, string?> Cells, IReadOnlyList<Origin> From)
{
    /// <summary>Of a row of figures: the dataset it belongs to; null where one entity gives the row its identity.</summary>
    public string? Dataset { get; init; }

    /// <summary>Of a row of figures: the records that it rests on.</summary>
    public Basis Basis { get; init; }

    /// <summary>Keeps the wanted columns of a dataset row.</summary>
    public static FrozenRow Freeze(DatasetRow row, IReadOnlyList<string> columns) =>
        new(columns.ToDictionary(column => column, column => row.Values[column]), row.From);

    /// <summary>What <see cref="RowsHash"/> runs over: the cells and the keys behind them, not where records lie.</summary>
    public string Canonical() => Write(places: false);

    /// <summary>What the store keeps.</summary>
    public string Text() => Write(places: true);

    public static FrozenRow Parse(string text)
    {
        using var json = JsonDocument.Parse(text);
        return new(
            json.RootElement.GetProperty("cells").EnumerateObject().ToDictionary(cell => cell.Name, cell => cell.Value.GetString()),
            [.. json.RootElement.GetProperty("from").EnumerateArray().Select(Origin)])
        {
            Dataset = json.RootElement.TryGetProperty("dataset", out var dataset) ? dataset.GetString() : null,
            Basis = json.RootElement.TryGetProperty("records", out var records)
                ? new(records.GetInt64(), UInt128.Parse(Text(json.RootElement, "digest"), NumberStyles.HexNumber, CultureInfo.InvariantCulture))
                : default,
        };
    }

    private string Write(bool places)
    {
        var json = new CanonicalJson().Open('{').Name("cells").Open('{');
        foreach (var (column, cell) in Cells) json.Name(column).Value(cell);
        json.Close('}').Name("from").Open('[');
        foreach (var origin in From) Write(json, origin, places);
        json.Close(']');
        if (Dataset is not null) json.Name("dataset").Value(Dataset).Name("records").Value(Basis.Records).Name("digest").Value(Basis.Digest.ToString("x32", CultureInfo.InvariantCulture));
        return json.Close('}').ToString();
    }

    private static void Write(CanonicalJson json, Origin origin, bool places)
    {
        json.Open('{').Name("entity").Value(origin.Entity).Name("connection").Value(origin.Connection).Name("key").Value(origin.Key);
        if (origin.ValidFrom is not null) json.Name("validFrom").Value(origin.ValidFrom);
        if (places)
        {
            json.Name("rowHash").Value(origin.RowHash).Name("mapping").Value(origin.Mapping)
                .Name("commit").Value(origin.Commit).Name("commitNo").Value(origin.CommitNo).Name("at").Value(origin.At)
                .Name("stream").Value(origin.Stream).Name("rawKey").Value(origin.RawKey)
                .Name("landing").Value(origin.Landing).Name("position").Value(origin.Position).Name("rawHash").Value(origin.RawHash);
            if (origin.Fixes.Length > 0) json.Name("fixes").Value(origin.Fixes);
        }

        json.Close('}');
    }

    private static Origin Origin(JsonElement json) => new(Text(json, "entity"), Text(json, "connection"), Text(json, "key"), json.TryGetProperty("validFrom", out var day) ? day.GetString() : null)
    {
        RowHash = Text(json, "rowHash"),
        Mapping = Text(json, "mapping"),
        Commit = Text(json, "commit"),
        CommitNo = json.GetProperty("commitNo").GetInt64(),
        At = json.GetProperty("at").GetInt64(),
        Stream = Text(json, "stream"),
        RawKey = Text(json, "rawKey"),
        Landing = Text(json, "landing"),
        Position = Text(json, "position"),
        RawHash = Text(json, "rawHash"),
        Fixes = json.TryGetProperty("fixes", out var fixes) ? fixes.GetString()! : "",
    };

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
