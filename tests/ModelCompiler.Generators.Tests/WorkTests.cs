using ModelCompiler.Generators.Support;

namespace ModelCompiler.Generators.Tests;

public class WorkTests
{
    /// <summary>Work that is shared out between threads is counted whole, to within what sharing it out takes.</summary>
    [Fact]
    public void Of_parallel_queries_is_counted()
    {
        const int Parts = 64, Bytes = 100_000;
        int threads = 0;
        long work = Work.Of(() => threads = Enumerable.Range(0, Parts).InParallel().Select(_ => (Thread: Environment.CurrentManagedThreadId, Kept: new byte[Bytes]))
            .ToArray().Select(p => p.Thread).Append(Environment.CurrentManagedThreadId).Distinct().Count());
        Assert.Equal(1, threads);
        Assert.InRange(work, Parts * Bytes, Parts * (Bytes + 2000));
    }

    [Fact]
    public void Is_the_same_each_time()
    {
        var compilation = TestCompilation.Create("using ModelCompiler; [Model, Input(12, 12, 3), Conv2D(7, 3), Flatten, Dense(5)] public partial class Net;");
        long[] work = [.. Enumerable.Range(0, 4).Select(_ => Work.OfAllAnew(() => GeneratorRun.Of(compilation))).Skip(1)];
        Assert.True(work.Max() < work.Min() * 1.2, string.Join(", ", work));
    }
}
