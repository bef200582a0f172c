using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Store.Sqlite;
using BackOffice.Integration.Tests.Unit.Engine.Releases;

namespace BackOffice.Integration.Tests.Unit.Engine.Actors;

public sealed class ActorDeskTests : IAsyncLifetime
{
    private const string Secret = "correct horse battery";

    private ReleaseFixture hub = null!;
    private ActorDesk desk = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        hub = await ReleaseFixture.OpenAsync();
        desk = new(new SqliteActorStore(hub.Database), hub.Clock, iterations: 10);
        await desk.AddAsync(new("ina", "Ina", ["finance"]), Secret, Actor.Hub, Ct);
    }

    public ValueTask DisposeAsync()
    {
        hub.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void The_right_passphrase_gives_the_actor() => Assert.Equal("ina", desk.Authenticate("ina", Secret).Login);

    [Theory]
    [InlineData("ina", "correct horse batterz")]
    [InlineData("nobody", Secret)]
    [InlineData("nobody", "")]
    public void Anything_else_is_refused_in_the_same_words(string login, string passphrase)
    {
        var error = Assert.Throws<RefusedException>(() => desk.Authenticate(login, passphrase));
        Assert.Equal(("actor.refused", "Login or passphrase is wrong; see `actor list` for logins."), (error.Code, error.Message));
    }

    [Fact]
    public void A_disabled_actor_may_not_act()
    {
        hub.Execute("UPDATE actor SET disabled_at = 1");
        Assert.Equal("actor.disabled", Assert.Throws<RefusedException>(() => desk.Authenticate("ina", Secret)).Code);
    }

    [Theory]
    [InlineData("jon", Secret, "actor.passphrase-used")]
    [InlineData("jon", "short", "actor.passphrase-short")]
    [InlineData("ina", "another passphrase", "actor.login-taken")]
    [InlineData("hub", "another passphrase", "actor.login-unreadable")]
    [InlineData("Jon Doe", "another passphrase", "actor.login-unreadable")]
    public async Task A_bad_actor_is_not_added(string login, string passphrase, string code)
    {
        Assert.Equal(code, (await Assert.ThrowsAsync<RefusedException>(() => desk.AddAsync(new(login, "Jon", []), passphrase, Actor.Hub, Ct))).Code);
        Assert.Equal("ina", Assert.Single(desk.List()).Login);
    }

    [Fact]
    public void Adding_is_audited_and_the_chain_holds()
    {
        Assert.Equal("actor.added", hub.Scalar<string>("SELECT action FROM audit WHERE object = 'ina'"));
        Assert.True(hub.Audit.Verify().Holds);
    }

    [Fact]
    public void The_passphrase_is_kept_only_as_a_salted_hash_with_its_cost()
    {
        var credential = hub.Scalar<string>("SELECT credential FROM actor");
        Assert.StartsWith("pbkdf2-sha256$10$", credential, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, credential, StringComparison.Ordinal);
        Assert.NotEqual(credential, Passphrase.Protect(Secret, 10));
    }

    [Fact]
    public void Real_hashes_cost_at_least_six_hundred_thousand_rounds() =>
        Assert.InRange(Passphrase.LeastIterations, 600_000, int.MaxValue);

    [Fact]
    public async Task Two_logins_of_one_credential_are_one_actor_to_a_release()
    {
        await hub.Drafts.DraftAsync("payroll", ReleaseFixture.March, desk.Authenticate("ina", Secret), Ct);
        var alias = new Actor("other", desk.Authenticate("ina", Secret).Credential);
        Assert.Equal("release.participant", (await Assert.ThrowsAsync<RefusedException>(() => hub.Releases.ApproveAsync("next", null, alias, Ct))).Code);
    }
}
