using BackOffice.Integration.Engine.Workspaces.Shapes;
using BackOffice.Integration.Mappings.Layouts;

namespace BackOffice.Integration.Engine.Workspaces.Kinds;

/// <summary>What a file in <c>exports/</c> may say.</summary>
internal static class ExportFile
{
    private static readonly Key<string> Partner = Key.Required("partner", "Name of a file in partners/.", Words.Name);
    private static readonly Key<string> Dataset = Key.Required("dataset", "The dataset whose rows are sent.", TextShape.Any);
    private static readonly Key<IReadOnlyDictionary<string, string>> Where = Key.Optional(
        "where", "Values that dataset columns must have.", new NamedShape<string>(TextShape.Any), new Dictionary<string, string>());
    private static readonly Key<string> FileName = Key.Required(
        "file-name", "Name of the sent file, with {number}, and {period}, {export} or a column of where.", new TextShape(@"[^/\\\r\n\u0000-\u001f]+", "a file name without / or \\"));
    private static readonly Key<int> Approvals = Key.Optional("approvals", "How many different people must approve.", new CountShape(2, 9), 2);
    private static readonly Key<DelimitedProfile> Layout = Key.Required("layout", "The file shape the partner asked for.", LayoutBlock.Shape);
    private static readonly Key<Schedule?> Due = Key.Optional("schedule", "When a draft is due; by hand when absent.", Words.Schedule);
    private static readonly Key<Schedule?> CutOff = Key.Optional("cut-off", "When its input closes, such as 0 18 25 * *; never when absent.", Words.Schedule);

    public static BlockShape<Export> Shape { get; } = new(
        [Partner, Dataset, Where, FileName, Approvals, Layout, Due, CutOff],
        block => new(
            block.Name,
            block.Get(Partner),
            block.Get(Dataset),
            block.Get(Where),
            block.Get(Layout),
            block.Get(FileName),
            block.Get(Approvals),
            block.Get(Due))
        {
            CutOff = block.Get(CutOff),
        });
}
