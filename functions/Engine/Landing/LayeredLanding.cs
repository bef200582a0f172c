namespace BackOffice.Integration.Engine.Landing;

/// <summary>A landing over another one that is read and never written.</summary>
internal sealed class LayeredLanding(LandingFolder own, LandingFolder beneath) : ILanding
{
    public Task<Landed> LandAsync(Stream content, CancellationToken ct) => own.LandAsync(content, ct);

    public Stream Open(string sha256) => own.Holds(sha256) ? own.Open(sha256) : beneath.Open(sha256);
}
