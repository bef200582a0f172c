using System.Text.Json;

namespace BackOffice.Integration.AzureFunctions.Slices;

/// <summary>What travels on the slice queue: ids only, the store knows the rest.</summary>
/// <param name="Attempt">Counts the times the run was enqueued by somebody.</param>
/// <param name="V">Version of this shape.</param>
public sealed record SliceMessage(Guid RunId, string Slice, int Attempt = 1, int V = SliceMessage.Version)
{
    public const int Version = 1;

    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    public string ToJson() => JsonSerializer.Serialize(this, Wire);
}
