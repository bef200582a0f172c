namespace BackOffice.Integration.Engine.Landing;

/// <summary>Keeps what a source gave, by content hash, before anything is committed.</summary>
internal interface ILanding
{
    /// <summary>Returns when the bytes are durable; the same content lands once.</summary>
    Task<Landed> LandAsync(Stream content, CancellationToken ct);

    /// <summary>The plain bytes again, from the start; the stream can seek.</summary>
    Stream Open(string sha256);
}

/// <summary>Where landed bytes lie.</summary>
/// <param name="Sha256">Lower-case hex over the plain bytes.</param>
/// <param name="Uri">Relative to the landing.</param>
/// <param name="Length">Of the plain bytes.</param>
internal sealed record Landed(string Sha256, string Uri, long Length);
