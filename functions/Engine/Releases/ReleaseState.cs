namespace BackOffice.Integration.Engine.Releases;

/// <summary>How far a release has come.</summary>
public enum ReleaseState
{
    Drafted,

    /// <summary>A gate failed.</summary>
    Held,

    /// <summary>Waits for approvals.</summary>
    Submitted,

    Approved,
    Rejected,
    Sealed,

    /// <summary>Size and hash were read back.</summary>
    Delivered,

    Acknowledged,

    /// <summary>A replacement was acknowledged.</summary>
    Superseded,

    Voided,
}
