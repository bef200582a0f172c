using BackOffice.Integration.Engine.Workspaces.Shapes;

namespace BackOffice.Integration.Engine.Workspaces.Kinds;

/// <summary>What a file in <c>packs/</c> may say.</summary>
internal static class PackFile
{
    private static readonly Key<string> Partner = Key.Required("partner", "Name of a file in partners/.", Words.Name);
    private static readonly Key<IReadOnlyList<string>> Datasets = Key.Required(
        "datasets", "The figures, in the order of the workbook's sheets; `backoffice dataset list` shows them.", new ListShape<string>(TextShape.Any, least: 1));
    private static readonly Key<string> FileName = Key.Required(
        "file-name", "Name of the workbook, with {number} and, if wanted, {period} or {pack}; it ends in .xlsx.", new TextShape(@"[^/\\\r\n\u0000-\u001f]+\.xlsx", "a file name that ends in .xlsx, without / or \\"));
    private static readonly Key<int> Approvals = Key.Optional("approvals", "How many different people must approve.", new CountShape(2, 9), 2);
    private static readonly Key<Schedule?> Due = Key.Optional("schedule", "When a draft is due; by hand when absent.", Words.Schedule);
    private static readonly Key<Schedule?> CutOff = Key.Optional("cut-off", "When its input closes, such as 0 18 25 * *; never when absent.", Words.Schedule);

    public static BlockShape<Pack> Shape { get; } = new(
        [Partner, Datasets, FileName, Approvals, Due, CutOff],
        block => new(block.Name, block.Get(Partner), block.Get(Datasets), block.Get(FileName), block.Get(Approvals), block.Get(Due))
        {
            CutOff = block.Get(CutOff),
        });
}
