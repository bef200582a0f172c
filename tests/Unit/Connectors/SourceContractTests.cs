using BackOffice.Integration.Connectors.Contract;
using Xunit.Sdk;

namespace BackOffice.Integration.Tests.Unit.Connectors;

public sealed class ListSourceTests : SourceContract
{
    protected override string Stream => "list";

    protected override ISource CreateSource() => new ListSource("""{"n":1}""", """{"n":2}""", """{"n":3}""");

    protected override ISource CreateSource(IReadOnlyList<string> names) => ListSource.Of(names);
}

public sealed class SourceContractTests
{
    private static readonly string[] Three = ["""{"n":1}""", """{"n":2}""", """{"n":3}"""];

    [Fact]
    public async Task Fails_a_source_that_ignores_its_checkpoint()
    {
        var suite = new Suite(() => new ForgetfulSource());
        await Fails(suite.Gives_nothing_from_the_last_checkpoint);
        await Fails(suite.Killed_after_any_batch_it_resumes_with_the_very_next_record);
    }

    [Fact]
    public async Task Fails_a_source_that_skips_a_record_when_it_resumes() =>
        await Fails(new Suite(() => new HastySource()).Killed_after_any_batch_it_resumes_with_the_very_next_record);

    [Fact]
    public async Task Fails_a_source_of_two_batches() =>
        await Fails(new Suite(() => new ListSource(Three[..2])).Gives_at_least_three_batches_of_JSON_objects);

    [Fact]
    public async Task Fails_a_source_that_gives_no_JSON_object() =>
        await Fails(new Suite(() => new ListSource("1", "2", "3")).Gives_at_least_three_batches_of_JSON_objects);

    [Fact]
    public async Task Fails_a_source_whose_keys_repeat() =>
        await Fails(new Suite(() => new OneKeySource()).Gives_no_key_twice);

    [Fact]
    public async Task Fails_a_source_that_answers_differently_the_second_time()
    {
        var count = 0;
        await Fails(new Suite(() => new ListSource([.. Three, $$"""{"n":{{++count}}}"""])).Gives_equal_batches_from_the_same_checkpoint);
    }

    [Fact]
    public async Task Fails_a_source_that_completes_a_snapshot_early() =>
        await Fails(new Suite(() => new EarlySource()).Completes_a_snapshot_at_most_once_and_last);

    [Fact]
    public async Task Fails_a_source_that_cannot_be_stopped() =>
        await Fails(new Suite(() => new DeafSource()).Stops_between_batches_when_asked);

    [Fact]
    public async Task Fails_a_source_that_mends_field_names() => await Fails(new Suite(() => new ListSource(Three), names =>
        ListSource.Of([.. names.Select(name => name.Trim())])).Carries_awful_field_names_through);

    [Fact]
    public async Task Fails_a_source_that_takes_any_checkpoint() =>
        await Fails(new Suite(() => new ForgetfulSource()).Refuses_a_checkpoint_it_never_wrote);

    private static Task<XunitException> Fails(Func<Task> test) => Assert.ThrowsAnyAsync<XunitException>(test);

    private sealed class Suite(Func<ISource> create, Func<IReadOnlyList<string>, ISource?>? awful = null) : SourceContract
    {
        protected override string Stream => "list";

        protected override ISource CreateSource() => create();

        protected override ISource? CreateSource(IReadOnlyList<string> names) => awful?.Invoke(names);
    }

    private sealed class ForgetfulSource() : ListSource(Three)
    {
        protected override int First(Checkpoint checkpoint) => 0;
    }

    private sealed class HastySource() : ListSource(Three)
    {
        protected override int First(Checkpoint checkpoint) => checkpoint == Checkpoint.Start ? 0 : base.First(checkpoint) + 1;
    }

    private sealed class OneKeySource() : ListSource(Three)
    {
        protected override string Key(int index) => "same";
    }

    private sealed class EarlySource() : ListSource(Three)
    {
        protected override bool Completes(int index) => true;
    }

    private sealed class DeafSource() : ListSource(Three)
    {
        protected override void Look(CancellationToken ct)
        {
        }
    }
}
