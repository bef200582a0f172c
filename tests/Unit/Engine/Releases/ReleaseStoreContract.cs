using BackOffice.Integration.Engine;
using BackOffice.Integration.Engine.Actors;
using BackOffice.Integration.Engine.Releases;

namespace BackOffice.Integration.Tests.Unit.Engine.Releases;

/// <summary>What every store must do when releases move; a store's tests inherit this.</summary>
public abstract class ReleaseStoreContract : IAsyncLifetime
{
    private ReleaseFixture hub = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => hub = await OpenAsync();

    public ValueTask DisposeAsync()
    {
        hub.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected abstract Task<ReleaseFixture> OpenAsync();

    [Fact]
    public async Task A_draft_that_cannot_be_written_whole_leaves_nothing()
    {
        hub.Execute("CREATE TRIGGER broken BEFORE INSERT ON release_participant BEGIN SELECT RAISE(ABORT, 'broken'); END");
        var before = AuditHead();
        await Assert.ThrowsAnyAsync<Exception>(DraftAsync);
        foreach (var table in (string[])["release", "release_row", "release_total", "gate_result"]) Assert.Equal(0, hub.Scalar<int>($"SELECT COUNT(*) FROM {table}"));
        Assert.Equal(before, AuditHead());
    }

    [Fact]
    public async Task A_move_that_is_refused_writes_nothing()
    {
        var release = await DraftAsync();
        var (state, head) = (State(release), AuditHead());
        await Assert.ThrowsAsync<RefusedException>(() => hub.Store.MoveAsync(release, (_, _) => throw new RefusedException("test", "test"), Ct));
        Assert.Equal((state, head), (State(release), AuditHead()));
    }

    [Fact]
    public async Task A_move_and_its_audit_row_come_together()
    {
        var release = await DraftAsync();
        var head = AuditHead();
        await hub.Releases.ApproveAsync(release.ToString(), null, ReleaseFixture.Ben, Ct);
        Assert.NotEqual(head, AuditHead());
        Assert.Equal(1, hub.Scalar<int>($"SELECT COUNT(*) FROM audit WHERE action = 'release.approved' AND object = '{release}'"));
    }

    [Fact]
    public async Task Decisions_made_at_once_are_made_one_after_the_other()
    {
        var release = await DraftAsync();
        Actor[] actors = [.. Enumerable.Range(0, 8).Select(index => new Actor($"actor{index}", $"actor{index}"))];
        var tries = await Task.WhenAll(actors.Select(actor => Task.Run(() => Refused(() => hub.Releases.ApproveAsync(release.ToString(), null, actor, Ct)))));

        // Two approvals are wanted; whoever came third found the release approved.
        Assert.Equal(2, tries.Count(code => code is null));
        Assert.All(tries.Where(code => code is not null), code => Assert.Equal("release.illegal-move", code));
        Assert.Equal(2, hub.Scalar<int>("SELECT COUNT(*) FROM approval"));
        Assert.Equal(ReleaseState.Approved, State(release));
    }

    [Fact]
    public async Task Sealing_at_once_takes_one_number()
    {
        await hub.ApprovedAsync();
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Refused(() => hub.Seals.SealAsync("next", ReleaseFixture.Dan, Ct)))));
        Assert.Equal(1, tries.Count(code => code is null));
        Assert.Equal(1, hub.Scalar<int>("SELECT value FROM counter WHERE name = 'release:payroll:live'"));
    }

    [Fact]
    public async Task A_look_does_not_see_what_moves_meanwhile()
    {
        var release = await DraftAsync();
        using var look = hub.Store.Read();
        Assert.Equal(ReleaseState.Submitted, look.Facts(release).Release.State);
        await hub.Releases.VoidAsync("next", "not wanted", ReleaseFixture.Ada, Ct);
        Assert.Equal(ReleaseState.Submitted, look.Facts(release).Release.State);
        Assert.Equal(ReleaseState.Voided, State(release));
    }

    [Fact]
    public async Task Rows_come_back_in_order_and_as_they_were_frozen()
    {
        var release = await DraftAsync();
        using var look = hub.Store.Read();
        List<FrozenRow> rows = [.. look.Rows(release)];
        Assert.Equal(["0017", "0018", "0019"], rows.Select(row => row.Cells["employee_no"]));
        Assert.Equal(look.Facts(release).Head.RowsHash, look.Facts(release).Head.HashOf(rows).Hex);
        Assert.Equal(look.FrozenHash(release), FrozenHash.Of(rows.Select(row => row.Text())));
    }

    [Fact]
    public async Task Attempts_are_counted_and_a_delivery_waits_until_it_happened()
    {
        await hub.SealedAsync();
        var (release, file) = Sealed();
        Assert.Equal(1, await hub.Store.BeginAttemptAsync(release, file, hub.Clock.GetUtcNow(), Ct));
        await hub.Store.EndAttemptAsync(release, 1, "destination.retry", hub.Clock.GetUtcNow(), Ct);
        Assert.Equal(2, await hub.Store.BeginAttemptAsync(release, file, hub.Clock.GetUtcNow(), Ct));
        using (var look = hub.Store.Read())
        {
            Assert.Equal([("Failed", "destination.retry"), ("Started", null)], look.Attempts(release).Select(attempt => (attempt.State, attempt.ErrorCode)));
            Assert.Equal([release], look.WaitingDeliveries());
        }

        await hub.Deliveries.DeliverWaitingAsync(Ct);
        using var after = hub.Store.Read();
        Assert.Empty(after.WaitingDeliveries());
    }

    private async Task<Guid> DraftAsync()
    {
        await hub.Drafts.DraftAsync("payroll", ReleaseFixture.March, ReleaseFixture.Ada, Ct);
        using var look = hub.Store.Read();
        return look.Heads()[^1].Id;
    }

    private ReleaseState State(Guid release)
    {
        using var look = hub.Store.Read();
        return look.Facts(release).Release.State;
    }

    private string AuditHead()
    {
        using var look = hub.Store.Read();
        return look.AuditHead();
    }

    private (Guid Release, SealedFile File) Sealed()
    {
        using var look = hub.Store.Read();
        var release = look.Heads()[^1].Id;
        return (release, look.Facts(release).Release.Files[0]);
    }

    private static async Task<string?> Refused<T>(Func<Task<T>> move)
    {
        try
        {
            await move();
            return null;
        }
        catch (RefusedException refused)
        {
            return refused.Code;
        }
    }
}
