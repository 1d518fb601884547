using ModelCompiler.Runtime;
using ModelCompiler.Tests.Models;

namespace ModelCompiler.Tests.Runtime;

[Collection(nameof(Alone))]
public class WorkerPoolTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 2)]
    [InlineData(7, 3)]
    [InlineData(61, 3)]
    [InlineData(1000, 8)]
    public void Every_item_runs_exactly_once(int items, int threads)
    {
        var work = new Counting(items);
        for (int round = 1; round <= 200; round++)
        {
            WorkerPool.Run(work, 5, items, threads, fromLast: round % 2 == 0);
            Assert.All(work.Runs, runs => Assert.Equal(round, runs));
        }
    }

    [Fact]
    public void Work_for_those_awake_runs_each_item_once_and_wakes_nobody()
    {
        var work = new Counting(64);
        WorkerPool.Run(work, 5, 64, 4);
        Assert.True(SpinWait.SpinUntil(() => WorkerPool.Awake == 0, TimeSpan.FromSeconds(30)), "workers do not go to sleep");
        WorkerPool.Run(work, 5, 64, 4, wake: false);
        Assert.Equal(0, WorkerPool.Awake);
        Assert.All(work.Runs, runs => Assert.Equal(2, runs));
    }

    [Fact]
    public void Workers_that_went_to_sleep_wake_again()
    {
        var work = new Counting(64);
        for (int round = 1; round <= 20; round++)
        {
            WorkerPool.Run(work, 5, 64, 4);
            Thread.Sleep(3);
        }

        Assert.All(work.Runs, runs => Assert.Equal(20, runs));
    }

    [Fact]
    public void Several_threads_share_the_work()
    {
        // Each item waits until a second thread is inside, which only a second thread can bring about.
        var work = new Meeting();
        WorkerPool.Run(work, 0, 2, threads: 2);
        Assert.Equal(2, work.Threads.Distinct().Count());
    }

    [Fact]
    public void Threads_begin_with_their_own_share()
    {
        var work = new Meeting();
        WorkerPool.Run(work, 0, 2, threads: 2);
        int worker = work.Threads[1];
        for (int round = 0; round < 20; round++)
        {
            WorkerPool.Run(work, 0, 2, threads: 2);
            Assert.Equal([Environment.CurrentManagedThreadId, worker], work.Threads);
        }
    }

    [Fact]
    public void A_share_is_done_from_either_end()
    {
        // Two threads wait for each other at every range, so each does its own share: 0 to 16 and 17 to 34, three quarters and then the rest.
        var work = new Meeting(items: 35);
        WorkerPool.Run(work, 0, 35, threads: 2);
        Assert.Equal([(0, 13), (13, 17)], work.RangesOf(Environment.CurrentManagedThreadId));
        work = new Meeting(items: 35);
        WorkerPool.Run(work, 0, 35, threads: 2, fromLast: true);
        Assert.Equal([(4, 17), (0, 4)], work.RangesOf(Environment.CurrentManagedThreadId));
    }

    [Fact]
    public void What_a_busy_thread_left_of_its_share_is_taken_in_small_parts()
    {
        // The worker stays in its first range, 30 of the items 40 to 79, until all others are done: in tens, an eighth of all.
        var work = new BusyWorker(caller: Environment.CurrentManagedThreadId, first: 30);
        WorkerPool.Run(work, 0, 80, threads: 2);
        Assert.Equal([(0, 30), (30, 40), (70, 80)], work.OfCaller);
        Assert.Equal([(40, 70)], work.OfWorker);
    }

    [Fact]
    public void A_job_within_a_job_runs_on_its_caller()
    {
        var inner = new Counting(10);
        WorkerPool.Run(new Nested(inner), 0, 4, threads: 4);
        Assert.All(inner.Runs, runs => Assert.Equal(4, runs));
    }

    [Fact]
    public void Callers_side_by_side_do_not_mix_their_items()
    {
        Counting[] works = [.. Enumerable.Range(0, 4).Select(_ => new Counting(37))];
        Parallel.ForEach(works, new ParallelOptions { MaxDegreeOfParallelism = 4 }, work =>
        {
            for (int round = 0; round < 500; round++)
                WorkerPool.Run(work, 5, 37, 3);
        });
        Assert.All(works, work => Assert.All(work.Runs, runs => Assert.Equal(500, runs)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    public void An_items_exception_reaches_the_caller_and_the_pool_goes_on(int item)
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => WorkerPool.Run(new Failing(item), 0, 64, 4));
        Assert.Equal($"item {item}", thrown.Message);
        var work = new Counting(64);
        WorkerPool.Run(work, 5, 64, 4);
        Assert.All(work.Runs, runs => Assert.Equal(1, runs));
    }

    [Fact]
    public void A_launch_allocates_nothing()
    {
        var work = new Counting(64);
        WorkerPool.Run(work, 5, 64, 4);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 100; round++)
            WorkerPool.Run(work, 5, 64, 4);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class Counting(int items) : IRangeWork
    {
        public int[] Runs { get; } = new int[items];

        public void Execute(int job, int from, int to)
        {
            for (int i = from; i < to; i++)
                Interlocked.Add(ref Runs[i], job == 5 ? 1 : 1000);
        }
    }

    /// <summary>The caller waits until the worker has begun, and the worker until the caller has done the items that it did not begin.</summary>
    private sealed class BusyWorker(int caller, int first) : IRangeWork
    {
        private static readonly TimeSpan limit = TimeSpan.FromSeconds(30);
        private readonly ManualResetEventSlim begun = new(), done = new();

        public List<(int, int)> OfCaller { get; } = [];

        public List<(int, int)> OfWorker { get; } = [];

        public void Execute(int job, int from, int to)
        {
            if (Environment.CurrentManagedThreadId == caller)
            {
                Assert.True(begun.Wait(limit));
                OfCaller.Add((from, to));
                if (OfCaller.Sum(r => r.Item2 - r.Item1) == 80 - first) done.Set();
                return;
            }

            OfWorker.Add((from, to));
            begun.Set();
            Assert.True(done.Wait(limit));
        }
    }

    private sealed class Meeting(int items = 2) : IRangeWork
    {
        private readonly Barrier barrier = new(2);
        private readonly List<(int Thread, int From, int To)> ranges = [];

        public int[] Threads { get; } = new int[items];

        public IEnumerable<(int From, int To)> RangesOf(int thread) => ranges.Where(r => r.Thread == thread).Select(r => (r.From, r.To));

        public void Execute(int job, int from, int to)
        {
            Threads[from] = Environment.CurrentManagedThreadId;
            lock (ranges)
                ranges.Add((Environment.CurrentManagedThreadId, from, to));
            Assert.True(barrier.SignalAndWait(TimeSpan.FromSeconds(30)), "no second thread came");
        }
    }

    private sealed class Nested(IRangeWork inner) : IRangeWork
    {
        public void Execute(int job, int from, int to)
        {
            for (int i = from; i < to; i++)
                WorkerPool.Run(inner, 5, 10, 4);
        }
    }

    private sealed class Failing(int item) : IRangeWork
    {
        public void Execute(int job, int from, int to)
        {
            if (from <= item && item < to)
                throw new InvalidOperationException($"item {item}");
        }
    }
}
