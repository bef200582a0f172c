using BackOffice.Integration.Connectors.Contract;
using BackOffice.Integration.Engine.Inbound;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Landing;

/// <summary>Landed bytes in the words of the contract.</summary>
internal static class LandedFiles
{
    public static ArrivedFile AsFile(this LandingRecord record, ILanding landing) => new(
        record.Name!,
        record.Landed.Sha256,
        record.Landed.Length,
        record.ModifiedAt!.Value,
        _ => Task.FromResult(landing.Open(record.Landed.Sha256)));

    public static TakenFile AsTaken(this LandingRecord record) =>
        new(record.Landed.Sha256, record.Name!, record.Landed.Length, record.ModifiedAt!.Value);
}
