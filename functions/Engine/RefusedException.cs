namespace BackOffice.Integration.Engine;

/// <summary>Something asked for that the hub will not do, with a stable code and the next step.</summary>
/// <param name="code">Stable and searchable, such as <c>release.participant</c>.</param>
/// <param name="message">Where, what and the next step; quotes no field value.</param>
public sealed class RefusedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
