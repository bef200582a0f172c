using BackOffice.Integration.Engine.Audit;
using BackOffice.Integration.Engine.Releases;
using BackOffice.Integration.Engine.Store;

namespace BackOffice.Integration.Engine.Actors;

/// <summary>Adds actors and recognises them by their passphrase.</summary>
public sealed class ActorDesk
{
    private readonly IActorStore store;
    private readonly TimeProvider clock;
    private readonly int iterations;

    /// <param name="iterations">Fewer than <see cref="Passphrase.LeastIterations"/> only in tests.</param>
    internal ActorDesk(IActorStore store, TimeProvider clock, int iterations = Passphrase.LeastIterations) =>
        (this.store, this.clock, this.iterations) = (store, clock, iterations);

    /// <summary>By login.</summary>
    public IReadOnlyList<ActorListing> List() =>
        [.. store.All().Select(actor => new ActorListing(actor.Login, actor.Name, actor.Roles, actor.DisabledAt))];

    /// <summary>Refuses a passphrase that another actor's hash accepts, so that one credential is one actor.</summary>
    /// <param name="by">Who adds; the hub itself for the first.</param>
    public async Task<Actor> AddAsync(NewActor added, string passphrase, Actor by, CancellationToken ct)
    {
        if (!IsLogin(added.Login)) throw new RefusedException("actor.login-unreadable", "A login is 1 to 40 letters, digits, points or dashes in lower case, and neither hub nor system; choose another.");
        if (passphrase.Length < Passphrase.LeastLength) throw new RefusedException("actor.passphrase-short", $"A passphrase has at least {Passphrase.LeastLength} characters; choose a longer one.");
        var actors = store.All();
        if (actors.Any(actor => actor.Login == added.Login)) throw Taken();
        if (actors.Any(actor => actor.Credential is { } credential && Passphrase.Accepts(credential, passphrase)))
        {
            throw new RefusedException("actor.passphrase-used", "This passphrase cannot be used; choose another.");
        }

        var at = clock.GetUtcNow();
        var stored = new StoredActor(Guid.CreateVersion7(at), added.Login, added.Name, added.Roles, Passphrase.Protect(passphrase, iterations), null);
        var detail = new CanonicalJson().Open('{').Name("actor").Value(stored.Id.ToString()).Name("fingerprint").Value(AuditedActors.Fingerprint(stored)).Close('}').ToString();
        if (!await store.AddAsync(stored, new AuditEntry(by.Login, "actor.added", added.Login, detail), at, ct)) throw Taken();
        return Of(stored);
    }

    /// <summary>Gives the actor, or refuses without telling whether login or passphrase was wrong.</summary>
    public Actor Authenticate(string login, string passphrase)
    {
        var found = store.All().FirstOrDefault(actor => actor.Login == login);
        if (!Passphrase.Accepts(found?.Credential ?? Nobody(), passphrase) || found is null)
        {
            throw new RefusedException("actor.refused", "Login or passphrase is wrong; see `actor list` for logins.");
        }

        return found.DisabledAt is null ? Of(found) : throw new RefusedException("actor.disabled", "This actor is disabled and may not act; ask another actor.");
    }

    // An unknown login costs the same time as a wrong passphrase.
    private string Nobody() => Passphrase.Protect("", iterations);

    private static Actor Of(StoredActor actor) => new(actor.Login, actor.Id.ToString());

    private static bool IsLogin(string login) =>
        login.Length is > 0 and <= 40 && login is not ("hub" or "system") && login.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-');

    private static RefusedException Taken() => new("actor.login-taken", "Another actor has this login; choose another.");
}

/// <summary>An actor to be added.</summary>
/// <param name="Roles">Free words, such as <c>finance</c>.</param>
public sealed record NewActor(string Login, string Name, IReadOnlyList<string> Roles);

/// <summary>One line of the list of actors.</summary>
public sealed record ActorListing(string Login, string Name, IReadOnlyList<string> Roles, DateTimeOffset? DisabledAt);
