using BackOffice.Integration.Engine.Datasets.Summaries;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Releases.Packs;

/// <summary>Holds a pack's figures against their sources and against its own files, and says what is missing.</summary>
internal sealed class PackJudge(PackPlan plan, Drafting drafting)
{
    private const string Ties = "ties", Differs = "DIFFERS", Unproved = "no source total";

    public async Task<Judgement> JudgeAsync(Drawing drawing, CancellationToken ct)
    {
        using var summaries = drafting.View.Summaries();
        var sources = new SummarySources(summaries, SummaryScope.Of(drafting.Workspace, drafting.Period));
        var source = new PackSource(drafting, summaries, sources);
        foreach (var dataset in plan.Datasets.Where(dataset => dataset.Drawn is null)) await source.ReadAsync(dataset, ct);

        var problems = plan.Datasets.SelectMany(dataset => sources.Result(dataset).Problems.Select(problem => (dataset.Title, Problem: problem))).DistinctBy(told => told.Problem).ToList();
        // What is worked out from other datasets names no records, so whoever had a hand in anything the hub reads had one in it.
        var all = plan.Datasets.Any(dataset => dataset.Drawn is not null);
        var (written, faults) = Reopen(drawing.Rows);
        var lines = Control(source, written);
        List<WaitingRecords> waiting = [.. drafting.View.Waiting().Where(one => Feeds(one.Pipeline))];
        List<FrozenRow> rows =
        [
            .. lines.Select(line => Frozen(PackSheets.Control, line.Cells)),
            .. problems.Select(told => Frozen(PackSheets.Problems, [told.Title, told.Problem.Code, told.Problem.What, told.Problem.Next])),
            .. waiting.Select(one => Frozen(PackSheets.Waiting, [one.Pipeline, one.Owner ?? "", one.Records, one.Since])),
            .. drawing.Rows,
        ];
        return new(
            rows,
            [.. lines.SelectMany(line => line.Totals)],
            [TotalsTie(lines, faults), FiguresComplete([.. problems.Select(told => told.Problem.Code)]), NothingWaits(waiting), NoZeroRows(drawing.Rows)],
            source.Mappings.Concat(all ? drafting.Workspace.Mappings.Values.Select(mapping => mapping.Sha256) : []).ToHashSet(StringComparer.OrdinalIgnoreCase),
            [.. all ? drafting.Workspace.Pipelines.Values.Select(pipeline => pipeline.Connection).Distinct() : source.Records.Select(record => record.Connection).Distinct()],
            [.. drafting.View.Fixes().Where(fix => all || source.Records.Contains((fix.Connection, fix.Stream, fix.Key)))])
        {
            Files = all ? ["hub", .. drafting.Workspace.Crosswalks.Names.Select(list => $"crosswalks/{list}")] : [],
        };
    }

    // What waits elsewhere is missing in no figure of this pack.
    private bool Feeds(string pipeline) => drafting.Workspace.Pipelines.TryGetValue(pipeline, out var known)
        && drafting.Workspace.Mappings[known.Mapping].Entities.Any(entity => plan.Datasets.Any(dataset => dataset.RestsOn(entity)));

    /// <summary>Renders the figures and reads workbook and CSV files again.</summary>
    private (PackSums Written, IReadOnlyList<string> Faults) Reopen(IReadOnlyList<FrozenRow> rows)
    {
        var files = plan.Files(drafting.Period, ReleasePlans.NextNumber);
        var sealing = new Sealing(ReleasePlans.NextNumber, drafting.At);
        var workbook = WrittenPack.Workbook(Rendered(files[0], rows, sealing));
        PackSums written = new();
        List<string> faults = [];
        foreach (var dataset in plan.Datasets)
        {
            var expected = rows.Count(row => row.Dataset == dataset.Name);
            var csv = WrittenPack.Csv(Rendered(files.First(file => file.Name.EndsWith($"_{dataset.Name}.csv", StringComparison.Ordinal)), rows, sealing));
            var sheet = workbook.GetValueOrDefault(dataset.Title);
            var (isSheet, isFile) = (sheet?.IsOf(dataset) == true && sheet.Rows.Count == expected, csv.IsOf(dataset) && csv.Rows.Count == expected);
            if (!isSheet) faults.Add($"sheet {dataset.Title}");
            if (!isFile) faults.Add($"file of {dataset.Name}");
            if (!isSheet || !isFile) continue;
            PackSums beside = new();
            foreach (var column in PackSums.Tying(dataset))
            {
                sheet!.Add(written, dataset, column);
                csv.Add(beside, dataset, column);
            }

            faults.AddRange(beside.Lines.Where(line => beside.Of(line) != written.Of(line)).Select(line => $"{line.Figure} in the file of {dataset.Name}"));
        }

        return (written, faults);
    }

    private static MemoryStream Rendered(PlannedFile file, IEnumerable<FrozenRow> rows, Sealing sealing)
    {
        var output = new MemoryStream();
        file.Write(rows, sealing, output);
        output.Position = 0;
        return output;
    }

    private static List<ControlLine> Control(PackSource source, PackSums written) =>
        [.. source.Hub.Lines.Union(written.Lines).Order().Select(line => Line(line, source.Source.Of(line), source.Corrections.Of(line) ?? 0, source.Rounding.Of(line) ?? 0, source.Hub.Of(line), written.Of(line)))];

    private static ControlLine Line((string Figure, string Books, string Currency) line, decimal? source, decimal corrections, decimal rounding, decimal? hub, decimal? written)
    {
        var difference = written is null || source is null ? null : written - (source + corrections + rounding);
        var verdict = source is null ? Unproved : difference == 0 && hub == written ? Ties : Differs;
        List<ReleaseTotal> totals = [];
        Add("source", source);
        Add("fix", corrections == 0 ? null : corrections);
        Add("rounding", rounding == 0 ? null : rounding);
        Add("canonical", hub);
        Add("file", written);
        return new([line.Figure, line.Books, line.Currency, source, corrections, rounding, hub, written, difference, verdict], totals, verdict == Ties);

        // Ten digits and more behind the point are whole again once rounding is added; alone they would not fit a total.
        void Add(string stage, decimal? value)
        {
            if (value is { } sum) totals.Add(new(stage, line.Figure, line.Books, line.Currency, (long)decimal.Round(sum * 10_000m, MidpointRounding.ToEven)));
        }
    }

    private static FrozenRow Frozen(Summary sheet, object?[] cells) => PackRow.Freeze(sheet, new(cells, default));

    private static GateResult TotalsTie(List<ControlLine> lines, IReadOnlyList<string> faults)
    {
        List<string> torn = [.. faults, .. lines.Where(line => !line.Ties).Select(line => $"{string.Join(' ', line.Cells.Take(3).OfType<string>().Where(part => part.Length > 0))} ({line.Cells[^1]})")];
        var remedy = lines.Any(line => Equals(line.Cells[^1], Unproved)) ? "; name the amounts' fields under totals: of their streams" : "";
        return GateResult.Of("totals-tie", torn.Count == 0, torn.Count == 0 ? $"{lines.Count} figures tie" : $"do not tie: {string.Join(", ", torn)}{remedy}", "source + corrections + rounding = hub = workbook = files");
    }

    private static GateResult FiguresComplete(IReadOnlyList<string> codes) => GateResult.Of(
        "figures-complete", codes.Count == 0, codes.Count == 0 ? "nothing is missing" : $"incomplete: {string.Join(", ", codes.CountBy(code => code).Select(code => $"{code.Value} x {code.Key}"))}; the sheet {PackSheets.Problems.Title} says what to do", "no figure lacks what it needs");

    private static GateResult NothingWaits(IReadOnlyList<WaitingRecords> waiting)
    {
        var count = waiting.Sum(one => one.Records);
        return GateResult.Of("nothing-waits", count == 0, count == 0 ? "no record waits" : $"{count} records wait: {string.Join(", ", waiting.Select(one => $"{one.Records} of {one.Pipeline}"))}; see `quarantine list`", "no record waits outside the figures");
    }

    private static GateResult NoZeroRows(IReadOnlyList<FrozenRow> rows) => GateResult.Of("no-zero-rows", rows.Count > 0, $"{rows.Count} rows", "at least 1 row");

    private sealed record ControlLine(object?[] Cells, IReadOnlyList<ReleaseTotal> Totals, bool Ties);
}

/// <summary>Records of a pipeline that wait in quarantine.</summary>
/// <param name="Since">Day since which the oldest waits.</param>
internal sealed record WaitingRecords(string Pipeline, string? Owner, long Records, DateOnly? Since);
