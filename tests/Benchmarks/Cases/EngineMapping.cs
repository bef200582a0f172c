using BackOffice.Integration.Mappings;
using BackOffice.Integration.Mappings.Crosswalks;
using BackOffice.Integration.Mappings.Language;

namespace BackOffice.Integration.Benchmarks.Cases;

/// <summary>The mapping file of the ledger, as the engine binds it.</summary>
internal sealed class EngineMapping : ICase
{
    public Task<Measured> RunAsync(CaseFolder folder)
    {
        List<FileError> errors = [];
        var file = MappingFile.Parse("mappings/ledger.yaml", LedgerWorkspace.Mapping, errors)
            ?? throw new InvalidOperationException(string.Join(Environment.NewLine, errors));
        var mapping = file.Bind(new(Decimal: ',', Date: ["dd.MM.yyyy"]), CrosswalkSet.Empty);
        return Task.FromResult(new LedgerRecords().Measure(mapping, folder.Rows));
    }
}
