using System.Collections.Concurrent;

namespace ModelCompiler.Dashboard;

/// <summary>
/// Commands on their way to the fit's thread: a few, so that no crowd of requests is worked through while the network waits.
/// </summary>
internal sealed class CommandQueue
{
    private const int Most = 32;
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<Asked> waiting = new();
    private readonly SemaphoreSlim arrived = new(0);
    private int count;
    private volatile bool closed;

    /// <summary>Whether anything waits; a comparison, for each step.</summary>
    public bool IsEmpty => Volatile.Read(ref count) == 0;

    /// <summary>Hands a command to the fit and waits for what came of it.</summary>
    public async Task<(bool Done, string Said)> Ask(Command command, CancellationToken cancellation)
    {
        if (closed)
            return (false, "The run is over.");
        if (Interlocked.Increment(ref count) > Most)
        {
            Interlocked.Decrement(ref count);
            return (false, "Too many commands are waiting; try again.");
        }

        var asked = new Asked(command);
        waiting.Enqueue(asked);
        arrived.Release();
        if (closed)
            Close();
        try
        {
            return await asked.Answer.Task.WaitAsync(patience, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return (false, "The step under way is long; the command is carried out after it.");
        }
    }

    /// <summary>The next command, if there is one. On the fit's thread.</summary>
    public bool TryTake(out Asked asked)
    {
        if (!waiting.TryDequeue(out asked!))
            return false;
        Interlocked.Decrement(ref count);
        return true;
    }

    /// <summary>Waits for a command, or for <paramref name="most"/>. On the fit's thread, which rests meanwhile.</summary>
    public void Wait(TimeSpan most, CancellationToken cancellation) => arrived.Wait(most, cancellation);

    /// <summary>Answers all that come from now on: the fit is over.</summary>
    public void Close()
    {
        closed = true;
        while (TryTake(out Asked asked))
            asked.Answer.TrySetResult((false, "The run is over."));
    }

    internal sealed record Asked(Command Command)
    {
        public TaskCompletionSource<(bool Done, string Said)> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
