namespace BackOffice.Integration.Engine.Runs;

/// <summary>The right to write for a resource, until it ends or a later holder takes over.</summary>
/// <param name="Resource">Such as <c>pipeline:staff</c>.</param>
/// <param name="Fence">Grows with each holder, so a late writer is recognised.</param>
internal sealed record Lease(string Resource, string Owner, long Fence)
{
    /// <summary>How long a lease lives without a commit.</summary>
    public static readonly TimeSpan Term = TimeSpan.FromMinutes(2);
}

/// <summary>Somebody else holds, or took over, the lease.</summary>
internal sealed class LeaseLostException(string message) : Exception(message);
