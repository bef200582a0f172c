using BackOffice.Integration.Engine.Datasets;
using BackOffice.Integration.Engine.Fixes;
using BackOffice.Integration.Engine.Landing;
using BackOffice.Integration.Engine.Releases.Packs;
using BackOffice.Integration.Engine.Store;
using BackOffice.Integration.Engine.Workspaces;
using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Canonical;

namespace BackOffice.Integration.Engine.Releases;

/// <summary>What a partner is owed under one name: how its rows are drawn, judged and written.</summary>
internal interface IReleasePlan
{
    string Name { get; }

    Partner Partner { get; }

    int Approvals { get; }

    /// <summary>Changes with everything that decides how rows become bytes.</summary>
    string LayoutVersion { get; }

    /// <summary>The workspace file that describes it, without its ending.</summary>
    string Path { get; }

    /// <summary>When its input closes; null where that is not said.</summary>
    Schedule? CutOff { get; }

    /// <summary>Whether its rows change with entities of this name.</summary>
    bool RestsOn(string entity);

    /// <summary>What the store holds now.</summary>
    Drawing Draw(IReleaseView view, Period period);

    /// <summary>Totals, gates and all that had a hand in a drawing; may add rows that say so.</summary>
    Task<Judgement> JudgeAsync(Drafting drafting, Drawing drawing, CancellationToken ct);

    /// <summary>Lines of frozen rows that the store gives otherwise now, and lines whose newest record waits in quarantine.</summary>
    (IReadOnlyList<int> Touched, IReadOnlyList<int> Stale) Compare(IEnumerable<FrozenRow> frozen, Drawing now);

    /// <summary>The files that leave, the main one first.</summary>
    /// <param name="number">As sealing gives it; a preview says <c>next</c>.</param>
    IReadOnlyList<PlannedFile> Files(Period period, string number);

    /// <summary>Which cells tell a row from any other, and who may see them all.</summary>
    RowShape ShapeOf(FrozenRow row);
}

/// <summary>Finds the plan of an export or a pack.</summary>
internal static class ReleasePlans
{
    /// <summary>What a preview shows for the number that sealing will take.</summary>
    public const string NextNumber = "next";

    public static IReleasePlan Of(Workspace workspace, string name) =>
        workspace.Packs.TryGetValue(name, out var pack) ? new PackPlan(workspace, pack)
        : workspace.Exports.TryGetValue(name, out var export) ? new ExportPlan(workspace, export)
        : throw new RefusedException("export.unknown", $"The workspace holds no export and no pack of this name; it holds: {string.Join(", ", workspace.Exports.Keys.Concat(workspace.Packs.Keys).Order(StringComparer.Ordinal))}.");
}

/// <summary>Rows as the store gives them at one moment.</summary>
/// <param name="CommitNo">Number of the newest commit they hold.</param>
internal sealed record Drawing(long CommitNo, IReadOnlyList<FrozenRow> Rows)
{
    /// <summary>Rows whose newest record waits in quarantine, counted from one.</summary>
    public IReadOnlyList<int> Stale { get; init; } = [];

    /// <summary>What rows need and the store lacks: who is missing, row by row.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Lacks { get; init; } = [];
}

/// <summary>What judging a drawing can look into.</summary>
/// <param name="At">When it is drafted.</param>
internal sealed record Drafting(IReleaseView View, Workspace Workspace, Period Period, DateTimeOffset At, IPinnedMappings Mappings, IRawReader Raw);

/// <summary>What judging a drawing came to.</summary>
/// <param name="Rows">To be frozen: those drawn, and those that say how they were judged.</param>
/// <param name="Mappings">Hashes of the mappings behind the rows.</param>
/// <param name="Connections">Those that the rows come from.</param>
/// <param name="Fixes">Those that the rows may rest on.</param>
internal sealed record Judgement(
    IReadOnlyList<FrozenRow> Rows,
    IReadOnlyList<ReleaseTotal> Totals,
    IReadOnlyList<GateResult> Gates,
    IReadOnlySet<string> Mappings,
    IReadOnlyCollection<string> Connections,
    IReadOnlyCollection<RecordFix> Fixes)
{
    /// <summary>Further workspace files that decide the rows, without their endings.</summary>
    public IReadOnlyCollection<string> Files { get; init; } = [];
}

/// <summary>A file to be written; rows, number and sealing instant are its only inputs.</summary>
internal sealed record PlannedFile(string Name, Action<IEnumerable<FrozenRow>, Sealing, Stream> Write);

/// <summary>The columns of a frozen row.</summary>
/// <param name="Keys">Columns that tell it from any other of its kind.</param>
/// <param name="ClassOf">Who may see a column.</param>
internal sealed record RowShape(IReadOnlyList<string> Keys, IReadOnlyList<string> Columns, Func<string, FieldClass> ClassOf);
