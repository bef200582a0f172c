using System.Text.Json.Nodes;
using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Workspaces.Guessing;

/// <summary>A stream as it was guessed, from its files to its mapping.</summary>
/// <param name="Keys">All of the stream, in the order in which it is written.</param>
/// <param name="Mapping">A shipped one; null where one is still to be written.</param>
/// <param name="Records">How many were looked at.</param>
/// <param name="Broken">How many more cannot be read properly.</param>
public sealed record StreamGuess(string Name, JsonObject Keys, string? Mapping, int Records, int Broken, IReadOnlyList<GuessReason> Reasons)
{
    /// <summary>As people tell them, such as <c>ledger.yaml</c>'s first fault; null where it is valid.</summary>
    public string? Fault { get; init; }

    /// <summary>Of all guesses about it, the least certain one.</summary>
    public Certainty Certainty => Reasons.Count == 0 ? Certainty.Unsure : Reasons.Max(reason => reason.Certainty);

    /// <summary>Name of the connection that it is written to.</summary>
    public string Connection { get; init; } = "";

    /// <summary>What its records are first of all, such as <c>helpdesk.ticket</c>; null without a mapping.</summary>
    internal string? Entity { get; init; }

    internal IReadOnlyList<ColumnGuess> Columns { get; init; } = [];

    /// <summary>What is written for a key such as <c>formats.date</c>; null where it stays at its default.</summary>
    public string? WrittenFor(string key) => key switch
    {
        "mapping" => Mapping,
        "" => null,
        _ => key.Split('.').Aggregate((JsonNode?)Keys, (node, step) => (node as JsonObject)?[step]) is { } value ? ConnectionText.Written(value) : null,
    };

    /// <summary>Looks at the records of a stream whose files are told.</summary>
    internal static async Task<StreamGuess> OfAsync(GuessedStream stream, ISource source, CancellationToken ct)
    {
        var sample = await SampledStream.ReadAsync(source, stream.Name, ct);
        var formats = FormatsGuess.Of(sample);
        var (key, why) = new KeyGuess(sample, formats.Columns).Of();
        var totals = TotalsGuess.Of(formats);
        var mapping = MappingGuess.Of(sample);
        var keys = JsonObject.Create(stream.Stream!.Value)!;
        keys["key"] = key;
        if (Written(formats.Formats) is { Count: > 0 } written) keys["formats"] = written;
        if (totals.Count > 0) keys["totals"] = new JsonArray([.. totals.Select(total => (JsonNode)total)]);
        List<GuessReason> reasons = [.. stream.Reasons, why, .. formats.Reasons];
        if (totals.Count > 0) reasons.Add(new("totals", "decimals that look like money: their sums are kept, to compare", Certainty.Likely));
        reasons.Add(mapping?.Reason ?? new("mapping", "no shipped mapping has all its fields here, so it is still to be written", Certainty.Unsure));
        if (sample.IsMixed) reasons.Add(new("where", "most fields stand in some records only, so these seem to be of several kinds: choose one, such as where: model == \"a.b\"", Certainty.Unsure));
        if (sample.Broken > 0) reasons.Add(new("", $"{sample.Broken} records cannot be read properly; `backoffice connection preview` says why", Certainty.Unsure));
        return new(stream.Name, keys, mapping?.Mapping.Path, sample.Records, sample.Broken, reasons) { Columns = formats.Columns, Entity = mapping?.Mapping.Entities[0] };
    }

    private static JsonObject Written(Formats formats)
    {
        JsonObject written = [];
        if (formats.Decimal != '.') written["decimal"] = formats.Decimal.ToString();
        if (formats.Group is { } group) written["group"] = group.ToString();
        if (formats.Date is not null) written["date"] = Texts(formats.Date);
        if (formats.Instant is not null) written["instant"] = Texts(formats.Instant);
        if (formats.Null is not null) written["null"] = Texts(formats.Null);
        return written;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
