using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace ModelCompiler.Runtime;

/// <summary>
/// The threads that all models of a process share. One job runs at a time; a caller that finds the pool busy (another model, or a job
/// within a
/// job) runs its own items itself, so that nothing can wait for itself. Items are independent: who computes which one changes no result.
/// </summary>
/// <remarks>
/// A job is published in one word, <c>generation · limit · active</c>. A worker joins by counting itself into <c>active</c> while
/// <c>limit</c>
/// still admits it; the caller closes the job by clearing <c>limit</c> once all items are claimed and then waits only for those who joined.
/// So a worker that wakes late is never waited for. Each thread begins with its own share of the items, the same neighbours in job after
/// job, so that it finds in its core's cache what it left there, and with most of it at once: a weight gradient passes over a batch for
/// each part that it is given. Then it helps the others. Nothing here allocates once the threads are up.
/// </remarks>
internal static class WorkerPool
{
    /// <summary>Parts of a share of which others take one at a time: enough to even out, few enough to stay cheap.</summary>
    private const int ChunksPerThread = 4;

    internal const int MaxWorkers = 255;

    /// <summary>Looks at a word that is about to change before the core is given to others: some microseconds.</summary>
    private const int ShortWait = 200;

    private static readonly PaddedState shared = new();
    private static readonly Worker?[] workers = new Worker?[MaxWorkers];
    private static int workerCount;
    private static int owned;
    private static int awake;

    private static readonly Share[] shares = new Share[MaxWorkers + 1];
    private static IRangeWork? work;
    private static int job;
    private static int shareCount;
    private static int chunk;
    private static bool descending;
    private static Exception? failure;

    /// <summary>
    /// How many workers are looking out for a job at this moment: they take one within half a microsecond, where waking one that sleeps
    /// costs its caller eight.
    /// </summary>
    public static int Awake => Volatile.Read(ref awake);

    /// <summary>Runs all items on the caller and up to <paramref name="threads"/> - 1 workers; returns when every item is done.</summary>
    /// <param name="rangeWork">What the items are done by.</param>
    /// <param name="jobNumber">Which of its jobs.</param>
    /// <param name="itemCount">Independent items.</param>
    /// <param name="threads">The most threads, the caller's own included.</param>
    /// <param name="fromLast">Each thread begins with the last items of its share and not with the first.</param>
    /// <param name="wake">Whether workers that sleep are woken; for shorter work only those help that are awake.</param>
    /// <remarks>An exception of any item is thrown again here; items not yet begun are then dropped.</remarks>
    public static void Run(IRangeWork rangeWork, int jobNumber, int itemCount, int threads, bool fromLast = false, bool wake = true)
    {
        int helpers = Math.Min(Math.Min(threads, itemCount) - 1, MaxWorkers);
        if (helpers <= 0 || Interlocked.CompareExchange(ref owned, 1, 0) != 0)
        {
            rangeWork.Execute(jobNumber, 0, itemCount);
            return;
        }

        try
        {
            EnsureWorkers(helpers);
            (work, job, failure) = (rangeWork, jobNumber, null);
            descending = fromLast;
            chunk = Math.Max(1, itemCount / ((helpers + 1) * ChunksPerThread));
            Divide(itemCount, helpers + 1);
            Open(helpers, wake);
            ClaimItems(share: 0);
            Close();
            work = null;
            if (failure is { } thrown)
            {
                failure = null;
                ExceptionDispatchInfo.Throw(thrown);
            }
        }
        finally
        {
            Volatile.Write(ref owned, 0);
        }
    }

    private static void Divide(int itemCount, int count)
    {
        shareCount = count;
        for (int s = 0; s < count; s++)
        {
            shares[s].First = shares[s].Next = (long)itemCount * s / count;
            shares[s].End = (long)itemCount * (s + 1) / count;
        }
    }

    /// <summary>Publishes the job: from here on workers may join.</summary>
    private static void Open(int helpers, bool wake)
    {
        long generation = (Volatile.Read(ref shared.State) >> 32) + 1;
        Interlocked.Exchange(ref shared.State, (generation << 32) | ((long)helpers << 16));
        for (int i = 0; wake && i < helpers; i++)
            workers[i]!.Wake();
    }

    /// <summary>Admits nobody any more and waits for those inside.</summary>
    private static void Close()
    {
        long state = Interlocked.And(ref shared.State, ~0xFFFF_0000L);
        for (int i = 0; (state & 0xFFFF) != 0 && i < ShortWait; i++)
        {
            Thread.SpinWait(1);
            state = Volatile.Read(ref shared.State);
        }

        var spinner = new SpinWait();
        while ((state & 0xFFFF) != 0)
        {
            // Yields the core but never sleeps: what is left is at most one chunk.
            spinner.SpinOnce(sleep1Threshold: -1);
            state = Volatile.Read(ref shared.State);
        }
    }

    private static bool Joinable(int worker) => ((Volatile.Read(ref shared.State) >> 16) & 0xFFFF) > worker;

    /// <summary>Joins the open job, if there is one that admits this worker, and works until no item is left.</summary>
    private static bool TryHelp(int worker, ref long lastGeneration)
    {
        long state = Volatile.Read(ref shared.State);
        while (((state >> 16) & 0xFFFF) > worker && state >> 32 != lastGeneration)
        {
            long seen = Interlocked.CompareExchange(ref shared.State, state + 1, state);
            if (seen == state)
            {
                lastGeneration = state >> 32;
                ClaimItems(share: worker + 1);
                Interlocked.Decrement(ref shared.State);
                return true;
            }

            state = seen;
        }

        return false;
    }

    /// <summary>Takes items until none is left, those of one's own share first.</summary>
    private static void ClaimItems(int share)
    {
        try
        {
            for (int s = 0; s < shareCount; s++)
                Claim(ref shares[(share + s) % shareCount], own: s == 0);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref failure, exception, null);
            for (int s = 0; s < shareCount; s++)
                Interlocked.Exchange(ref shares[s].Next, int.MaxValue);
        }
    }

    /// <summary>Takes items of a share until none is left.</summary>
    /// <param name="share">Of one of the threads.</param>
    /// <param name="own">The caller's: it takes three quarters first, and leaves the rest for others to help with.</param>
    private static void Claim(ref Share share, bool own)
    {
        long next;
        while ((next = Volatile.Read(ref share.Next)) < share.End)
        {
            long left = share.End - next, end = next + Math.Min(left, own ? Math.Max(chunk, left - (left / 4)) : chunk);
            if (Interlocked.CompareExchange(ref share.Next, end, next) != next)
                continue;
            (long from, long to) = descending ? (share.First + share.End - end, share.First + share.End - next) : (next, end);
            work!.Execute(job, (int)from, (int)to);
        }
    }

    /// <summary>Starts threads as they are first asked for. Called by the pool's owner only.</summary>
    private static void EnsureWorkers(int count)
    {
        for (; workerCount < count; workerCount++)
            workers[workerCount] = new Worker(workerCount);
    }

    /// <summary>The contended word, on cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private sealed class PaddedState
    {
        [FieldOffset(128)] public long State;
    }

    /// <summary>Neighbouring items, of which the first few are taken; on cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Share
    {
        [FieldOffset(0)] public long Next;
        [FieldOffset(8)] public long First;
        [FieldOffset(16)] public long End;
    }

    /// <summary>A background thread that looks out for the next job for some microseconds after each one and then sleeps.</summary>
    private sealed class Worker
    {
        private static readonly long spinTicks = Stopwatch.Frequency / 20_000; // 50 µs

        private readonly SemaphoreSlim wake = new(0);
        private readonly int index;
        private long generation;
        private int parked;

        public Worker(int index)
        {
            this.index = index;
            new Thread(Loop) { IsBackground = true, Name = $"ModelCompiler worker {index + 1}" }.Start();
        }

        public void Wake()
        {
            if (Volatile.Read(ref parked) == 1 && Interlocked.Exchange(ref parked, 0) == 1)
                wake.Release();
        }

        private void Loop()
        {
            Interlocked.Increment(ref awake);
            while (true)
            {
                if (!SpinForWork())
                    Park();
            }
        }

        private bool SpinForWork()
        {
            long start = Stopwatch.GetTimestamp();
            do
            {
                if (TryHelp(index, ref generation))
                    return true;
                Thread.SpinWait(1);
            }
            while (Stopwatch.GetTimestamp() - start < spinTicks);
            return false;
        }

        private void Park()
        {
            Interlocked.Decrement(ref awake);
            Sleep();
            Interlocked.Increment(ref awake);
        }

        private void Sleep()
        {
            Interlocked.Exchange(ref parked, 1);
            // A job opened before the flag was seen: take the flag back, unless its caller already took it and will release the semaphore.
            bool jobIsOpen = Joinable(index) && Volatile.Read(ref shared.State) >> 32 != generation;
            if (jobIsOpen && Interlocked.Exchange(ref parked, 0) == 1)
                return;
            wake.Wait();
        }
    }
}
