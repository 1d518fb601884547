using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests.Support;

/// <summary>What a memo keeps, and for how long.</summary>
public class MemoTests
{
    private readonly Memo<string, string> memo = new(10, (_, value) => value.Length);
    private int computed;

    private string Of(string key) => memo.Of(key, k =>
    {
        Interlocked.Increment(ref computed);
        return k + k;
    });

    [Fact]
    public void A_result_is_computed_once()
    {
        Assert.Equal("aa", Of("a"));
        Assert.Same(Of("a"), Of("a"));
        Assert.Equal(1, computed);
    }

    [Fact]
    public void What_was_not_asked_for_the_longest_goes_first()
    {
        foreach (string key in (string[])["a", "b", "c", "d", "e", "a", "f"]) Of(key); // Five of two bytes fit; for f goes b.
        Assert.Equal((6, 10L), (computed, memo.Size));
        foreach (string key in (string[])["a", "c", "d", "e", "f"]) Of(key);
        Assert.Equal(6, computed);
        Of("b");
        Assert.Equal(7, computed);
    }

    [Fact]
    public void What_is_too_large_is_given_and_not_kept()
    {
        Of("a");
        Assert.Equal(new string('l', 12), Of("llllll"));
        Assert.Equal(0, memo.Size);
        Of("a");
        Assert.Equal(3, computed);
    }

    [Fact]
    public void A_function_that_is_cancelled_leaves_nothing()
    {
        Assert.Throws<OperationCanceledException>(() => memo.Of("a", _ => throw new OperationCanceledException()));
        Assert.Equal("aa", Of("a"));
    }

    [Fact]
    public void Decisions_that_are_counted_are_taken()
    {
        Of("a");
        long[] counts = Decisions.Record();
        for (int i = 0; i < 2; i++) memo.Of("a", k => Decisions.Take(Branch.Winograd, k));
        Assert.Equal(2, counts[(int)Branch.Winograd]);
    }

    [Fact]
    public void Many_threads_get_the_same()
    {
        Parallel.For(0, 10_000, i => Assert.Equal($"{i % 7}{i % 7}", Of($"{i % 7}")));
        Assert.InRange(memo.Size, 0, 10);
    }
}
