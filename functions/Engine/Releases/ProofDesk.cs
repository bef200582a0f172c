using System.Globalization;
using System.Security.Cryptography;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>Proves, offline, that sealed files are what they were and can be made again.</summary>
public sealed class ProofDesk
{
    private const int Chunk = 1000;

    private readonly IReleaseStore store;
    private readonly IWorkspaces workspaces;
    private readonly Remapping remapping;

    internal ProofDesk(IReleaseStore store, IWorkspaces workspaces, IPinnedMappings mappings, IRawReader raw) =>
        (this.store, this.workspaces, remapping) = (store, workspaces, new(store, raw, mappings));

    /// <summary>Hashes the files on disk anew.</summary>
    public IReadOnlyList<FileProof> Verify(string release)
    {
        using var view = store.Read();
        var facts = view.Facts(view.Find(release).Id);
        if (facts.Release.Files.Count == 0) throw new RefusedException("release.not-sealed", $"{facts.Head.Title} has no files yet; seal it first.");
        return [.. facts.Release.Files.Select(file => FileProof.Of(file, store.Folder))];
    }

    /// <summary>Renders the frozen rows and maps the landed records again; says which step differs.</summary>
    public async Task<ReproduceOutcome> ReproduceAsync(string release, CancellationToken ct)
    {
        using var view = store.Read();
        var facts = view.Facts(view.Find(release).Id);
        var plan = ReleasePlans.Of(await workspaces.PinnedAsync(facts.Head.Workspace, ct), facts.Head.Export);
        var steps = new Steps();
        var rows = view.Rows(facts.Head.Id).Count();
        if (plan is ExportPlan export) await MapAllAsync(export, facts.Head, view, steps, ct);
        else Redraw(plan, facts.Head, view, steps);
        if (facts.Head.HashOf(view.Rows(facts.Head.Id)).Hex != facts.Head.RowsHash) steps.Differ(ReproduceStep.Rows, "the frozen rows are not those approved");
        Render(plan, facts, view, steps);
        return new(facts.Head.Title, rows, steps.All) { Notes = steps.Notes };
    }

    private async Task MapAllAsync(ExportPlan plan, ReleaseHead head, IReleaseView view, Steps steps, CancellationToken ct)
    {
        var line = 0;
        foreach (var rows in view.Rows(head.Id).Chunk(Chunk))
        {
            await MapAsync(plan, head, rows, line, steps, ct);
            line += rows.Length;
        }
    }

    // Figures rest on what the store held then. What changed since is no fault of theirs, but they cannot be drawn from it again.
    private static void Redraw(IReleasePlan plan, ReleaseHead head, IReleaseView view, Steps steps)
    {
        var now = plan.Draw(view, head.Period);
        var (touched, _) = plan.Compare(view.Rows(head.Id), now);
        if (touched.Count == 0) return;
        if (now.CommitNo == head.ToCommitNo) steps.Differ(ReproduceStep.Rows, $"rows {Voiding.Text(touched)} are others than the store gives");
        else steps.Notes.Add($"Rows {Voiding.Text(touched)} were not drawn again: records behind them changed since commit {head.ToCommitNo}. The file itself was.");
    }

    private async Task MapAsync(ExportPlan plan, ReleaseHead head, FrozenRow[] rows, int before, Steps steps, CancellationToken ct)
    {
        var mapped = await remapping.MapAsync(head.Workspace, [.. rows.SelectMany(row => row.From)], ct);
        var next = 0;
        foreach (var (index, row) in rows.Index())
        {
            var behind = mapped.Skip(next).Take(row.From.Count).ToList();
            next += row.From.Count;
            Compare(plan, row, behind, before + index + 1, steps);
        }
    }

    private static void Compare(ExportPlan plan, FrozenRow row, List<Remapped> behind, int line, Steps steps)
    {
        foreach (var one in behind)
        {
            if (!one.Intact) steps.Differ(ReproduceStep.Read, $"row {line}: the landed record behind {one.Origin.Entity} is not the one that was read");
            else if (one.Mapping is null) steps.Differ(ReproduceStep.Map, $"row {line}: no published workspace holds the mapping of {one.Origin.Entity}");
            else if (!one.Same) steps.Differ(ReproduceStep.Map, $"row {line}: mapping gives another {one.Origin.Entity}");
        }

        foreach (var column in plan.Columns.Select(name => plan.Dataset.Column(name)!))
        {
            var entity = plan.Dataset.Of(column).Entity.Name;
            var source = behind.Find(one => one.Origin.Entity == entity);
            if (source is { Entity: null }) continue;
            var text = source is null ? null : column.TextOf(source.Entity!.Row);
            if (text != row.Cells[column.Name]) steps.Differ(ReproduceStep.Rows, $"row {line}: {column.Name} is another than mapping gives");
        }
    }

    private static void Render(IReleasePlan plan, ReleaseFacts facts, IReleaseView view, Steps steps)
    {
        if (facts.Head.Number is not { } number) return;
        var text = number.ToString(CultureInfo.InvariantCulture);
        foreach (var file in plan.Files(facts.Head.Period, text))
        {
            var written = facts.Release.Files.First(one => one.Name == file.Name);
            using var hash = SHA256.Create();
            using (var output = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write)) file.Write(view.Rows(facts.Head.Id), new Sealing(text, facts.Head.SealedAt!.Value), output);
            if (Convert.ToHexStringLower(hash.Hash!) != written.Sha256) steps.Differ(ReproduceStep.Render, $"{written.Name}: other bytes than the sealed file");
        }
    }

    private sealed class Steps
    {
        private readonly Dictionary<ReproduceStep, List<string>> differences = Enum.GetValues<ReproduceStep>().ToDictionary(step => step, _ => new List<string>());

        public List<string> Notes { get; } = [];

        public IReadOnlyList<ReproducedStep> All => [.. differences.Select(step => new ReproducedStep(step.Key, step.Value.Count == 0, step.Value))];

        public void Differ(ReproduceStep step, string difference) => differences[step].Add(difference);
    }
}

/// <summary>What reproducing a release came to.</summary>
public sealed record ReproduceOutcome(string Release, int Rows, IReadOnlyList<ReproducedStep> Steps)
{
    /// <summary>What could not be done again, and why that is no difference.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public bool Holds => Steps.All(step => step.Holds);
}

/// <summary>One step of the way from source to file, done again.</summary>
/// <param name="Differences">Rows and columns, never values.</param>
public sealed record ReproducedStep(ReproduceStep Step, bool Holds, IReadOnlyList<string> Differences);

/// <summary>The steps from source to file.</summary>
public enum ReproduceStep
{
    /// <summary>The landed bytes.</summary>
    Read,

    /// <summary>Raw record to entity.</summary>
    Map,

    /// <summary>Entities to frozen rows.</summary>
    Rows,

    /// <summary>Rows to bytes.</summary>
    Render,
}

/// <summary>Whether a sealed file is still the one that was sealed.</summary>
/// <param name="Problem">Null where it is.</param>
public sealed record FileProof(string Name, string Sha256, string? Problem)
{
    internal static FileProof Of(SealedFile file, string folder)
    {
        var path = Path.Combine(folder, file.Uri);
        return new(file.Name, file.Sha256, !File.Exists(path)
            ? $"{file.Uri} is gone; restore it from a backup."
            : ReleaseFolder.Hash(path) != file.Sha256 ? $"{file.Uri} was changed after sealing; restore it from a backup." : null);
    }
}
